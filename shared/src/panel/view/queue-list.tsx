import type { Ask } from '../plan.ts';
import { jobsOf } from '../remaining.ts';
import { picturesOf } from '../runs.ts';
import { usePanel } from './context.tsx';
import { Icon } from './icons.tsx';

/** What was asked for and waits for its turn. */
export function QueueList() {
  const { state, controller, texts } = usePanel();
  if (state.queue.length === 0) return null;
  return (
    <section class="queue" aria-label={texts.queue}>
      <div class="queue-head">
        <span class="label">{texts.queue}</span>
        {state.activity.kind === 'idle' && (
          <button type="button" onClick={() => controller.dispatch({ type: 'go-on' })}>
            {texts.queueGoOn}
          </button>
        )}
      </div>
      <ul>
        {state.queue.map(asked => (
          <Queued key={asked.id} asked={asked} />
        ))}
      </ul>
    </section>
  );
}

function Queued({ asked }: { readonly asked: Ask }) {
  const { state, controller, texts } = usePanel();
  const jobs = jobsOf(state, asked);
  const [first] = jobs;
  const labels = [...new Set(jobs.map(({ target, request }) => target?.label ?? request.prompt))];
  const what = labels.length > 1 ? `${labels[0]} …` : (labels[0] ?? '');
  return (
    <li title={first?.request.prompt}>
      <span>{texts.queued(picturesOf(jobs), what)}</span>
      <button
        type="button"
        class="icon-button"
        aria-label={texts.queueForget(what)}
        title={texts.queueForget(what)}
        onClick={() => controller.dispatch({ type: 'unasked', ask: asked.id })}
      >
        <Icon name="close" />
      </button>
    </li>
  );
}
