import { useEffect, useState } from 'preact/hooks';
import type { PromptOffer } from '../../host.ts';
import { BlobImage } from './blob-image.tsx';
import { usePanel } from './context.tsx';

/** The places of the document and their prompts; where each can get a picture, the prompts can be changed. */
export function PromptOffers() {
  const { state, controller, texts } = usePanel();
  const { offers } = state;
  if (offers.length === 0) return null;
  const places = offers.filter(({ repeats, leftOut }) => !repeats && leftOut === undefined).length;
  const each = controller.host.prompts?.separate === true && places > 1;
  return (
    <section class="offers" aria-label={texts.fromDocument}>
      {each && <p class="hint">{texts.placesFound(places)}</p>}
      <ul>
        {offers.map(offer => (
          <li key={offer.id}>
            <Thumbnail offer={offer} />
            <OfferButton offer={offer} words={!each} />
            {each && !offer.repeats && offer.leftOut === undefined && (
              <textarea
                rows={2}
                aria-label={texts.promptFor(offer.label)}
                placeholder={texts.promptPlaceholder}
                value={offer.prompt}
                onInput={event =>
                  controller.dispatch({ type: 'reworded', id: offer.id, prompt: event.currentTarget.value })
                }
              />
            )}
            {offer.leftOut && <p class="hint">{offer.leftOut}</p>}
          </li>
        ))}
      </ul>
      {each && (
        <button
          type="button"
          disabled={state.activity.kind === 'generating'}
          onClick={() => void controller.generateEach(offers)}
        >
          {texts.generateEach(places)}
        </button>
      )}
    </section>
  );
}

interface OfferProps {
  readonly offer: PromptOffer;
}

/** Takes the place and its prompt into the form. @param words shows the prompt, too */
function OfferButton({ offer, words }: OfferProps & { readonly words: boolean }) {
  const { state, controller, texts } = usePanel();
  return (
    <button
      type="button"
      title={texts.usePrompt(offer.label)}
      aria-pressed={offer.id === state.form.target?.id}
      onClick={() => controller.form.use(offer)}
    >
      <strong>{offer.label}</strong>
      {(words || offer.repeats) && offer.prompt && <span>{offer.prompt}</span>}
    </button>
  );
}

function Thumbnail({ offer: { id, repeats } }: OfferProps) {
  const { controller } = usePanel();
  const { prompts } = controller.host;
  const [picture, setPicture] = useState<Blob>();
  useEffect(() => {
    let wanted = true;
    setPicture(undefined);
    if (!repeats) void prompts?.thumbnail?.(id).then(found => wanted && setPicture(found));
    return () => {
      wanted = false;
    };
  }, [prompts, id, repeats]);
  if (!picture) return null;
  return (
    <div class="thumbnail">
      <BlobImage blob={picture} alt="" />
    </div>
  );
}
