// Puts the engine's client where tests can reach it from outside.

import { SanaError } from '@sana-studio/core';
import { SanaEngine, urlSource, workerConnection } from '@sana-studio/core/worker';

/** What became of a call, in a form that leaves the browser. */
export type Outcome<T> = { readonly value: T } | { readonly code: string; readonly message: string };

async function outcome<T>(promise: Promise<T>): Promise<Outcome<T>> {
  try {
    return { value: await promise };
  } catch (error) {
    const code = error instanceof SanaError ? error.code : 'not a SanaError';
    return { code, message: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * Starts workers that run the engine and `extra`, a line of script after it.
 * @returns the engine, and its workers in the order in which they were started
 */
function startEngine({ extra = '', silenceLimit }: { extra?: string; silenceLimit?: number } = {}) {
  const workers: Worker[] = [];
  const script = `import '${location.origin}/web/engine-worker.mjs'; ${extra}`;
  const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  const engine = new SanaEngine(
    () => {
      const worker = new Worker(extra ? url : '/web/engine-worker.mjs', { type: 'module' });
      workers.push(worker);
      return workerConnection(worker);
    },
    { silenceLimit },
  );
  return { engine, workers };
}

/** What tests find in the page. */
const client = { startEngine, urlSource, outcome };

declare global {
  var sana: typeof client;
}

globalThis.sana = client;
