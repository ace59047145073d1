import { useEffect, useRef } from 'preact/hooks';
import { isWaiting } from '../state.ts';
import { usePanel } from './context.tsx';
import { Icon } from './icons.tsx';
import { errorWords, problemKind, progressWords, timeLeftWords } from './words.ts';

/** The run button, or what is going on and the button to stop it. */
export function RunControls({ onGenerate }: { readonly onGenerate: () => void }) {
  const { state, controller, texts } = usePanel();
  const { activity } = state;
  if (activity.kind === 'idle') {
    return (
      <button type="button" class="primary generate" aria-keyshortcuts="Control+Enter Meta+Enter" onClick={onGenerate}>
        {texts.generate}
      </button>
    );
  }
  const { cancelling, progress } = activity;
  const words = cancelling
    ? texts.cancelling
    : progress || activity.kind === 'generating'
      ? progressWords(progress, texts)
      : texts.modelLoading;
  const left = cancelling ? '' : timeLeftWords(progress?.secondsLeft, texts);
  return (
    <div class="running">
      <div class="running-words">
        <span>{words}</span>
        <span class="time-left">{left}</span>
      </div>
      <progress
        aria-label={texts.phases[progress?.phase ?? 'load']}
        aria-valuetext={[words, left].filter(Boolean).join(', ')}
        max={1}
        {...(progress && { value: progress.fraction })}
      />
      {isWaiting(state) && <p class="hint">{texts.madeWhenReady}</p>}
      <button type="button" aria-keyshortcuts="Escape" disabled={cancelling} onClick={() => controller.cancel()}>
        {texts.cancel}
      </button>
    </div>
  );
}

/** Narrow panels are long: what is new must not be out of sight. */
function useInSight(news: unknown) {
  const note = useRef<HTMLDivElement>(null);
  useEffect(() => note.current?.scrollIntoView({ block: 'nearest' }), [news]);
  return note;
}

/** What went wrong and what to do about it. */
export function ProblemNote() {
  const { state, controller, texts, locale } = usePanel();
  const { problem, activity } = state;
  const note = useInSight(problem);
  if (!problem || activity.kind !== 'idle') return null;
  return (
    <div ref={note} class="note problem" role="alert">
      <Icon name="warning" />
      <div>
        <p>
          <strong>{texts.problems[problemKind(problem.error.code)]}</strong>
        </p>
        <p class="hint">{errorWords(problem.error, locale)}</p>
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
  const note = useInSight(state.notice);
  if (!state.notice) return null;
  return (
    <div ref={note} class="note">
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
