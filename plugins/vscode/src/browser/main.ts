// The extension in a browser, where the extension host is a worker.

import { type ExtensionContext, Uri, workspace } from 'vscode';
import { start } from '../extension.ts';
import type { HostWorker } from '../host/worker.ts';

export function activate(context: ExtensionContext): void {
  const { extensionUri } = context;
  // its own files cannot be loaded from another origin
  start(context, async script => {
    const bytes = await workspace.fs.readFile(Uri.joinPath(extensionUri, 'host', `${script}.mjs`));
    return browserWorker(URL.createObjectURL(new Blob([bytes.slice()], { type: 'text/javascript' })));
  });
}

function browserWorker(url: string): HostWorker {
  const worker = new Worker(url, { type: 'module' });
  return {
    post: (message, transfer) => worker.postMessage(message, [...transfer]),
    onCrash: listener => worker.addEventListener('error', ({ message }) => listener(message)),
    terminate: () => worker.terminate(),
  };
}
