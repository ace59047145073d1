import { createReadStream, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, resolve, sep } from 'node:path';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

export interface StaticServer {
  /** Without a slash at the end. */
  readonly url: string;
  close(): void;
}

/**
 * Serves folders on a free port of this machine, with CORS and byte ranges as a host of models would.
 * @param mounts folders by the first segment of the path, e.g. `{ models: '/tmp/models' }`
 */
export async function startServer(mounts: Readonly<Record<string, string>>): Promise<StaticServer> {
  const server = createServer((request, response) => answer(mounts, request, response));
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function answer(mounts: Readonly<Record<string, string>>, request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader('access-control-allow-headers', '*');
  response.setHeader('access-control-expose-headers', 'content-range, content-length');
  response.setHeader('cache-control', 'no-store');
  if (request.method === 'OPTIONS') {
    response.writeHead(204).end();
    return;
  }
  const file = findFile(mounts, request.url ?? '/');
  const size = file === undefined ? undefined : statSync(file, { throwIfNoEntry: false });
  if (file === undefined || !size?.isFile()) {
    response.writeHead(404).end();
    return;
  }
  const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
  const start = Number(range?.[1] ?? 0);
  const end = Math.min(Number(range?.[2] ?? Number.POSITIVE_INFINITY), size.size - 1);
  if (range && start > end) {
    response.writeHead(416, { 'content-range': `bytes */${size.size}` }).end();
    return;
  }
  response.writeHead(range ? 206 : 200, {
    'content-type': CONTENT_TYPES[extname(file)] ?? 'application/octet-stream',
    'content-length': end - start + 1,
    ...(range && { 'content-range': `bytes ${start}-${end}/${size.size}` }),
  });
  if (size.size === 0) response.end();
  else createReadStream(file, { start, end }).pipe(response);
}

function findFile(mounts: Readonly<Record<string, string>>, url: string): string | undefined {
  const [, mount = '', path = ''] =
    /^\/([^/]*)\/?(.*)$/.exec(decodeURIComponent(new URL(url, 'http://-').pathname)) ?? [];
  const root = Object.hasOwn(mounts, mount) ? resolve(mounts[mount]!) : undefined;
  const file = root && resolve(root, path);
  return root && file?.startsWith(root + sep) ? file : undefined;
}
