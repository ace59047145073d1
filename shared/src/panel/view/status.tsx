import { usePanel } from './context.tsx';
import { Icon } from './icons.tsx';
import { KeepWords, refusedWords } from './keep-words.tsx';
import { errorWords, problemWords } from './words.ts';

/** What went wrong and what to do about it. */
export function ProblemNote() {
  const { state, controller, texts, locale } = usePanel();
  const { problem, activity } = state;
  if (!problem || activity.kind !== 'idle') return null;
  return (
    <div class="note problem" role="alert">
      <Icon name="warning" />
      <div>
        <p>
          <strong>{problemWords(problem.error, texts)}</strong>
        </p>
        <p class="hint">
          {errorWords(problem.error, locale)} <KeepWords words={refusedWords(problem.error)} />
        </p>
        <div class="buttons">
          {problem.retry && (
            <button type="button" class="primary" onClick={() => void controller.retry()}>
              {texts.retry}
            </button>
          )}
          <button type="button" onClick={() => controller.dismissProblem()}>
            {texts.close}
          </button>
        </div>
      </div>
    </div>
  );
}

/** What an action had to tell. */
export function Notice() {
  const { state, controller, texts } = usePanel();
  if (!state.notice) return null;
  return (
    <div class="note">
      <Icon name="info" />
      <p>{state.notice}</p>
      <button
        type="button"
        class="icon-button"
        aria-label={texts.close}
        title={texts.close}
        onClick={() => controller.tell(undefined)}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}
