import { useId } from 'preact/hooks';
import type { LoadedModel, ModelEntry } from '../../host.ts';
import type { Locale } from '../../locales/locales.ts';
import { usePanel } from './context.tsx';
import { Icon } from './icons.tsx';
import { byteWords } from './words.ts';

export function ModelChooser() {
  const { state, controller, texts, locale } = usePanel();
  const id = useId();
  const { models, form, activity } = state;
  const chosen = models?.find(model => model.id === form.model);
  const busy = activity !== 'idle';
  return (
    <div class="field model">
      <label for={id}>{texts.model}</label>
      <div class="model-row">
        <select
          id={id}
          name="model"
          value={form.model}
          disabled={busy || !models?.length}
          aria-describedby={`${id}-state`}
          onChange={event => void controller.chooseModel(event.currentTarget.value)}
        >
          {!chosen && <option value={form.model}>{models?.length === 0 ? texts.noModels : texts.modelLoading}</option>}
          {models?.map(model => (
            <option key={model.id} value={model.id} disabled={model.state.kind === 'unsupported'}>
              {modelLine(model, locale)}
            </option>
          ))}
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
      <div id={`${id}-state`} class="hint">
        {chosen && <ModelStateLine model={chosen} />}
      </div>
    </div>
  );
}

function ModelStateLine({ model }: { readonly model: ModelEntry }) {
  const { state, controller, texts, locale } = usePanel();
  const { language } = locale;
  const busy = state.activity !== 'idle';
  if (model.state.kind === 'unsupported') return <>{model.state.reason}</>;
  if (model.state.kind === 'downloading') {
    const { bytes, done } = model.state;
    return <>{texts.modelDownloading(byteWords(done, language), byteWords(bytes, language))}</>;
  }
  if (model.state.kind === 'needs-download') {
    return (
      <button type="button" disabled={busy} onClick={() => void controller.load()}>
        <Icon name="download" /> {texts.modelDownload(byteWords(model.state.bytes, language))}
      </button>
    );
  }
  const loaded = state.loaded?.id === model.id ? state.loaded.model : undefined;
  return (
    <>
      {loaded && <span>{deviceWords(loaded, locale)}</span>}
      {model.removable && (
        <button type="button" class="link" disabled={busy} onClick={() => void controller.removeModel(model.id)}>
          {texts.modelRemove}
        </button>
      )}
    </>
  );
}

/** The engine's own note says more, but in English only. */
function deviceWords({ note, device }: LoadedModel, { texts, language }: Locale): string {
  if (note === undefined) return texts.device[device];
  return language === 'en' ? note : texts.usesProcessor;
}

function modelLine({ title, nativeSize, bytes, state }: ModelEntry, { texts, language }: Locale): string {
  const words = {
    ready: texts.modelReady,
    'needs-download': state.kind === 'needs-download' ? texts.modelDownload(byteWords(state.bytes, language)) : '',
    downloading: texts.phases.download,
    unsupported: texts.modelUnsupported,
  }[state.kind];
  return [
    title,
    nativeSize && texts.modelTrainedAt(nativeSize),
    state.kind === 'ready' && bytes !== undefined && byteWords(bytes, language),
    words,
  ]
    .filter(Boolean)
    .join(' · ');
}
