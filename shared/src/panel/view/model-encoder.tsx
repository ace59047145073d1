import { useId } from 'preact/hooks';
import type { EncoderOptions, ModelEntry } from '../../host.ts';
import type { Locale } from '../../locales/locales.ts';
import { usePanel } from './context.tsx';
import { byteWords } from './words.ts';

interface EncoderProps {
  readonly model: ModelEntry;
}

/** What begins the value of what was found, before its reference. */
const FOUND = 'found ';

/** Where the text encoder is to come from, of a model that is not here yet, or whose own is gone. */
export function ChooseEncoder({ model }: EncoderProps) {
  const { controller, texts, locale } = usePanel();
  const id = useId();
  const { encoders } = model;
  if (!encoders || !controller.host.models.setEncoder) return null;
  const { chosen, found = [] } = encoders;
  const { library } = controller;
  const choose = (value: string) => {
    if (value.startsWith(FOUND)) void library.setEncoder(model.id, 'found', value.slice(FOUND.length));
    else if (value === 'own' || value === 'small') void library.setEncoder(model.id, value);
  };
  const isListed = chosen.choice === 'found' && found.some(({ reference }) => reference === chosen.from);
  const isElsewhere = chosen.choice === 'file' || (chosen.choice === 'found' && !isListed);
  return (
    <div class="field">
      {chosen.gone && <p class="error">{encoderWords(chosen, locale)}</p>}
      <label for={id}>{texts.encoder.label}</label>
      <div class="model-row">
        <select
          id={id}
          name="text-encoder"
          value={
            isListed && !chosen.gone ? `${FOUND}${chosen.from}` : isElsewhere || chosen.gone ? 'file' : chosen.choice
          }
          onChange={({ currentTarget: { value } }) => choose(value)}
        >
          <option value="own">{texts.encoder.own(byteWords(encoders.own, locale.language))}</option>
          <option value="small">{texts.encoder.small(byteWords(encoders.small, locale.language))}</option>
          {found.map(({ reference, title, program }) => (
            <option key={reference} value={`${FOUND}${reference}`}>
              {texts.encoder.found(title, program)}
            </option>
          ))}
          {(isElsewhere || chosen.gone) && <option value="file">{texts.encoder.file(chosen.from ?? '')}</option>}
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

/** What stands in for the text encoder of a model that is here. */
export function EncoderInUse({ model: { encoder } }: EncoderProps) {
  const { locale } = usePanel();
  return encoder ? <span>{encoderWords(encoder, locale)}</span> : null;
}

function encoderWords({ from = '', gone }: EncoderOptions['chosen'], { texts }: Locale): string {
  return gone ? texts.encoder.gone(from) : texts.encoder.inUse(from);
}
