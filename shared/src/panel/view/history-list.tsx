import { useId, useState } from 'preact/hooks';
import { searchByPrompt } from '../../history/search.ts';
import type { HistoryEntry } from '../../host.ts';
import { BlobImage } from './blob-image.tsx';
import { usePanel } from './context.tsx';
import { Icon } from './icons.tsx';

/** How many earlier pictures are shown before "show more". */
const PAGE = 48;

export function HistoryList({ onOpen }: { readonly onOpen: (entry: HistoryEntry) => void }) {
  const { state, controller, texts } = usePanel();
  const id = useId();
  const [query, setQuery] = useState('');
  const [shown, setShown] = useState(PAGE);
  const [asking, setAsking] = useState(false);
  const entries = state.history ?? [];
  const found = searchByPrompt(entries, query);
  return (
    <section class="history" aria-labelledby={`${id}-title`}>
      <div class="history-head">
        <h2 id={`${id}-title`}>{texts.history}</h2>
        {entries.length > 0 && (
          <button
            type="button"
            class="icon-button"
            aria-label={texts.clearHistory}
            title={texts.clearHistory}
            aria-expanded={asking}
            onClick={() => setAsking(!asking)}
          >
            <Icon name="remove" />
          </button>
        )}
      </div>
      {state.historyRefused && (
        <div class="note" role="note">
          <Icon name="warning" />
          <p>
            {texts.historyRefused} {texts.historyRefusedAdvice}
          </p>
        </div>
      )}
      {asking && (
        <div class="note">
          <Icon name="warning" />
          <p>{texts.clearHistoryQuestion}</p>
          <div class="buttons">
            <button
              type="button"
              class="danger"
              onClick={() => {
                setAsking(false);
                void controller.pictures.clear();
              }}
            >
              {texts.clearHistory}
            </button>
            <button type="button" onClick={() => setAsking(false)}>
              {texts.cancel}
            </button>
          </div>
        </div>
      )}
      {entries.length > 0 && (
        <input
          type="search"
          name="search"
          aria-label={texts.search}
          placeholder={texts.search}
          value={query}
          onInput={event => setQuery(event.currentTarget.value)}
        />
      )}
      {entries.length === 0 && state.history && !state.historyRefused && <p class="hint">{texts.historyEmpty}</p>}
      {entries.length > 0 && found.length === 0 && <p class="hint">{texts.nothingFound}</p>}
      <ul class="thumbnails">
        {found.slice(0, shown).map(entry => (
          <li key={entry.id}>
            <button
              type="button"
              class="open"
              title={entry.request.prompt}
              aria-label={texts.openPicture(entry.request.prompt)}
              onClick={() => onOpen(entry)}
            >
              <BlobImage blob={entry.thumbnail} alt="" lazy />
            </button>
          </li>
        ))}
      </ul>
      {found.length > shown && (
        <button type="button" onClick={() => setShown(shown + PAGE)}>
          {texts.showMore}
        </button>
      )}
    </section>
  );
}
