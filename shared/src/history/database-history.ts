import { SanaError } from '@sana-studio/core';
import { readStored, stored } from '@sana-studio/core/request';
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { HistoryEntry, PictureHistory } from '../host.ts';
import { entryId } from './entry-id.ts';
import { entriesToPrune } from './prune.ts';

interface StoredEntry extends HistoryEntry {
  /** Of picture and thumbnail. */
  readonly bytes: number;
}

interface HistorySchema extends DBSchema {
  entries: { key: string; value: StoredEntry; indexes: { createdAt: number } };
  pictures: { key: string; value: Blob };
}

type Database = IDBPDatabase<HistorySchema>;

export interface DatabaseHistoryOptions {
  /** Of the database; default: one for all of the origin. */
  readonly name?: string | undefined;
  /** Above this, the oldest pictures go. Default: 256 MiB. */
  readonly mostBytes?: number | undefined;
}

/** Keeps pictures in the browser's database. Nothing is opened before the first call. */
export function databaseHistory({
  name = 'sana-history',
  mostBytes = 2 ** 28,
}: DatabaseHistoryOptions = {}): PictureHistory {
  let opened: Promise<Database> | undefined;
  const database = () => {
    opened ??= open(name, () => {
      opened = undefined;
    });
    return opened;
  };
  return {
    list: () =>
      guarded(async () => {
        const entries = await (await database()).getAllFromIndex('entries', 'createdAt');
        return entries.reverse().map(asRead);
      }),
    add: ({ png, request, replaced }, thumbnail) =>
      guarded(async () => {
        const id = entryId();
        const bytes = png.size + thumbnail.size;
        const entry = { id, createdAt: Date.now(), request: stored(request), replaced, thumbnail, bytes };
        const change = (await database()).transaction(['entries', 'pictures'], 'readwrite');
        const entries = change.objectStore('entries');
        const pictures = change.objectStore('pictures');
        const writes: Promise<unknown>[] = [entries.add(entry), pictures.add(png, id)];
        for (const old of entriesToPrune(await entries.index('createdAt').getAll(), mostBytes)) {
          writes.push(entries.delete(old.id), pictures.delete(old.id));
        }
        await Promise.all([...writes, change.done]);
        return entry;
      }),
    picture: id => guarded(async () => (await database()).get('pictures', id)),
    remove: id =>
      guarded(async () => {
        const change = (await database()).transaction(['entries', 'pictures'], 'readwrite');
        await Promise.all([
          change.objectStore('entries').delete(id),
          change.objectStore('pictures').delete(id),
          change.done,
        ]);
      }),
    restore: (entry, png) =>
      guarded(async () => {
        const change = (await database()).transaction(['entries', 'pictures'], 'readwrite');
        const bytes = png.size + entry.thumbnail.size;
        await Promise.all([
          change.objectStore('entries').put({ ...entry, bytes }),
          change.objectStore('pictures').put(png, entry.id),
          change.done,
        ]);
      }),
    clear: () =>
      guarded(async () => {
        const change = (await database()).transaction(['entries', 'pictures'], 'readwrite');
        await Promise.all([change.objectStore('entries').clear(), change.objectStore('pictures').clear(), change.done]);
      }),
  };
}

/** Some browsers never answer a page that may not store anything. */
const PATIENCE_MS = 5000;

function refusal(): Promise<never> {
  return new Promise((_, reject) => setTimeout(() => reject(new Error('its database does not answer')), PATIENCE_MS));
}

/** @param gone called when the connection must not be used any more */
async function open(name: string, gone: () => void): Promise<Database> {
  try {
    const opening = openDB<HistorySchema>(name, 1, {
      upgrade(database) {
        database.createObjectStore('entries', { keyPath: 'id' }).createIndex('createdAt', 'createdAt');
        database.createObjectStore('pictures');
      },
      terminated: gone,
    });
    return await Promise.race([opening, refusal()]);
  } catch (error) {
    gone();
    throw error;
  }
}

/** As this version understands it. A picture is shown whatever its request says; only the request may be of no use. */
function asRead({ bytes: _, ...entry }: StoredEntry): HistoryEntry {
  const request = readStored(entry.request);
  if (request) return { ...entry, request };
  return { ...entry, request: { ...entry.request, prompt: String(entry.request?.prompt ?? '') }, unusable: true };
}

async function guarded<T>(job: () => Promise<T>): Promise<T> {
  try {
    return await job();
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    if (error instanceof DOMException && error.name === 'QuotaExceededError') {
      throw new SanaError('storage-full:pictures', { detail }, error);
    }
    throw new SanaError('storage-failed:pictures', { detail }, error);
  }
}
