import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { HistoryEntry } from '../../host.ts';
import { usePanel } from './context.tsx';
import { HistoryTile } from './history-tile.tsx';

/** How many pictures are shown at first, and come with each "show more". */
const PAGE = 60;

interface HistoryGridProps {
  readonly entries: readonly HistoryEntry[];
  readonly onOpen: (entry: HistoryEntry) => Promise<void>;
}

/** Earlier pictures side by side, a page at a time. */
export function HistoryGrid({ entries, onOpen }: HistoryGridProps) {
  const { controller, texts, locale } = usePanel();
  const grid = useRef<HTMLUListElement>(null);
  const [shown, setShown] = useState(PAGE);
  /** Index of a picture that is being deleted by the keyboard: the next one takes its focus. */
  const leaving = useRef<number | undefined>(undefined);
  const open = useRef(onOpen);
  open.current = onOpen;
  // before the next key, which would go nowhere
  useLayoutEffect(() => {
    if (leaving.current === undefined) return;
    const buttons = grid.current?.querySelectorAll<HTMLElement>('.open');
    buttons?.[Math.min(leaving.current, buttons.length - 1)]?.focus();
    leaving.current = undefined;
  }, [entries]);
  // nothing of it changes with what else the panel is at, such as a picture under way
  const tiles = useMemo(
    () =>
      entries.slice(0, shown).map((entry, index) => (
        <HistoryTile
          key={entry.id}
          entry={entry}
          onOpen={() => void open.current(entry)}
          onRemove={() => {
            leaving.current = index;
            void controller.pictures.remove(entry);
          }}
        />
      )),
    [entries, shown, controller, locale],
  );
  const left = entries.length - shown;
  return (
    <>
      <ul ref={grid} class="thumbnails">
        {tiles}
      </ul>
      {left > 0 && (
        <button type="button" onClick={() => setShown(shown + PAGE)}>
          {texts.showMore(new Intl.NumberFormat(locale.language).format(left))}
        </button>
      )}
    </>
  );
}
