// The extension in a browser, where the extension host is a worker.

import { browserDecoder } from '@sana-studio/shared/browser-decoder';
import { type ExtensionContext, Uri, workspace } from 'vscode';
import { start } from '../extension.ts';
import type { HostWorker, StartWorker } from '../host/worker.ts';
import { decodePicture } from './decode-picture.ts';

export function activate(context: ExtensionContext): void {
  const { extensionUri } = context;
  const startWorker: StartWorker = async script => {
    // its own files cannot be loaded from another origin
    const bytes = await workspace.fs.readFile(Uri.joinPath(extensionUri, 'host', `${script}.mjs`));
    return browserWorker(urlOf(bytes.slice()));
  };
  start(context, startWorker, decodePicture, browserDecoder);
}

/** VS Code starts workers of its extension host as classic scripts, which can load modules, but later than they are written to. */
function browserWorker(module: string): HostWorker {
  const keep = `self.firstMessage = new Promise(keep => self.addEventListener('message', ({ data }) => keep(data), { once: true }));`;
  const worker = new Worker(urlOf(`${keep} import('${module}');`));
  return {
    post: (message, transfer) => worker.postMessage(message, [...transfer]),
    onCrash: listener => worker.addEventListener('error', ({ message }) => listener(message)),
    terminate: () => worker.terminate(),
  };
}

function urlOf(script: string | Uint8Array<ArrayBuffer>): string {
  return URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
}
