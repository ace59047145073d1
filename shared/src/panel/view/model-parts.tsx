import { useId } from 'preact/hooks';
import type { ModelEntry, PartOptions } from '../../host.ts';
import { usePanel } from './context.tsx';
import { isHere } from './model-names.ts';

interface PartsProps {
  readonly model: ModelEntry;
}

/** Files of this computer in place of a model's transformer and decoder. */
export function ChooseParts({ model }: PartsProps) {
  const { controller } = usePanel();
  if (!controller.host.models.setPart) return null;
  return (
    <>
      {model.parts?.map(options => (
        <ChoosePart key={options.part} model={model} options={options} />
      ))}
    </>
  );
}

function ChoosePart({ model, options }: PartsProps & { readonly options: PartOptions }) {
  const { state, controller, texts } = usePanel();
  const id = useId();
  const { part, from, gone, found } = options;
  const isListed = found.some(({ reference }) => reference === from);
  return (
    <div class="field">
      {gone && <p class="error">{texts.parts.gone(from ?? '')}</p>}
      <label for={id}>{texts.parts[part]}</label>
      <select
        id={id}
        disabled={isHere(model) && state.activity.kind !== 'idle'}
        value={from ?? ''}
        onChange={({ currentTarget: { value } }) => void controller.library.setPart(model.id, part, value || undefined)}
      >
        <option value="">{texts.encoder.own()}</option>
        {found.map(({ reference, title, program }) => (
          <option key={reference} value={reference}>
            {texts.encoder.found(title, program)}
          </option>
        ))}
        {from !== undefined && !isListed && <option value={from}>{texts.encoder.file(from)}</option>}
      </select>
    </div>
  );
}
