// Workers of the extension host as tests need them: in this thread.

import { openChannel, portWire, serve } from '@sana-studio/core/channel';
import { Reading } from './host/reading.ts';
import type { StartWorker } from './host/worker.ts';
import { READER, VERSION } from './reading/contract.ts';
import type { DocumentReader } from './reading/document-reader.ts';

/** A worker that reads documents with this reader. */
export function workerWith(reader: DocumentReader): StartWorker {
  return async () => ({
    post: message => {
      const { port } = message as { readonly port: MessagePort };
      openChannel(portWire(port), { version: VERSION, serves: serve(READER, { reader }) });
    },
    onCrash: () => {},
    terminate: () => {},
  });
}

/** What asks about documents that this reader reads. */
export function readingWith(reader: DocumentReader): Reading {
  const reading = new Reading();
  reading.useWorker(workerWith(reader));
  return reading;
}
