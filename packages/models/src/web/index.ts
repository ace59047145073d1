// Stores in browsers.

import type { StoreOptions } from '../context.ts';
import { MemoryFileStore } from '../memory-store.ts';
import { ModelStore } from '../model-store.ts';
import { OpfsFileStore } from './opfs-store.ts';

export { OpfsFileStore } from './opfs-store.ts';

const DIRECTORY = 'sana-models';

/** @throws whatever the browser answers where storage is denied */
async function openPrivateFileSystem(): Promise<OpfsFileStore> {
  const root = await navigator.storage.getDirectory();
  const store = new OpfsFileStore(await root.getDirectoryHandle(DIRECTORY, { create: true }));
  // Some browsers give a directory and refuse files; windows and shared workers cannot write in place.
  // Each tries a file of its own: several may begin at once.
  const probe = `settings/probe-${crypto.randomUUID()}`;
  try {
    await store.replace(probe, new Uint8Array(1));
    await (await store.open(probe, 'write')).close();
  } finally {
    await store.remove(probe);
  }
  return store;
}

/**
 * The models of this origin, kept in the browser's private file system. Where that is denied (frames of other sites,
 * private windows) they stay in memory for as long as the page lives, and the store is not `persistent`. Call it in a dedicated worker.
 */
export async function openBrowserModelStore(options: StoreOptions = {}): Promise<ModelStore> {
  const files = await openPrivateFileSystem().catch((error: unknown) => {
    console.warn('Models cannot be stored:', error);
    return undefined;
  });
  return new ModelStore(files ?? new MemoryFileStore(), options);
}
