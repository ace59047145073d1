import { useId, useMemo, useState } from 'preact/hooks';
import { searchByPrompt } from '../../history/search.ts';
import type { HistoryEntry, PanelPicture } from '../../host.ts';
import { usePanel } from './context.tsx';
import { HistoryGrid } from './history-grid.tsx';
import { ClearHistory, DeletedNote, RefusedNote } from './history-notes.tsx';
import { Icon } from './icons.tsx';
import { Viewer } from './viewer.tsx';

const NONE: readonly HistoryEntry[] = [];

interface Opened {
  readonly entry: HistoryEntry;
  readonly picture: PanelPicture;
}

/** The earlier pictures: found by their prompts, looked at, used again. */
export function HistoryList() {
  const { state, controller, texts, locale } = usePanel();
  const id = useId();
  const [query, setQuery] = useState('');
  const [asking, setAsking] = useState(false);
  const [opened, setOpened] = useState<Opened>();
  const entries = state.history ?? NONE;
  const found = useMemo(() => searchByPrompt(entries, query), [entries, query]);
  const count = new Intl.NumberFormat(locale.language);
  const open = async (entry: HistoryEntry) => {
    const picture = await controller.pictures.open(entry);
    if (picture) setOpened({ entry, picture });
    else controller.tell(texts.historyGone);
  };
  const at = opened ? found.findIndex(entry => entry.id === opened.entry.id) : -1;
  const neighbour = (index: number) => {
    const entry = found[index];
    return at >= 0 && entry ? () => void open(entry) : undefined;
  };
  return (
    <section class="history" aria-labelledby={`${id}-title`}>
      <div class="history-head">
        <h2 id={`${id}-title`}>{texts.history}</h2>
        {entries.length > 0 && (
          <>
            <span class="hint">
              {query.trim() === ''
                ? count.format(entries.length)
                : texts.foundOf(count.format(found.length), count.format(entries.length))}
            </span>
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
          </>
        )}
      </div>
      <RefusedNote />
      {asking && entries.length > 0 && <ClearHistory onDone={() => setAsking(false)} />}
      <DeletedNote />
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
      {entries.length === 0 && state.history && !state.historyRefused && (
        <p class="hint history-empty">{texts.historyEmpty}</p>
      )}
      {entries.length > 0 && found.length === 0 && <p class="hint">{texts.nothingFound}</p>}
      <HistoryGrid key={query} entries={found} onOpen={open} />
      {opened && (
        <Viewer
          picture={opened.picture}
          position={at < 0 ? undefined : texts.foundOf(count.format(at + 1), count.format(found.length))}
          onBack={neighbour(at - 1)}
          onForth={neighbour(at + 1)}
          onRemove={() => {
            setOpened(undefined);
            void controller.pictures.remove(opened.entry);
          }}
          onClose={() => setOpened(undefined)}
        />
      )}
    </section>
  );
}
