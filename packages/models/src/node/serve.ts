import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ByteSource, bytesSource, type Folder, SanaError } from '@sana-studio/core';
import { accessHeaders, isOwnHost } from './access.ts';
import { containedFolder, type ServedFile } from './contained-folder.ts';
import { contentType } from './content-type.ts';
import { parseRange } from './range-header.ts';

export interface ServeOptions {
  /** The model: a directory in the official layout, or a stored model's folder. */
  readonly folder: string | Folder;
  /** What pages call the model. */
  readonly name?: string | undefined;
  /** Directory of the built web pages. */
  readonly webRoot?: string | undefined;
  /** Origins of other pages that may read from here, e.g. `https://studio.example`. */
  readonly origins: readonly string[];
  /** 0 chooses a free one. */
  readonly port: number;
}

export interface ModelServer {
  readonly port: number;
  /** Where the pages are. */
  readonly url: string;
  /** Where the model is: a base URL in the official layout. */
  readonly modelUrl: string;
  close(): Promise<void>;
}

/** Path below which the model is served. */
const MODEL_PATH = '/model/';

/** Path of what pages want to know of the model: its name. */
const FACTS_PATH = '/model.json';

const CHUNK_BYTES = 2 ** 20;

function end(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
}

/** The path as a name inside a folder; undefined if it is none. */
function decodedPath(url: string | undefined): string | undefined {
  try {
    return decodeURIComponent(new URL(url ?? '/', 'http://localhost').pathname);
  } catch {
    return undefined;
  }
}

/** Resolves when there is room for more, or nobody waits for it any more. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise(resolve => {
    const done = () => {
      response.off('drain', done);
      response.off('close', done);
      resolve();
    };
    response.on('drain', done);
    response.on('close', done);
  });
}

async function sendBytes(response: ServerResponse, source: ByteSource, from: number, to: number): Promise<void> {
  for (let at = from; at < to && !response.destroyed; at += CHUNK_BYTES) {
    const bytes = await source.read(at, Math.min(CHUNK_BYTES, to - at));
    if (!response.write(bytes)) await drained(response);
  }
  response.end();
}

async function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  { source, version }: ServedFile,
): Promise<void> {
  const { size } = source;
  const tag = version === undefined ? undefined : `"${version}"`;
  const common = {
    'Accept-Ranges': 'bytes',
    ...(tag !== undefined && { ETag: tag }),
    'Cache-Control': 'no-cache',
    'Content-Type': contentType(path),
    'X-Content-Type-Options': 'nosniff',
    // Pages that use threads ask their resources for this.
    'Cross-Origin-Resource-Policy': 'cross-origin',
  };
  if (tag !== undefined && request.headers['if-none-match'] === tag) {
    response.writeHead(304, common).end();
    return;
  }
  const condition = request.headers['if-range'];
  const applies = condition === undefined || condition === tag;
  const range = applies ? parseRange(request.headers.range, size) : undefined;
  if (range === 'unsatisfiable') {
    response.writeHead(416, { ...common, 'Content-Range': `bytes */${size}` }).end();
    return;
  }
  const { from, to } = range ?? { from: 0, to: size };
  response.writeHead(range ? 206 : 200, {
    ...common,
    'Content-Length': to - from,
    ...(range && { 'Content-Range': `bytes ${from}-${to - 1}/${size}` }),
  });
  if (request.method === 'HEAD') response.end();
  else await sendBytes(response, source, from, to);
}

/**
 * Serves a model and the built web pages to browsers on this machine, and to nobody else: it listens on the loopback
 * interface, answers only requests for a local host name (so that no foreign name can be pointed here), and lets only the
 * configured origins read.
 * @throws SanaError `runtime-failed` when the port is taken
 */
export async function serveModels({ folder, name: title, webRoot, origins, port }: ServeOptions): Promise<ModelServer> {
  const model = containedFolder(folder);
  const pages = webRoot === undefined ? undefined : containedFolder(webRoot);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const bound = (server.address() as AddressInfo).port;
    if (!isOwnHost(request.headers.host, bound)) return end(response, 403, 'This server is for this machine only.');
    for (const [name, value] of accessHeaders(request, origins)) response.setHeader(name, value);
    if (request.method === 'OPTIONS') return void response.writeHead(204).end();
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD, OPTIONS');
      return end(response, 405, 'Only reading is possible here.');
    }
    const path = decodedPath(request.url);
    if (path === FACTS_PATH && title !== undefined) {
      const facts = bytesSource(path, new TextEncoder().encode(JSON.stringify({ name: title })));
      return sendFile(request, response, path, { source: facts });
    }
    const isModel = path?.startsWith(MODEL_PATH);
    const name = isModel ? path?.slice(MODEL_PATH.length) : path?.slice(1).replace(/(^|\/)$/, '$1index.html');
    const found = name ? await (isModel ? model : pages)?.(name) : undefined;
    if (!found || !name) return end(response, 404, 'There is no such file.');
    try {
      await sendFile(request, response, name, found);
    } finally {
      await found.source.close?.();
    }
  }

  const server: Server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else end(response, 500, SanaError.from(error).message);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', cause => reject(new SanaError('runtime-failed:port', { port, detail: cause.message }, cause)));
    server.listen(port, '127.0.0.1', resolve);
  });
  const bound = (server.address() as AddressInfo).port;
  const url = `http://localhost:${bound}/`;
  return {
    port: bound,
    url,
    modelUrl: `${url}${MODEL_PATH.slice(1, -1)}`,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
