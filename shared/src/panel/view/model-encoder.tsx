import { useId } from 'preact/hooks';
import type { EncoderOptions, ModelEntry } from '../../host.ts';
import type { Locale } from '../../locales/locales.ts';
import { usePanel } from './context.tsx';
import { Icon } from './icons.tsx';
import { isHere } from './model-names.ts';
import { byteWords } from './words.ts';

interface EncoderProps {
  readonly model: ModelEntry;
}

/** What begins the value of what was found, before its reference. */
const FOUND = 'found ';

/** Where the text encoder of a model is to come from. */
export function ChooseEncoder({ model }: EncoderProps) {
  const { state, controller, texts, locale } = usePanel();
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
          disabled={isHere(model) && state.activity.kind !== 'idle'}
          value={
            isListed && !chosen.gone ? `${FOUND}${chosen.from}` : isElsewhere || chosen.gone ? 'file' : chosen.choice
          }
          onChange={({ currentTarget: { value } }) => choose(value)}
        >
          <option value="own">{texts.encoder.own(sizeWords(encoders.own, locale))}</option>
          <option value="small">{texts.encoder.small(sizeWords(encoders.small, locale))}</option>
          {found.map(({ reference, title, program }) => (
            <option key={reference} value={`${FOUND}${reference}`}>
              {texts.encoder.found(title, program)}
            </option>
          ))}
          {(isElsewhere || chosen.gone) && <option value="file">{texts.encoder.file(chosen.from ?? '')}</option>}
        </select>
        <PickEncoder model={model} />
      </div>
      <FetchEncoder model={model} />
      {chosen.choice !== 'own' && <p class="hint">{texts.encoder.unmeasured}</p>}
    </div>
  );
}

/** Only where a click of the person can open a file. */
function PickEncoder({ model }: EncoderProps) {
  const { state, controller, texts } = usePanel();
  if (!controller.host.models.pickEncoder) return null;
  return (
    <button
      type="button"
      disabled={isHere(model) && state.activity.kind !== 'idle'}
      onClick={() => void controller.library.pickEncoder(model.id)}
    >
      {texts.encoder.pick}
    </button>
  );
}

/** Of a model that can be used: it keeps what it has until another one is fetched. */
function FetchEncoder({ model }: EncoderProps) {
  const { state, controller, texts, locale } = usePanel();
  const { encoders, encoder } = model;
  const choice = encoders?.chosen.choice;
  if (!isHere(model) || choice === (encoder?.choice ?? 'own') || (choice !== 'own' && choice !== 'small')) return null;
  return (
    <button
      type="button"
      disabled={state.activity.kind !== 'idle'}
      onClick={() => void controller.library.fetch(model.id)}
    >
      <Icon name="download" /> {texts.encoder.fetch(sizeWords(encoders?.[choice], locale))}
    </button>
  );
}

const sizeWords = (bytes: number | undefined, { language }: Locale) =>
  bytes === undefined ? undefined : byteWords(bytes, language);

/** What stands in for the text encoder of a model that is here. */
export function EncoderInUse({ model: { encoder } }: EncoderProps) {
  const { locale } = usePanel();
  return encoder ? <span>{encoderWords(encoder, locale)}</span> : null;
}

function encoderWords({ from = '', gone }: EncoderOptions['chosen'], { texts }: Locale): string {
  return gone ? texts.encoder.gone(from) : texts.encoder.inUse(from);
}
