// The script of an engine's worker, for pages that bundlers make of other people's programs: one file.

import '@sana-studio/core/no-eval';

import { isRuntimeThread, webHost } from '@sana-studio/core/web';
import { serveEngine } from '@sana-studio/core/worker';
import { openBrowserModelStore } from '@sana-studio/models/web';
import { browserDecoder } from '@sana-studio/shared/browser-decoder';
import { decodeFile } from '../decode.ts';
import type { ThreadStart } from '../thread.ts';
import { threadServer } from '../thread-server.ts';

/** Browsers start no script of another origin; this one may have come from there. */
const startsThreads = new URL(import.meta.url).origin === globalThis.location.origin;

// ONNX Runtime starts this script anew for each of its threads
if (!isRuntimeThread()) {
  const { sources, serve } = threadServer({
    openStore: () => openBrowserModelStore(),
    decode: (file, name) => decodeFile(browserDecoder, file, name),
  });
  addEventListener(
    'message',
    ({ data: { engine, parts, wasm = '' } }: MessageEvent<ThreadStart>) => {
      serveEngine(webHost(sources, { wasm, startsThreads }), engine);
      serve(parts);
    },
    { once: true },
  );
}
