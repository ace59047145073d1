// The extension on a computer or a remote host, where the extension host is Node.

import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type DecodePicture, mediaType, pictureFacts } from '@sana-studio/captions';
import { SanaError } from '@sana-studio/core';
import { FoundFiles } from '@sana-studio/models/node';
import { decodePicture } from '@sana-studio/serving/node';
import type { ExtensionContext } from 'vscode';
import { start } from '../extension.ts';
import { offerToolServer } from '../host/tool-server.ts';
import type { HostWorker, StartWorker } from '../host/worker.ts';

export function activate(context: ExtensionContext): void {
  const { fsPath } = context.extensionUri;
  const startWorker: StartWorker = async script => nodeWorker(join(fsPath, 'host', `${script}.mjs`));
  start(context, startWorker, decode, decodePicture, new FoundFiles());
  context.subscriptions.push(...offerToolServer(context, process.execPath));
}

const decode: DecodePicture = async picture => {
  const { bytes, name } = picture;
  const type = mediaType(picture);
  const isRead = type === 'image/png' || type === 'image/jpeg' || type === 'image/webp';
  if (!isRead) throw new SanaError('image-unreadable:kind', { file: name, kind: pictureFacts(bytes)?.type ?? '' });
  try {
    return await decodePicture(bytes, type, name);
  } catch (error) {
    const why = SanaError.from(error);
    // no server has sent it
    throw why.code === 'server-failed' ? new SanaError('image-unreadable:broken', { file: name }, error) : why;
  }
};

function nodeWorker(path: string): HostWorker {
  const worker = new Worker(path);
  return {
    post: (message, transfer) => worker.postMessage(message, transfer as readonly ArrayBuffer[]),
    onCrash: listener => void worker.on('error', error => listener(String(error))),
    terminate: () => void worker.terminate(),
  };
}
