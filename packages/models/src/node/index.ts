// Stores on disk, and the server for browsers on this machine.

import type { StoreOptions } from '../context.ts';
import { ModelStore } from '../model-store.ts';
import { DiskFileStore, nodeHasher } from './disk-store.ts';

export type { FoundKind, FoundModel } from '../found-model.ts';
export { DiskFileStore, nodeHasher } from './disk-store.ts';
export { exportDirectory } from './export-folder.ts';
export { type Finding, findModels } from './found/find.ts';
export { FoundFiles } from './found/found-files.ts';
export { OLLAMA, resolveOllama } from './found/ollama.ts';
export { safetyHeaders } from './page-policy.ts';
export { type ModelServer, type ServeOptions, serveModels } from './serve.ts';

/** The models in a directory, which is made when the first one comes. */
export function diskModelStore(directory: string, options: StoreOptions = {}): ModelStore {
  return new ModelStore(new DiskFileStore(directory), { createHasher: nodeHasher, ...options });
}
