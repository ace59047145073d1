import { SanaError } from '@sana-studio/core';
import { openChannel, portWire } from '@sana-studio/core/channel';
import { workerConnection } from '@sana-studio/core/worker';
import { ASKER, ASKER_VERSION, type ServerAsker } from './server-asker.ts';

/** Asks servers from a worker. @param start starts the script server-worker; called when it is needed, and after a crash */
export function workerAsker(start: () => Worker): () => ServerAsker {
  let running: ServerAsker | undefined;
  return () => {
    if (running) return running;
    const worker = start();
    const channel = openChannel(portWire(worker), { version: ASKER_VERSION });
    const { asker } = channel.remote(ASKER);
    workerConnection(worker).onCrash?.(detail => {
      if (running === asker) running = undefined;
      worker.terminate();
      channel.close(new SanaError('worker-failed:crashed', { detail }));
    });
    running = asker;
    return asker;
  };
}
