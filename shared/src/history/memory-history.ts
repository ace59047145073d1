import type { HistoryEntry, PictureHistory } from '../host.ts';
import { entryId } from './entry-id.ts';

/** Keeps pictures until the page is closed. */
export function memoryHistory(): PictureHistory {
  const kept = new Map<string, { readonly entry: HistoryEntry; readonly png: Blob }>();
  return {
    list: async () => [...kept.values()].map(({ entry }) => entry).reverse(),
    async add({ png, request, replaced }, thumbnail) {
      const entry = { id: entryId(), createdAt: Date.now(), request, replaced, thumbnail };
      kept.set(entry.id, { entry, png });
      return entry;
    },
    picture: async id => kept.get(id)?.png,
    async remove(id) {
      kept.delete(id);
    },
    async clear() {
      kept.clear();
    },
  };
}
