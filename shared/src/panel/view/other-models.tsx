import { useId, useState } from 'preact/hooks';
import type { ModelPlace } from '../../host.ts';
import { usePanel } from './context.tsx';
import { byteWords, errorWords } from './words.ts';

/** Models by repository or address, another hub, and where models are kept. */
export function OtherModels() {
  const { state, controller, texts, locale } = usePanel();
  const { place } = state;
  if (!place) return null;
  const { lookUp, setHub } = controller.host.models;
  const room = place.freeBytes === undefined ? undefined : byteWords(place.freeBytes, locale.language);
  const kept = room === undefined ? texts.modelsKept : texts.modelsKeptWithRoom(room);
  return (
    <>
      {place.computer && <Found {...place.computer} />}
      {place.team && <p class="hint">{texts.models.ofTeam(place.team.url)}</p>}
      {place.team?.failure && <p class="error">{errorWords(place.team.failure, locale)}</p>}
      {lookUp && <ModelReference />}
      {setHub && <HubField key={place.hubUrl} />}
      {place.persistent && <p class="hint">{kept}</p>}
    </>
  );
}

/** What other programs have on this computer besides whole models, which are in the list, and what cannot be read. */
function Found({ parts, problems }: NonNullable<ModelPlace['computer']>) {
  const { texts, locale } = usePanel();
  return (
    <section>
      <h2>{texts.models.foundHere}</h2>
      <ul class="hint">
        {parts.map(({ kind, title, program, bytes }) => (
          <li key={`${program} ${title}`}>
            {[
              title,
              texts.models.foundBy(program),
              byteWords(bytes, locale.language),
              texts.models.foundParts[kind],
            ].join(' · ')}
          </li>
        ))}
      </ul>
      {problems.map(problem => (
        <p key={problem.message} class="error">
          {errorWords(problem, locale)}
        </p>
      ))}
    </section>
  );
}

function ModelReference() {
  const { state, controller, texts } = usePanel();
  const id = useId();
  const [reference, setReference] = useState('');
  const [looking, setLooking] = useState(false);
  const lookUp = async () => {
    if (looking || reference.trim() === '') return;
    setLooking(true);
    const found = await controller.library.lookUp(reference);
    setLooking(false);
    if (found !== undefined) setReference('');
  };
  return (
    <div class="field">
      <label for={id}>{texts.modelReference}</label>
      <div class="model-row">
        <input
          id={id}
          name="reference"
          type="text"
          autocomplete="off"
          spellcheck={false}
          placeholder={texts.modelReferencePlaceholder}
          value={reference}
          onInput={event => setReference(event.currentTarget.value)}
          onKeyDown={event => {
            if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) void lookUp();
          }}
        />
        <button type="button" disabled={looking || state.activity.kind !== 'idle'} onClick={() => void lookUp()}>
          {looking ? texts.modelLookingUp : texts.modelLookUp}
        </button>
      </div>
    </div>
  );
}

function HubField() {
  const { state, controller, texts } = usePanel();
  const id = useId();
  const { hubUrl = '', isMirror = false } = state.place ?? {};
  return (
    <div class="field">
      <label for={id}>{texts.hub}</label>
      <input
        id={id}
        name="hub"
        type="url"
        autocomplete="off"
        spellcheck={false}
        placeholder={isMirror ? undefined : hubUrl}
        defaultValue={isMirror ? hubUrl : ''}
        onChange={event => void controller.library.setHub(event.currentTarget.value)}
      />
    </div>
  );
}
