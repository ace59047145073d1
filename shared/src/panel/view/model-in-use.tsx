import { sayRemark } from '@sana-studio/core/errors';
import type { LoadedModel, ModelEntry } from '../../host.ts';
import type { Locale } from '../../locales/locales.ts';
import { usePanel } from './context.tsx';
import { EncoderInUse } from './model-encoder.tsx';
import { RemoveButton } from './remove-model.tsx';
import { byteWords } from './words.ts';

/** What there is to say of a model that is here, and what can be done with it. */
export function ModelInUse({ model }: { readonly model: ModelEntry }) {
  const { state, locale } = usePanel();
  const loaded = state.loaded?.id === model.id ? state.loaded.model : undefined;
  return (
    <>
      {loaded && <span>{model.server ? locale.texts.servers.group(model.server) : deviceWords(loaded, locale)}</span>}
      <EncoderInUse model={model} />
      <Compared model={model} />
      {model.state.kind === 'ready' && <KeepWhole model={model} />}
      {model.state.kind === 'ready' && <RemoveButton model={model} />}
    </>
  );
}

/** Of what is kept in part: words and start images to come need the network. */
export function KeepWhole({ model: { id, inPart } }: { readonly model: ModelEntry }) {
  const { controller, texts, locale } = usePanel();
  if (!inPart || !controller.host.models.keepWhole) return null;
  const { bytes } = inPart;
  return (
    <>
      <span>{texts.models.inPart}</span>
      <button type="button" class="link" onClick={() => void controller.library.keepWhole(id)}>
        {bytes === undefined ? texts.models.keepWhole : texts.models.keepWholeBytes(byteWords(bytes, locale.language))}
      </button>
    </>
  );
}

/** What is verified of it, and against whom. */
export function Compared({ model: { compared, served } }: { readonly model: ModelEntry }) {
  const { locale } = usePanel();
  const remarks = [compared, served].filter(remark => remark !== undefined);
  if (remarks.length === 0) return null;
  return <span class="compared">{remarks.map(remark => sayRemark(remark, locale.language)).join(' ')}</span>;
}

function deviceWords({ note, threads, device }: LoadedModel, { texts, language }: Locale): string {
  const said = [note, threads].flatMap(remark => (remark ? [sayRemark(remark, language)] : []));
  return note ? said.join(' ') : [texts.device[device], ...said].join(' · ');
}
