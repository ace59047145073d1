import { useId } from 'preact/hooks';
import { outlookOf } from '../outlook.ts';
import { serverOf } from '../steps.ts';
import { usePanel } from './context.tsx';
import { Decisions } from './decision.tsx';
import { outlookWords, standsAgainstWords } from './outlook-words.ts';
import { Progress } from './progress.tsx';
import { QueueList } from './queue-list.tsx';
import { Notice, ProblemNote } from './status.tsx';

/** What stays in sight: the button that says what it will do and what stands against it, and how what it did goes. */
export function Footer({ onGenerate }: { readonly onGenerate: () => void }) {
  const { state } = usePanel();
  const { activity } = state;
  const isBusy = activity.kind === 'generating' || (activity.kind === 'preparing' && activity.ask !== undefined);
  return (
    <div class="footer">
      <QueueList />
      <ProblemNote />
      <Notice />
      <Decisions />
      {activity.kind !== 'idle' && <Progress />}
      <DrawnThere />
      <MakeButton isBusy={isBusy} onGenerate={onGenerate} />
    </div>
  );
}

/** Where what the button asks for is drawn, if not here. */
function DrawnThere() {
  const { state, texts } = usePanel();
  const server = serverOf(state);
  return server === undefined ? null : <p class="hint drawn-there">{texts.servers.drawsThere(server)}</p>;
}

interface MakeButtonProps {
  /** Something is made: this comes after it. */
  readonly isBusy: boolean;
  readonly onGenerate: () => void;
}

function MakeButton({ isBusy, onGenerate }: MakeButtonProps) {
  const { state, controller, texts, locale } = usePanel();
  const id = useId();
  const { activity } = state;
  const outlook = outlookOf(state, controller.host);
  const words = outlookWords(outlook, texts);
  const against = standsAgainstWords(outlook, state.notes, locale);
  const look = isBusy ? 'then' : activity.kind === 'idle' ? 'primary generate' : 'primary';
  return (
    <>
      {against.length > 0 && (
        <div class="against" id={id} aria-live="polite">
          {against.map(sentence => (
            <p key={sentence}>{sentence}</p>
          ))}
        </div>
      )}
      <button
        type="button"
        class={look}
        title={words}
        aria-keyshortcuts="Control+Enter Meta+Enter"
        aria-disabled={outlook.obstacle !== undefined}
        aria-describedby={against.length > 0 ? id : undefined}
        onClick={onGenerate}
      >
        <span>{isBusy ? texts.make.next(words) : words}</span>
      </button>
    </>
  );
}
