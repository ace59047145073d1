// The script of the worker that keeps models: downloads go on while the engine computes. Every message brings a port,
// to whose other end the store is given.

import { openBrowserModelStore } from '@sana-studio/models/web';
import { PickedFiles } from './picked-files.ts';
import { serveModelStore } from './store-service.ts';

const picked = new PickedFiles();
const opening = openBrowserModelStore({ openLocal: (_, reference) => picked.open(reference) });

self.addEventListener('message', ({ ports: [port] }: MessageEvent<unknown>) => {
  if (port) serveModelStore(port, opening, picked);
});
