// The script of the engine's worker in a webview. A worker there cannot fetch the extension's files, so the page fetches
// everything; the first message says where the WebAssembly file is now.

import '@sana-studio/core/no-eval';

import { SanaError } from '@sana-studio/core';
import { webRuntime } from '@sana-studio/core/web';
import { commonSources, serveEngine } from '@sana-studio/core/worker';
import { storedSource } from '@sana-studio/shared/stored-source';
import * as z from 'zod/mini';

const start = z.object({ wasm: z.url(), build: z.enum(['graphics', 'processor']) });
const stored = storedSource();
const sources = { ...commonSources, ...stored.sources };

addEventListener(
  'message',
  ({ data }) => {
    const wasmBase = start.parse(data);
    serveEngine({
      sources,
      openAddition: stored.openAddition,
      async startRuntime(device) {
        if (device !== 'cpu') return webRuntime({ device, wasmBase });
        throw new SanaError('device-unavailable:no-cpu');
      },
    });
  },
  { once: true },
);
