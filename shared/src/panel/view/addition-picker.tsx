import { useEffect, useId, useState } from 'preact/hooks';
import type { AdditionEntry, AdditionKind } from '../../host.ts';
import { keyOf } from '../addition-library.ts';
import { usePanel } from './context.tsx';
import { Icon } from './icons.tsx';
import { useObserved } from './use-observed.ts';
import { byteWords, errorWords } from './words.ts';

interface PickerProps {
  readonly kind: AdditionKind;
  /** What is here can be taken. */
  readonly onTake: (entry: AdditionEntry) => void;
}

/** LoRAs or ControlNets of a hub: what is here, what is published, and what somebody names. */
export function AdditionPicker({ kind, onTake }: PickerProps) {
  const { controller, texts, locale } = usePanel();
  const { entries, looking, failure } = useObserved(controller.additions.known);
  const [reference, setReference] = useState('');
  const id = useId();
  useEffect(() => void controller.additions.look(kind), [controller, kind]);
  const find = async () => {
    if (reference.trim() === '' || looking) return;
    if (await controller.additions.find(kind, reference)) setReference('');
  };
  return (
    <details class="additions">
      <summary>{texts.additions.fromHub}</summary>
      <div class="additions-body">
        {entries
          .filter(entry => entry.kind === kind)
          .map(entry => (
            <Entry key={entry.id} entry={entry} onTake={() => onTake(entry)} />
          ))}
        <div class="field">
          <label for={id}>{texts.additions.reference[kind]}</label>
          <div class="row">
            <input
              id={id}
              name={`${kind}Reference`}
              type="text"
              autocomplete="off"
              spellcheck={false}
              placeholder={texts.modelReferencePlaceholder}
              value={reference}
              onInput={event => setReference(event.currentTarget.value)}
              onKeyDown={event => {
                if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
                event.preventDefault();
                void find();
              }}
            />
            <button type="button" aria-disabled={looking || reference.trim() === ''} onClick={() => void find()}>
              {looking ? texts.modelLookingUp : texts.modelLookUp}
            </button>
          </div>
        </div>
        {failure && (
          <p class="error" role="alert">
            {errorWords(failure, locale)}
          </p>
        )}
      </div>
    </details>
  );
}

interface EntryProps {
  readonly entry: AdditionEntry;
  readonly onTake: () => void;
}

function Entry({ entry, onTake }: EntryProps) {
  const { controller, texts, locale } = usePanel();
  const { title, totalBytes, bytes, complete, licences } = entry;
  const arriving = useObserved(controller.additions.known).arriving.get(keyOf(entry));
  const size = (count: number) => byteWords(count, locale.language);
  const words =
    totalBytes === undefined
      ? texts.additions.askSize
      : bytes > 0
        ? texts.modelGoOn(size(totalBytes - bytes))
        : texts.modelDownload(size(totalBytes));
  // what has no size yet is asked for it first: nobody accepts what they cannot know
  const start = async () => {
    if (totalBytes === undefined) await controller.additions.find(entry.kind, entry.id);
    else if (await controller.additions.fetch(entry)) onTake();
  };
  return (
    <div class="addition">
      <p>
        {title} {totalBytes !== undefined && <span class="hint">{size(totalBytes)}</span>}
      </p>
      {!complete && licences.length > 0 && (
        <p class="terms">
          {texts.models.terms}{' '}
          {licences.map(link => (
            <a key={link} href={link} target="_blank" rel="noreferrer">
              {texts.models.termsOfModel}
            </a>
          ))}
        </p>
      )}
      <div class="buttons">
        {complete ? (
          <button type="button" onClick={onTake}>
            {texts.models.use}
          </button>
        ) : arriving !== undefined ? (
          <>
            <span role="status">{texts.modelDownloading(size(arriving), size(totalBytes ?? 0))}</span>
            <button type="button" onClick={() => controller.additions.pause(entry)}>
              {texts.modelPause}
            </button>
          </>
        ) : (
          <button type="button" onClick={() => void start()}>
            {licences.length > 0 && totalBytes !== undefined ? texts.models.acceptAnd(words) : words}
          </button>
        )}
        {totalBytes !== undefined && (
          <button
            type="button"
            class="icon-button"
            aria-label={texts.additions.remove(title)}
            title={texts.additions.remove(title)}
            onClick={() => void controller.additions.remove(entry)}
          >
            <Icon name="remove" />
          </button>
        )}
      </div>
    </div>
  );
}
