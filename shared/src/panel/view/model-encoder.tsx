import { useId } from 'preact/hooks';
import type { EncoderOptions, ModelEntry } from '../../host.ts';
import type { Locale } from '../../locales/locales.ts';
import { usePanel } from './context.tsx';
import { byteWords } from './words.ts';

interface EncoderProps {
  readonly model: ModelEntry;
}

/** Where the text encoder is to come from, of a model that is not here yet. */
export function ChooseEncoder({ model }: EncoderProps) {
  const { controller, texts, locale } = usePanel();
  const id = useId();
  const { encoders } = model;
  const { setEncoder } = controller.host.models;
  if (!encoders || !setEncoder) return null;
  const { chosen } = encoders;
  return (
    <div class="field">
      <label for={id}>{texts.encoder.label}</label>
      <div class="model-row">
        <select
          id={id}
          name="text-encoder"
          value={chosen.choice}
          onChange={({ currentTarget: { value } }) =>
            void controller.library.setEncoder(model.id, value === 'small' ? 'small' : 'own')
          }
        >
          <option value="own">{texts.encoder.own(byteWords(encoders.own, locale.language))}</option>
          <option value="small">{texts.encoder.small(byteWords(encoders.small, locale.language))}</option>
          {chosen.choice === 'file' && <option value="file">{texts.encoder.file(chosen.from ?? '')}</option>}
        </select>
        <PickEncoder model={model} />
      </div>
      {chosen.choice !== 'own' && <p class="hint">{texts.encoder.unmeasured}</p>}
    </div>
  );
}

/** Only where a click of the person can open a file. */
function PickEncoder({ model }: EncoderProps) {
  const { controller, texts } = usePanel();
  if (!controller.host.models.pickEncoder) return null;
  return (
    <button type="button" onClick={() => void controller.library.pickEncoder(model.id)}>
      {texts.encoder.pick}
    </button>
  );
}

/** What stands in for the text encoder of a model that is here, and what to do when it is gone. */
export function EncoderInUse({ model }: EncoderProps) {
  const { locale } = usePanel();
  if (!model.encoder) return null;
  return (
    <>
      <span>{encoderWords(model.encoder, locale)}</span>
      {model.encoder.gone && <PickEncoder model={model} />}
    </>
  );
}

function encoderWords({ from = '', gone }: EncoderOptions['chosen'], { texts }: Locale): string {
  return gone ? texts.encoder.gone(from) : texts.encoder.inUse(from);
}
