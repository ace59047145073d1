import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { BUDGETS, bytesSource, type Folder, type SafetyPolicy, SanaError } from '@sana-studio/core';
import { accessHeaders, isOwnHost } from './access.ts';
import { containedFolder, servedSource } from './contained-folder.ts';
import { safetyHeaders } from './page-policy.ts';
import { ReaderWatch } from './reader-watch.ts';
import { sendFile } from './send-file.ts';

export interface ServeOptions {
  /** The model: a directory in the official layout, or a stored model's folder. */
  readonly folder: string | Folder;
  /** What pages call the model. */
  readonly name?: string | undefined;
  /** What is done about inappropriate words in its pages, and nobody there can change. */
  readonly safety?: SafetyPolicy | undefined;
  /** Directory of the built web pages. */
  readonly webRoot?: string | undefined;
  /** Origins of other pages that may read from here, e.g. `https://studio.example`. */
  readonly origins: readonly string[];
  /** 0 chooses a free one. */
  readonly port: number;
  /** Answers everything below a path, bodies of requests included, in place of files. */
  readonly routes?: ServedRoutes | undefined;
  /** Seconds; by default those of the budgets. */
  readonly patience?: { readonly head: number; readonly reader: number } | undefined;
}

export interface ServedRoutes {
  /** With a slash at both ends. */
  readonly below: string;
  /** Who asks and what is allowed is for it to see to; the request is addressed to this machine. */
  readonly answer: (request: IncomingMessage, response: ServerResponse, path: string) => Promise<void>;
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

/** Path of what pages want to know of the model: its name, and the safety policy if it is said. */
const FACTS_PATH = '/model.json';

const READING: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];

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

/** Whether a request brings something along that nobody here reads. */
function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) !== 0;
}

/** Node leaves out those above the number. */
function hasManyHeaders({ rawHeaders }: IncomingMessage): boolean {
  return rawHeaders.length >= 2 * BUDGETS.serverHeaders.most;
}

/** Connections whose requests are answered one after the other: what is piled up on one costs no more than its heads. */
class Turns {
  readonly #last = new WeakMap<Socket, Promise<void>>();

  /** @param work must not throw */
  run(socket: Socket, work: () => Promise<void>): void {
    const turn = (this.#last.get(socket) ?? Promise.resolve()).then(work);
    this.#last.set(socket, turn);
  }
}

/**
 * Serves a model and the built web pages to browsers on this machine, and to nobody else: it listens on the loopback
 * interface, answers only requests for a local host name (so that no foreign name can be pointed here), and lets only the
 * configured origins read. Who opens many connections, does not finish a request or does not read the answer is cut off.
 * @throws SanaError `runtime-failed` when the port is taken
 */
export async function serveModels(options: ServeOptions): Promise<ModelServer> {
  const { folder, name: title, safety, webRoot, origins, port, routes } = options;
  const { head, reader } = options.patience ?? {
    head: BUDGETS.serverHead.most,
    reader: BUDGETS.serverReader.most,
  };
  const model = containedFolder(folder);
  const pages = webRoot === undefined ? undefined : containedFolder(webRoot);
  const readers = new ReaderWatch(reader * 1000);
  const turns = new Turns();

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = decodedPath(request.url);
    const isModel = path?.startsWith(MODEL_PATH);
    const name = isModel ? path?.slice(MODEL_PATH.length) : path?.slice(1).replace(/(^|\/)$/, '$1index.html');
    const setHeaders = (headers: readonly (readonly [string, string])[]) => {
      for (const [header, value] of headers) response.setHeader(header, value);
    };
    setHeaders(safetyHeaders(undefined, request.headers));
    if (hasManyHeaders(request)) return end(response, 431, 'Too many headers.');
    const bound = (server.address() as AddressInfo).port;
    if (!isOwnHost(request.headers.host, bound)) return end(response, 403, 'This server is for this machine only.');
    if (routes && path?.startsWith(routes.below)) return routes.answer(request, response, path);
    setHeaders(accessHeaders(request, origins));
    if (!READING.includes(request.method ?? '')) {
      response.setHeader('Allow', READING.join(', '));
      return end(response, 405, 'Only reading is possible here.');
    }
    if (hasBody(request)) return end(response, 413, 'Nothing can be sent here.');
    if (request.method === 'OPTIONS') return void response.writeHead(204).end();
    if (path === FACTS_PATH && title !== undefined) {
      const facts = bytesSource(path, new TextEncoder().encode(JSON.stringify({ name: title, safety })));
      return sendFile(request, response, path, servedSource(facts));
    }
    const found = name ? await (isModel ? model : pages)?.(name) : undefined;
    if (!found || !name) return end(response, 404, 'There is no such file.');
    try {
      if (!isModel) setHeaders(safetyHeaders(name, request.headers));
      // a page's policy depends on who asks: without a version no browser keeps one for the other
      const isPage = !isModel && name.endsWith('.html');
      await sendFile(request, response, name, isPage ? { ...found, version: undefined } : found);
    } finally {
      await found.close();
    }
  }

  const listener = (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request;
    // what follows it is not read
    if (hasBody(request) || hasManyHeaders(request)) response.shouldKeepAlive = false;
    turns.run(socket, async () => {
      if (socket.destroyed) return;
      const closed = new Promise(done => response.once('close', done));
      const unwatch = readers.watch(socket);
      await answer(request, response).catch((error: unknown) => {
        if (response.headersSent) response.destroy();
        else end(response, 500, SanaError.from(error).message);
      });
      await closed;
      unwatch();
    });
  };
  const server: Server = createServer(
    {
      headersTimeout: head * 1000,
      requestTimeout: head * 1000,
      connectionsCheckingInterval: head * 100,
      maxHeaderSize: BUDGETS.serverHeadBytes.most,
    },
    listener,
  );
  server.maxConnections = BUDGETS.serverConnections.most;
  server.maxHeadersCount = BUDGETS.serverHeaders.most;
  // a request that asks first whether it may send a body is answered like one that sends it
  server.on('checkContinue', listener);
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
