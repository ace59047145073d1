// The library in a browser: a page, or a worker of one. Nothing is done on import, so that pages can be rendered elsewhere.

import { SanaError } from '@sana-studio/core';
import type { Engine, EngineOptions } from '../api.ts';
import { engineOf } from '../engine.ts';
import { assertOptions } from '../known-names.ts';
import { localDrawer } from '../local-drawer.ts';
import { startThread } from '../thread.ts';
import { configuration, filesOf, folderOf } from './files.ts';
import { webFormats } from './images.ts';
import { findModel } from './models.ts';
import { workerRunner } from './start-worker.ts';

export * from '../public.ts';
export { type Configuration, configure } from './files.ts';

/**
 * Opens a model, in a worker of its own, and resolves when it is ready to draw. Dispose of it when done: each engine holds
 * its model in memory.
 * @throws SanaError of any code, such as `model-not-found`, `licence-not-accepted`, `network-failed`, `storage-full`,
 *   `worker-failed` (its script could not be started: the sentence says why), `cancelled`
 */
export async function createEngine(options: EngineOptions = {}): Promise<Engine<'blob'>> {
  assertOptions(options);
  if (options.server !== undefined) {
    const [{ serverDrawer }, { browserDecoder }] = await Promise.all([
      import('../server-drawer.ts'),
      import('@sana-studio/shared/browser-decoder'),
    ]);
    return engineOf(await serverDrawer(options, options.server, browserDecoder), webFormats, 'blob');
  }
  const { files = configuration().files, model = configuration().model } = options;
  const folder = folderOf(files);
  const mini = folder && `${folder}sana-mini/`;
  if (model === 'sana-mini' && !mini) throw new SanaError('model-not-found:as-package');
  const found = findModel(model === 'sana-mini' ? mini : (model ?? mini), options);
  const { worker, wasm } = filesOf(files);
  const runner = workerRunner(worker);
  return engineOf(
    await localDrawer({ ...options, model: found, start: () => startThread(runner, wasm) }),
    webFormats,
    'blob',
  );
}
