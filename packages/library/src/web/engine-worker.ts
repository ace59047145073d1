// The script of an engine's worker, for pages that bundlers make of other people's programs: one file.

import '@sana-studio/core/no-eval';

import { webHost } from '@sana-studio/core/web';
import { serveEngine } from '@sana-studio/core/worker';
import { openBrowserModelStore } from '@sana-studio/models/web';
import { browserDecoder } from '@sana-studio/shared/browser-decoder';
import { decodeFile } from '../decode.ts';
import type { ThreadStart } from '../thread.ts';
import { threadServer } from '../thread-server.ts';

const { sources, serve } = threadServer({
  openStore: () => openBrowserModelStore(),
  decode: (file, name) => decodeFile(browserDecoder, file, name),
});
addEventListener(
  'message',
  ({ data: { engine, parts, wasm = '' } }: MessageEvent<ThreadStart>) => {
    serveEngine(webHost(sources, { wasm }), engine);
    serve(parts);
  },
  { once: true },
);
