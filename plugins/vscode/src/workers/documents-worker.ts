// The script of the worker that reads documents, so that the extension host never waits for a long one.

import '@sana-studio/core/no-eval';
import { openChannel, portWire, serve } from '@sana-studio/core/channel';
import { READER, VERSION } from '../reading/contract.ts';
import { DocumentReader } from '../reading/document-reader.ts';
import { onStart } from './on-start.ts';

void onStart<{ readonly port: MessagePort }>(({ port }) => {
  openChannel(portWire(port), { version: VERSION, serves: serve(READER, { reader: new DocumentReader() }) });
});
