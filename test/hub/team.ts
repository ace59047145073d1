import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { memoryFolder } from '@sana-studio/core';
import { type ExportTarget, MemoryFileStore, ModelStore, TEAM_LIST } from '@sana-studio/models';
import type { HubFiles } from './hub.ts';

/** A team's web server: a model that was exported in 4 bits, in a folder beside the list of models. */
export interface TestTeam {
  /** Of the folder with the list. */
  readonly url: string;
  /** Of the model's folder. */
  readonly model: string;
  /** Bytes that were sent. */
  readonly sent: () => number;
  stop(): Promise<void>;
}

const FOLDER = 'small';
export const TEAM_TITLE = 'The small one';

function memoryTarget(files: Map<string, Uint8Array>): ExportTarget {
  return {
    label: FOLDER,
    prepare: async () => undefined,
    async create(path) {
      const pieces: Uint8Array[] = [];
      return {
        write: async bytes => void pieces.push(bytes),
        finish: async () => void files.set(`${FOLDER}/${path}`, Buffer.concat(pieces)),
        discard: async () => undefined,
      };
    },
  };
}

/** @param model its files @param host name that it is reached by */
export async function startTeam(model: HubFiles, host = '127.0.0.1'): Promise<TestTeam> {
  const store = new ModelStore(new MemoryFileStore());
  await store.importFolder(FOLDER, memoryFolder(FOLDER, model), { weights: 'int4' });
  const files = new Map<string, Uint8Array>();
  await store.export(FOLDER, memoryTarget(files));
  const list = { version: 1, models: [{ folder: FOLDER, title: TEAM_TITLE }] };
  files.set(TEAM_LIST, new TextEncoder().encode(JSON.stringify(list)));
  let sent = 0;
  // as docs/models.md has nginx do it
  const server = createServer((request, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Allow-Headers', 'Range');
    response.setHeader('Access-Control-Expose-Headers', 'Content-Range, Content-Length, ETag');
    if (request.method === 'OPTIONS') return void response.writeHead(204).end();
    const bytes = files.get(decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname.slice(1)));
    if (!bytes) return void response.writeHead(404).end();
    const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
    const part = bytes.subarray(Number(first ?? 0), Number(last ?? bytes.length) + 1);
    const range = first === undefined ? {} : { 'Content-Range': `bytes ${first}-${last}/${bytes.length}` };
    response.writeHead(first === undefined ? 200 : 206, { 'Content-Length': part.length, ...range });
    sent += part.length;
    response.end(request.method === 'HEAD' ? undefined : part);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const url = `http://${host}:${(server.address() as AddressInfo).port}`;
  return {
    url,
    model: `${url}/${FOLDER}`,
    sent: () => sent,
    async stop() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}
