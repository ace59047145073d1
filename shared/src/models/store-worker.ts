import { SanaError } from '@sana-studio/core';
import { openChannel, portWire } from '@sana-studio/core/channel';
import { type ModelSource, workerConnection } from '@sana-studio/core/worker';
import { type RemoteModelStore, STORE, STORE_VERSION } from './store-service.ts';
import { STORE_MESSAGE, STORED_KIND } from './stored-source.ts';

interface Running {
  readonly worker: Worker;
  readonly store: RemoteModelStore;
}

/** The worker that keeps models, seen from the page that starts it. */
export class StoreWorker {
  readonly #start: () => Worker;
  #running: Running | undefined;

  /** @param start starts the script models-worker; called again after a crash */
  constructor(start: () => Worker) {
    this.#start = start;
  }

  get store(): RemoteModelStore {
    return this.#ensure().store;
  }

  /** Lets an engine's worker, whose host has `storedSource`, open what is stored. Call it for every worker. */
  connect(engineWorker: Worker): void {
    const { port1, port2 } = new MessageChannel();
    this.#ensure().worker.postMessage(undefined, [port1]);
    engineWorker.postMessage({ kind: STORE_MESSAGE }, [port2]);
  }

  #ensure(): Running {
    if (this.#running) return this.#running;
    const worker = this.#start();
    const { port1, port2 } = new MessageChannel();
    worker.postMessage(undefined, [port1]);
    const channel = openChannel(portWire(port2), { version: STORE_VERSION });
    workerConnection(worker).onCrash?.(detail => {
      if (this.#running?.worker !== worker) return;
      this.#running = undefined;
      worker.terminate();
      channel.close(new SanaError('worker-failed:store', { detail }));
    });
    this.#running = { worker, store: channel.remote(STORE).store };
    return this.#running;
  }
}

/** A model that is stored, for an engine that was connected. */
export function storedModelSource(id: string): ModelSource {
  return { kind: STORED_KIND, id };
}
