import { alternativesOf, outdatedRows, type Row, rowsOf } from '../rows.ts';
import { usePanel } from './context.tsx';
import { PromptField } from './prompt.tsx';
import { Thumbnail } from './thumbnail.tsx';

/** What will be made and where: a prompt for each place that is selected, or one for none. */
export function Rows() {
  const { state, texts } = usePanel();
  const rows = rowsOf(state);
  const leftOut = state.offers.filter(offer => offer.leftOut !== undefined);
  const [only] = rows.length === 1 ? rows : [];
  return (
    <section class="rows" aria-label={texts.places}>
      {rows.length > 1 && <p class="label">{texts.placesFound(rows.length)}</p>}
      {only && <Place row={only} />}
      {rows.length > 1 ? (
        <ul>
          {rows.map(row => (
            <PlaceWithPrompt key={row.offer.id} row={row} />
          ))}
        </ul>
      ) : (
        <PromptField />
      )}
      {leftOut.length > 0 && (
        <ul class="left-out">
          {leftOut.map(({ id, label, leftOut: reason }) => (
            <li key={id} title={texts.quoted(label)}>
              <strong>{label}</strong> <span class="hint">{reason}</span>
            </li>
          ))}
        </ul>
      )}
      <Alternatives />
      <Outdated />
    </section>
  );
}

function Place({ row: { offer } }: { readonly row: Row }) {
  const { texts } = usePanel();
  const { label, width, height } = offer;
  return (
    <p class="place" title={texts.quoted(label)}>
      <Thumbnail offer={offer} />
      <strong>{label}</strong>
      {width && height && (
        <span class="hint">
          {width} × {height}
        </span>
      )}
    </p>
  );
}

function PlaceWithPrompt({ row: { offer, words } }: { readonly row: Row }) {
  const { controller, texts } = usePanel();
  const { id, label, outdated } = offer;
  return (
    <li class="place-row" title={texts.quoted(label)}>
      <Thumbnail offer={offer} />
      <div>
        <strong>{label}</strong>
        <textarea
          rows={1}
          aria-label={texts.promptFor(label)}
          placeholder={texts.promptPlaceholder}
          value={words}
          onInput={event => controller.dispatch({ type: 'reworded', id, prompt: event.currentTarget.value })}
        />
        {outdated && <p class="hint">{texts.outdatedHere}</p>}
      </div>
    </li>
  );
}

/** One picture for all of it, or for what is around it. */
function Alternatives() {
  const { state, controller, texts } = usePanel();
  const others = alternativesOf(state);
  if (others.length === 0) return null;
  return (
    <fieldset class="alternatives" aria-label={texts.insteadOfEach}>
      <span class="hint">{texts.insteadOfEach}</span>
      {others.map(({ id, label }) => {
        const isPicked = state.picked === id;
        return (
          <button
            key={id}
            type="button"
            class="chip"
            aria-pressed={isPicked}
            onClick={() => controller.dispatch({ type: 'picked', id: isPicked ? undefined : id })}
          >
            {label}
          </button>
        );
      })}
    </fieldset>
  );
}

function Outdated() {
  const { state, controller, texts } = usePanel();
  const { length } = outdatedRows(state);
  if (length === 0) return null;
  return (
    <p class="outdated">
      {texts.outdated(length)}{' '}
      <button type="button" class="link" onClick={() => void controller.making.update()}>
        {texts.update}
      </button>
    </p>
  );
}
