// The script of the engine's worker in the extension host, Node or a browser's: the embedded model, on the processor, with
// no page. Both ends come with one extension.

import './self.ts';
import '@sana-studio/core/no-eval';
import { SanaError } from '@sana-studio/core';
import { webRuntime } from '@sana-studio/core/web';
import { commonSources, serveEngine } from '@sana-studio/core/worker';
import type { EngineStart } from '../engine-start.ts';
import { onStart } from './on-start.ts';

void onStart<EngineStart>(({ wasm, port }) => {
  serveEngine(
    {
      sources: commonSources,
      async startRuntime(device) {
        if (device === 'wasm') return webRuntime({ device, wasmBase: { wasm, build: 'processor' } });
        throw new SanaError('device-unavailable:no-cpu');
      },
    },
    port,
  );
});
