// The script of an engine's thread in Node: runs on the processor block the thread that they are in.

import { workerData } from 'node:worker_threads';
import { SanaError } from '@sana-studio/core';
import { nodeHost } from '@sana-studio/core/node';
import { serveEngine } from '@sana-studio/core/worker';
import { diskModelStore } from '@sana-studio/models/node';
import { decodePicture } from '@sana-studio/serving/node';
import { decodeFile } from '../decode.ts';
import type { ThreadStart } from '../thread.ts';
import { threadServer } from '../thread-server.ts';
import { openAddress } from './addresses.ts';

const { engine, parts } = workerData as ThreadStart;
const { sources, serve } = threadServer({
  async openStore(folder) {
    if (folder !== undefined) return diskModelStore(folder);
    throw new SanaError('internal:no-input', { program: 'store', input: 'folder' });
  },
  decode: (file, name) => decodeFile(decodePicture, file, name),
  openFile: openAddress,
});
serveEngine(nodeHost(sources), engine);
serve(parts);
