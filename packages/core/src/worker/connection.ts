import type { Endpoint } from 'comlink';
import type { SanaError } from '../errors.ts';
import { type EngineHost, serveEngine } from './server.ts';

export type { Endpoint } from 'comlink';

/** A way to an engine. Whoever makes one decides where the engine lives. */
export interface EngineConnection {
  readonly endpoint: Endpoint;
  /** Calls back when the other end has crashed, if that can be noticed here: with what was heard of it, or with why. */
  onCrash?(listener: (crash: string | SanaError) => void): void;
  /** Ends the engine, however busy it is. */
  close(): void;
}

/** An engine in a worker of its own, whose script calls `serveEngine`. */
export function workerConnection(worker: Worker): EngineConnection {
  return {
    endpoint: worker,
    onCrash(listener) {
      // a script that cannot be loaded gives an event without a message
      worker.addEventListener('error', event => listener(event.message || 'its script could not be loaded'));
      worker.addEventListener('messageerror', () => listener('a message could not be read'));
    },
    close: () => worker.terminate(),
  };
}

/** An engine in this process and thread: for Node, and for tests. */
export function inProcessConnection(host: EngineHost): EngineConnection {
  const { port1, port2 } = new MessageChannel();
  const server = serveEngine(host, port2);
  return {
    endpoint: port1,
    close() {
      port1.close();
      void server.dispose();
    },
  };
}
