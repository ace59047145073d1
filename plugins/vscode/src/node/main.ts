// The extension on a computer or a remote host, where the extension host is Node.

import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ExtensionContext } from 'vscode';
import { start } from '../extension.ts';
import type { HostWorker } from '../host/worker.ts';

export function activate(context: ExtensionContext): void {
  const { fsPath } = context.extensionUri;
  start(context, async script => nodeWorker(join(fsPath, 'host', `${script}.mjs`)));
}

function nodeWorker(path: string): HostWorker {
  const worker = new Worker(path);
  return {
    post: (message, transfer) => worker.postMessage(message, transfer as readonly ArrayBuffer[]),
    onCrash: listener => void worker.on('error', error => listener(String(error))),
    terminate: () => void worker.terminate(),
  };
}
