import { type ModelSource, SanaEngine, workerConnection } from '@sana-studio/core/worker';
import { corePanelEngine, type PanelEngine, PngEncoder } from '@sana-studio/shared';

/** The engine in a worker of this page. The scripts of both workers lie beside this one. */
export function browserEngine(sourceOf: (model: string) => ModelSource): PanelEngine {
  const start = (script: string) => new Worker(new URL(script, import.meta.url), { type: 'module' });
  return corePanelEngine({
    engine: new SanaEngine(() => workerConnection(start('engine-worker.mjs'))),
    encode: new PngEncoder(() => start('png-worker.mjs')).encode,
    sourceOf,
  });
}
