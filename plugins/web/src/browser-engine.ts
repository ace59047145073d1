import type { SafetyChoice } from '@sana-studio/core';
import { type ModelSource, SanaEngine, workerConnection } from '@sana-studio/core/worker';
import { corePanelEngine, type PanelEngine, PngEncoder, type StoreWorker } from '@sana-studio/shared';

/** Starts a script that lies beside this one. */
export function startWorker(script: string): Worker {
  return new Worker(new URL(script, import.meta.url), { type: 'module' });
}

/** The engine in a worker of this page, with a way to the models that are stored. */
export function browserEngine(
  store: StoreWorker,
  sourceOf: (model: string) => Promise<ModelSource>,
  safety: () => Promise<SafetyChoice>,
): PanelEngine {
  const engine = new SanaEngine(() => {
    const worker = startWorker('engine-worker.mjs');
    store.connect(worker);
    return workerConnection(worker);
  });
  // while the page shows its form and asks which models there are
  engine.start();
  return corePanelEngine({
    engine,
    encode: new PngEncoder(() => startWorker('png-worker.mjs')).encode,
    sourceOf,
    safety,
  });
}
