import { useId } from 'preact/hooks';
import type { ModelEntry, ModelState } from '../../host.ts';
import type { Locale } from '../../locales/locales.ts';
import { usePanel } from './context.tsx';
import { Icon } from './icons.tsx';
import { ModelStateLine } from './model-state.tsx';
import { OtherModels } from './other-models.tsx';
import { byteWords } from './words.ts';

export function ModelChooser() {
  const { state, controller, texts } = usePanel();
  const id = useId();
  const { models = [], form, activity } = state;
  const chosen = models.find(model => model.id === form.model);
  const busy = activity.kind !== 'idle';
  const isHere = (model: ModelEntry) => model.state.kind === 'ready' || (model.removable ?? false);
  return (
    <div class="field model">
      <label for={id}>{texts.model}</label>
      <div class="model-row">
        <select
          id={id}
          name="model"
          value={form.model}
          disabled={busy || models.length === 0}
          aria-describedby={`${id}-state`}
          onChange={event => void controller.chooseModel(event.currentTarget.value)}
        >
          {!chosen && (
            <option value={form.model}>{state.models?.length === 0 ? texts.noModels : texts.modelLoading}</option>
          )}
          <ModelOptions label={texts.modelsHere} models={models.filter(isHere)} />
          <ModelOptions label={texts.modelsToFetch} models={models.filter(model => !isHere(model))} />
        </select>
        {controller.host.models.addFolder && (
          <button
            type="button"
            class="icon-button"
            disabled={busy}
            aria-label={texts.modelAddFolder}
            title={texts.modelAddFolder}
            onClick={() => void controller.addFolder()}
          >
            <Icon name="folder" />
          </button>
        )}
      </div>
      <div id={`${id}-state`} class="hint model-state">
        {chosen && <ModelStateLine key={chosen.id} model={chosen} />}
      </div>
      <OtherModels />
    </div>
  );
}

function ModelOptions({ label, models }: { readonly label: string; readonly models: readonly ModelEntry[] }) {
  const { locale } = usePanel();
  if (models.length === 0) return null;
  return (
    <optgroup label={label}>
      {models.map(model => (
        <option key={model.id} value={model.id} disabled={model.state.kind === 'unsupported'}>
          {modelLine(model, locale)}
        </option>
      ))}
    </optgroup>
  );
}

function modelLine({ title, nativeSize, bytes, state }: ModelEntry, { texts, language }: Locale): string {
  const size = bytes !== undefined && byteWords(bytes, language);
  const parts = [title, nativeSize && texts.modelTrainedAt(nativeSize), size, stateWords(state, { texts, language })];
  return parts.filter(Boolean).join(' · ');
}

/** What keeps a model from being used; the group that it is in says the rest. */
function stateWords(state: ModelState, { texts, language }: Locale): string {
  if (state.kind === 'downloading') return texts.phases.download;
  if (state.kind !== 'unsupported') return '';
  if (typeof state.reason === 'string') return texts.modelUnsupported;
  return texts.modelTooLarge(byteWords(state.reason.needed, language));
}
