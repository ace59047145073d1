import type { HistoryEntry, PictureHistory } from '../host.ts';
import { entryId } from './entry-id.ts';

/** Keeps pictures until the page is closed. */
export function memoryHistory(): PictureHistory {
  const kept = new Map<string, { readonly entry: HistoryEntry; readonly png: Blob }>();
  /** Which came first, of those that were removed, too: one that is put back has its old place. */
  const order = new Map<string, number>();
  const newestFirst = (a: HistoryEntry, b: HistoryEntry) => (order.get(b.id) ?? 0) - (order.get(a.id) ?? 0);
  return {
    list: async () => [...kept.values()].map(({ entry }) => entry).sort(newestFirst),
    async add({ png, request, replaced }, thumbnail) {
      const entry = { id: entryId(), createdAt: Date.now(), request, replaced, thumbnail };
      order.set(entry.id, order.size);
      kept.set(entry.id, { entry, png });
      return entry;
    },
    picture: async id => kept.get(id)?.png,
    async remove(id) {
      kept.delete(id);
    },
    async restore(entry, png) {
      kept.set(entry.id, { entry, png });
    },
    async clear() {
      kept.clear();
    },
  };
}
