// The script of the engine's worker in a webview. A worker there cannot fetch the extension's files, so the page fetches
// everything; the first message says where the WebAssembly file is now.

import { SanaError } from '@sana-studio/core';
import { webRuntime } from '@sana-studio/core/web';
import { commonSources, serveEngine } from '@sana-studio/core/worker';
import * as z from 'zod';

// the page's policy forbids evaluating code, and reports attempts
z.config({ jitless: true });

const start = z.object({ wasm: z.url() });

addEventListener(
  'message',
  ({ data }) => {
    const wasmBase = start.parse(data);
    serveEngine({
      sources: commonSources,
      async startRuntime(device) {
        if (device !== 'cpu') return webRuntime({ device, wasmBase });
        throw new SanaError('device-unavailable', 'There is no device “cpu” here; choose auto, webgpu or wasm.');
      },
    });
  },
  { once: true },
);
