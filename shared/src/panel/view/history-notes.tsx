import { usePanel } from './context.tsx';
import { Icon } from './icons.tsx';
import { useObserved } from './use-observed.ts';

/** Why pictures are not kept, and what to do. */
export function RefusedNote() {
  const { state, texts } = usePanel();
  if (!state.historyRefused) return null;
  return (
    <div class="note" role="note">
      <Icon name="warning" />
      <p>
        {texts.historyRefused} {texts.historyRefusedAdvice}
      </p>
    </div>
  );
}

/** Asks before everything is deleted. */
export function ClearHistory({ onDone }: { readonly onDone: () => void }) {
  const { controller, texts } = usePanel();
  const clear = () => {
    onDone();
    void controller.pictures.clear();
  };
  return (
    <div class="note">
      <Icon name="warning" />
      <div>
        <p>{texts.clearHistoryQuestion}</p>
        <div class="buttons">
          <button type="button" class="danger" onClick={clear}>
            {texts.clearHistory}
          </button>
          <button type="button" onClick={onDone}>
            {texts.cancel}
          </button>
        </div>
      </div>
    </div>
  );
}

/** What was deleted, and the way back. */
export function DeletedNote() {
  const { controller, texts } = usePanel();
  const deleted = useObserved(controller.pictures.deleted);
  return (
    <div class="deleted-notes" aria-live="polite">
      {deleted.length > 0 && (
        <div class="note deleted">
          <p>{texts.deleted(deleted.length)}</p>
          <button type="button" onClick={() => void controller.pictures.undo()}>
            {texts.undo}
          </button>
          <button
            type="button"
            class="icon-button"
            aria-label={texts.close}
            title={texts.close}
            onClick={() => controller.pictures.forget()}
          >
            <Icon name="close" />
          </button>
        </div>
      )}
    </div>
  );
}
