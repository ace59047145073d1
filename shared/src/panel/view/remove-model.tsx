import { useState } from 'preact/hooks';
import type { ModelEntry } from '../../host.ts';
import { usePanel } from './context.tsx';
import { isBegun } from './model-figures.tsx';
import { byteWords } from './words.ts';

/** Bytes that are soon fetched again: nobody is asked before less than that is deleted. */
const SOON_BACK = 100e6;

/**
 * Deletes what is here of a model; asks before, where it would take long to have it again. Of one that was looked up and
 * not downloaded, or is in a folder of the person's own, there is only its place in the list.
 */
export function RemoveButton({ model }: { readonly model: ModelEntry }) {
  const { state, controller, texts, locale } = usePanel();
  const [asking, setAsking] = useState(false);
  if (!model.removable || !controller.host.models.remove) return null;
  const remove = () => {
    setAsking(false);
    void controller.library.remove(model.id);
  };
  if (!asking) {
    return (
      <button
        type="button"
        class="link"
        disabled={state.activity.kind !== 'idle'}
        onClick={() => (bytesHere(model) < SOON_BACK ? remove() : setAsking(true))}
      >
        {isOnlyListed(model) ? texts.models.forget : texts.modelRemove}
      </button>
    );
  }
  return (
    <span class="buttons" role="alert">
      <span>{texts.models.removeQuestion(byteWords(bytesHere(model), locale.language))}</span>
      <button type="button" class="danger" onClick={remove}>
        {texts.modelRemove}
      </button>
      <button type="button" onClick={() => setAsking(false)}>
        {texts.models.keepIt}
      </button>
    </span>
  );
}

function isOnlyListed({ state, lookedUp, folder }: ModelEntry): boolean {
  return folder === true || (lookedUp === true && state.kind === 'needs-download' && !isBegun(state));
}

function bytesHere({ state, folder, bytes = 0 }: ModelEntry): number {
  if (folder) return 0;
  return state.kind === 'ready' ? bytes : 'done' in state ? (state.done ?? 0) : 0;
}
