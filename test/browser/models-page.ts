// Puts a store of models where tests can reach it from outside: in a worker, or, where none can be had, in the frame.

import { answerTo, type ModelsAnswer, type ModelsCommand } from './models-worker.ts';

/** @param worker the number of the worker that is told; `frame` for none */
async function tell(worker: number | 'frame', command: ModelsCommand): Promise<ModelsAnswer> {
  if (worker === 'frame') return answerTo(command);
  const target = startWorker(worker);
  return new Promise((resolve, reject) => {
    target.onmessage = ({ data }: MessageEvent<ModelsAnswer>) => resolve(data);
    target.onerror = ({ message }) => reject(new Error(`The worker failed: ${message}`));
    target.postMessage(command);
  });
}

const workers = new Map<number, Worker>();

function startWorker(number: number): Worker {
  const worker = workers.get(number) ?? new Worker('/test/models-worker.mjs', { type: 'module' });
  workers.set(number, worker);
  return worker;
}

/** Ends a worker as a closed window would. */
function terminate(number: number): void {
  workers.get(number)?.terminate();
  workers.delete(number);
}

declare global {
  var models: { tell: typeof tell; terminate: typeof terminate };
}

globalThis.models = { tell, terminate };
