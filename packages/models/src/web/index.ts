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
  const file = await store.open('settings/probe', 'write');
  await file.close();
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
