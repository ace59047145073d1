// The script of the worker that keeps models: downloads go on while the engine computes. Every message brings a port,
// to whose other end the store is given.

import type { Folder, PartPlace } from '@sana-studio/core';
import { openChannel, portWire } from '@sana-studio/core/channel';
import type { ComputerFiles } from '@sana-studio/models';
import { openBrowserModelStore } from '@sana-studio/models/web';
import { foundFolder, foundName, foundPlace } from './computer-models.ts';
import { PickedFiles } from './picked-files.ts';
import { COMPUTER, COMPUTER_MESSAGE, STORE_VERSION, serveModelStore } from './store-service.ts';

const picked = new PickedFiles();
/** What the page can have read for it, where it told so. */
let computer: ComputerFiles | undefined;

async function openLocal(reference: string): Promise<PartPlace | undefined> {
  const found = foundName(reference);
  if (found === undefined) return picked.open(reference);
  return computer && foundPlace(computer, found);
}

const opening = openBrowserModelStore({ openLocal: (_, reference) => openLocal(reference) });

async function openModel(id: string): Promise<Folder> {
  const found = foundName(id);
  return found !== undefined && computer ? foundFolder(computer, found) : (await opening).open(id);
}

self.addEventListener('message', ({ data, ports: [port] }: MessageEvent<unknown>) => {
  if (!port) return;
  if (data === COMPUTER_MESSAGE)
    computer = openChannel(portWire(port), { version: STORE_VERSION }).remote(COMPUTER).computer;
  else serveModelStore(port, { opening, picked, openModel });
});
