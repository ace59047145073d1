import { isWaiting } from '../state.ts';
import { serverOf, serverOfModel } from '../steps.ts';
import { usePanel } from './context.tsx';
import { progressWords, timeLeftWords } from './words.ts';

/** What is going on, how long it takes, and the button to stop it. */
export function Progress() {
  const { state, controller, texts } = usePanel();
  const { activity } = state;
  if (activity.kind === 'idle') return null;
  const { cancelling, progress } = activity;
  const server = activity.kind === 'generating' ? serverOfModel(state, activity.model) : serverOf(state);
  const words = cancelling
    ? texts.cancelling
    : progress || activity.kind === 'generating'
      ? progressWords(progress, texts, server)
      : server === undefined
        ? texts.modelLoading
        : texts.servers.asking(server);
  const left = cancelling ? '' : timeLeftWords(progress?.secondsLeft, texts);
  return (
    <div class="running">
      <div class="running-words">
        <span>{words}</span>
        <span class="time-left">{left}</span>
        {isWaiting(state) && <span class="hint">{texts.madeWhenReady}</span>}
      </div>
      <button type="button" aria-keyshortcuts="Escape" disabled={cancelling} onClick={() => controller.cancel()}>
        {texts.cancel}
      </button>
      <progress
        aria-label={texts.phases[progress?.phase ?? 'load']}
        aria-valuetext={[words, left].filter(Boolean).join(', ')}
        max={1}
        {...(progress && { value: progress.fraction })}
      />
    </div>
  );
}
