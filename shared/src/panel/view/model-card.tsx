import { useEffect, useId, useRef } from 'preact/hooks';
import type { ModelEntry, NeedsDownload } from '../../host.ts';
import { usePanel } from './context.tsx';
import { Icon } from './icons.tsx';
import { Arriving } from './model-arriving.tsx';
import { ChooseEncoder } from './model-encoder.tsx';
import { figures, isBegun, Room } from './model-figures.tsx';
import { Compared, KeepWhole } from './model-in-use.tsx';
import { linkName, modelFacts, modelName } from './model-names.ts';
import { ChooseParts } from './model-parts.tsx';
import { RemoveButton } from './remove-model.tsx';
import { useObserved } from './use-observed.ts';
import { byteWords, errorWords, problemKind, shortageWords } from './words.ts';

/** A model that is not here: what it takes, and the one button for it. */
export function ModelCard({ model }: { readonly model: ModelEntry }) {
  const { controller, texts, locale } = usePanel();
  const id = useId();
  const card = useRef<HTMLElement>(null);
  const isFound = useObserved(controller.library.found) === model.id;
  // it was looked up below the list
  useEffect(() => {
    if (isFound) card.current?.scrollIntoView({ block: 'nearest' });
  }, [isFound]);
  const name = modelName(model, locale);
  const isOffered = model.recommended && model.state.kind === 'needs-download' && !model.removable;
  return (
    <section ref={card} class="model-card" aria-labelledby={id}>
      <h2 id={id}>{isOffered ? texts.models.better(name) : name}</h2>
      <ModelOffer model={model} />
    </section>
  );
}

/** The same without its name. */
export function ModelOffer({ model }: { readonly model: ModelEntry }) {
  const { locale } = usePanel();
  const { state } = model;
  if (state.kind === 'unsupported') return <p>{shortageWords(state.reason, locale)}</p>;
  if (state.kind === 'downloading') return <Arriving model={model} download={state} />;
  return (
    <>
      <Failure model={model} />
      {state.kind === 'needs-permission' && <ToPermit model={model} />}
      {state.kind === 'needs-download' && <ToFetch model={model} needs={state} />}
      {state.kind === 'ready' && (
        <p class="hint">
          <KeepWhole model={model} />
        </p>
      )}
    </>
  );
}

/** A folder that was opened at an earlier visit. */
function ToPermit({ model }: { readonly model: ModelEntry }) {
  const { state, controller, texts } = usePanel();
  return (
    <>
      <p>{texts.models.permitWhy}</p>
      <div class="buttons">
        {controller.host.models.permit && (
          <button
            type="button"
            class="primary"
            disabled={state.activity.kind !== 'idle'}
            onClick={() => void controller.library.permit(model.id)}
          >
            <Icon name="folder" /> {texts.models.permit}
          </button>
        )}
        <RemoveButton model={model} />
      </div>
    </>
  );
}

interface ToFetchProps {
  readonly model: ModelEntry;
  readonly needs: NeedsDownload;
}

function ToFetch({ model, needs }: ToFetchProps) {
  const { controller, texts, locale } = usePanel();
  const { language } = locale;
  const id = useId();
  const { bytes, done = 0, licences = [] } = needs;
  const { library, host } = controller;
  // without a way to fetch it beforehand, loading fetches
  const start = () => void (host.models.download ? library.fetch(model.id, licences) : controller.models.load());
  const left = byteWords(bytes - done, language);
  const begun = isBegun(needs);
  const words = begun ? texts.modelGoOn(left) : texts.modelDownload(left);
  const { recommended, bytes: _, ...known } = model;
  // everything else is here: there is nothing to fetch before another file is chosen
  const isWaiting = model.encoders?.chosen.gone === true || model.parts?.some(({ gone }) => gone) === true;
  return (
    <>
      {!isWaiting && <p id={`${id}-facts`}>{figures(needs, locale)}</p>}
      <p class="hint">
        {recommended && <strong>{model.slow ? texts.models.lightest : texts.models.recommended}</strong>}
        <span>{modelFacts(known, locale).join(' · ')}</span>
      </p>
      {model.slow && <p>{texts.models.slow}</p>}
      <ChooseEncoder model={model} />
      <ChooseParts model={model} />
      <Room needs={needs} />
      {licences.length > 0 && (
        <p class="terms" id={`${id}-terms`}>
          {texts.models.terms}{' '}
          {licences.map(link => (
            <a key={link} href={link} target="_blank" rel="noreferrer">
              {linkName(link, locale)}
            </a>
          ))}
        </p>
      )}
      <div class="buttons">
        {!isWaiting && (
          <button type="button" class="primary" aria-describedby={`${id}-facts ${id}-terms`} onClick={start}>
            <Icon name="download" /> {licences.length > 0 ? texts.models.acceptAnd(words) : words}
          </button>
        )}
        <RemoveButton model={model} />
      </div>
      <Compared model={model} />
    </>
  );
}

/** Why the last try ended, and what to do. */
function Failure({ model }: { readonly model: ModelEntry }) {
  const { controller, texts, locale } = usePanel();
  const failure = useObserved(controller.library.failures).get(model.id);
  if (!failure) return null;
  return (
    <div class="note problem" role="alert">
      <Icon name="warning" />
      <div>
        <p>
          <strong>{texts.problems[problemKind(failure.code)]}</strong> {texts.models.arrivedIsKept}
        </p>
        <p class="hint">{errorWords(failure, locale)}</p>
      </div>
    </div>
  );
}
