import { SanaError } from '@sana-studio/core';
import { openChannel, portWire, serve } from '@sana-studio/core/channel';
import { workerConnection } from '@sana-studio/core/worker';
import type { ComputerFiles } from '@sana-studio/models';
import { COMPUTER, COMPUTER_MESSAGE, type RemoteModelStore, STORE, STORE_VERSION } from './store-service.ts';
import { STORE_MESSAGE } from './stored-source.ts';

interface Running {
  readonly worker: Worker;
  readonly store: RemoteModelStore;
}

/** The worker that keeps models, seen from the page that starts it. */
export class StoreWorker {
  readonly #start: () => Worker;
  readonly #computer: ComputerFiles | undefined;
  #running: Running | undefined;

  /**
   * @param start starts the script models-worker; called again after a crash
   * @param computer what this page can have read of this computer, for models that were found there
   */
  constructor(start: () => Worker, computer?: ComputerFiles) {
    this.#start = start;
    this.#computer = computer;
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
    if (this.#computer) serveComputer(worker, this.#computer);
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

function serveComputer(worker: Worker, computer: ComputerFiles): void {
  const { port1, port2 } = new MessageChannel();
  openChannel(portWire(port2), { version: STORE_VERSION, serves: serve(COMPUTER, { computer }) });
  worker.postMessage(COMPUTER_MESSAGE, [port1]);
}
