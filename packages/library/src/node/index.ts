// The library in Node. Nothing is done on import, so that pages that use it can be rendered by a server.

import { freemem } from 'node:os';
import type { Engine, EngineOptions } from '../api.ts';
import { engineOf, type Formats } from '../engine.ts';
import { assertOptions } from '../known-names.ts';
import { localDrawer } from '../local-drawer.ts';
import { startThread } from '../thread.ts';
import { configuration } from '../web/files.ts';
import { findNodeModel } from './models.ts';
import { nodeRunner } from './thread-runner.ts';

export * from '../public.ts';
export { type Configuration, configure } from '../web/files.ts';

/** Of the free memory for weights; the rest is for what the networks compute. */
const MEMORY_SHARE = 0.5;

const formats: Formats = {
  bytes: (_, png) => png(),
  blob: async (_, png) => new Blob([await png()], { type: 'image/png' }),
  pixels: async picture => picture,
};

/**
 * Opens a model, in a thread of its own, and resolves when it is ready to draw. Dispose of it when done: each engine holds
 * its model in memory, and keeps the process alive.
 * @throws SanaError of any code, such as `model-not-found`, `licence-not-accepted`, `network-failed`, `storage-full`,
 *   `device-unavailable`, `cancelled`
 */
export async function createEngine(options: EngineOptions = {}): Promise<Engine<'bytes'>> {
  assertOptions(options);
  if (options.server !== undefined) {
    const [{ serverDrawer }, { decodePicture }] = await Promise.all([
      import('../server-drawer.ts'),
      import('@sana-studio/serving/node'),
    ]);
    return engineOf(await serverDrawer(options, options.server, decodePicture), formats, 'bytes');
  }
  const { model = configuration().model, memoryBudget = freemem() * MEMORY_SHARE } = options;
  const found = findNodeModel({ ...options, model });
  const start = () => startThread(nodeRunner);
  return engineOf(await localDrawer({ ...options, memoryBudget, model: found, start }), formats, 'bytes');
}
