import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export type HubFiles = ReadonlyMap<string, Uint8Array>;

/** A request for a file's bytes, as faults and assertions see it. */
export interface HubRequest {
  readonly kind: 'resolve' | 'signed';
  readonly path: string;
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  /** Of all requests for bytes, from 0. */
  readonly index: number;
}

/** What goes wrong with an answer. */
export interface HubFault {
  /** Answer this instead. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Break the connection after so many bytes of the body. */
  readonly cutAfter?: number;
  /** Stop sending after so many bytes and keep the connection open. */
  readonly hangAfter?: number;
  /** Flip the byte at this offset of the file. */
  readonly corruptAt?: number;
  /** Ignore the Range header. */
  readonly wholeFile?: boolean;
}

export interface HubOptions {
  /** By `owner/name`. */
  readonly repositories: ReadonlyMap<string, HubFiles>;
  /** How many requests a signed URL is good for before it expires. */
  readonly urlUses?: number;
  readonly fault?: (request: HubRequest) => HubFault | undefined;
  /** Milliseconds per 4 KiB of a body. */
  readonly pace?: number;
  /** Name that people reach it by; default: 127.0.0.1. */
  readonly host?: string;
  /** May say what it likes about a file. */
  readonly hash?: (path: string, hash: string) => string;
}

export const HUB_COMMIT = 'c0ffee'.padEnd(40, '0');

const CHUNK = 4096;

/** Entries in one page of a listing; small, so that listings have several. */
const PAGE = 4;

const isLarge = (path: string) => /\.(safetensors|pth)$|tokenizer\.json$/.test(path);

/**
 * Behaves like a model hub: lists repositories with hashes, answers requests for files with a redirect to a signed URL
 * that expires, serves ranges, and goes wrong on demand. Counts how often every byte was sent.
 */
export class TestHub {
  options: HubOptions;
  readonly requests: HubRequest[] = [];
  /** How often each byte of a file was sent, by path. */
  readonly sent = new Map<string, Uint8Array>();
  listings = 0;
  /** Files that were asked for with an expired URL. */
  readonly expired = new Set<string>();
  #server: Server;
  #signed = new Map<string, { readonly repo: string; readonly path: string; uses: number }>();

  private constructor(options: HubOptions) {
    this.options = options;
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch(() => response.destroy());
    });
  }

  static async start(options: HubOptions): Promise<TestHub> {
    const hub = new TestHub(options);
    await hub.#listen(0);
    return hub;
  }

  #listen(port: number): Promise<void> {
    return new Promise(resolve => this.#server.listen(port, '127.0.0.1', resolve));
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://${this.options.host ?? '127.0.0.1'}:${this.port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }

  /** Away for a while, back at the same address with every signed URL forgotten. */
  async restart(away: number): Promise<void> {
    const { port } = this;
    await this.stop();
    this.#signed.clear();
    await sleep(away);
    await this.#listen(port);
  }

  /** Bytes of a file that were sent at all, and in excess of once. */
  traffic(path?: string): { readonly once: number; readonly again: number } {
    let once = 0;
    let again = 0;
    for (const [name, counts] of this.sent) {
      if (path !== undefined && name !== path) continue;
      for (const count of counts) {
        once += count > 0 ? 1 : 0;
        again += count > 1 ? count - 1 : 0;
      }
    }
    return { once, again };
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', this.url);
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Allow-Headers', '*');
    response.setHeader('Access-Control-Expose-Headers', '*');
    if (request.method === 'OPTIONS') return void response.writeHead(204).end();
    const [, info] = /^\/api\/models\/([^/]+\/[^/]+)\/revision\//.exec(pathname) ?? [];
    if (info !== undefined) return this.#info(info, response);
    const [, listed] = /^\/api\/models\/([^/]+\/[^/]+)\/tree\//.exec(pathname) ?? [];
    if (listed !== undefined) return this.#list(listed, Number(searchParams.get('cursor') ?? 0), pathname, response);
    const [, token] = /^\/signed\/(\w+)$/.exec(pathname) ?? [];
    if (token !== undefined) return this.#signedFile(token, request, response);
    const [, repo, path] = /^\/([^/]+\/[^/]+)\/resolve\/[^/]+\/(.+)$/.exec(pathname) ?? [];
    const name = decodeURIComponent(path ?? '');
    const bytes = repo === undefined ? undefined : this.options.repositories.get(repo)?.get(name);
    if (repo === undefined || !bytes) return void response.writeHead(404).end('Entry not found');
    if (!isLarge(name)) return this.#send('resolve', name, bytes, request, response);
    const next = `${this.#signed.size}x${Math.random().toString(36).slice(2)}`;
    this.#signed.set(next, { repo, path: name, uses: this.options.urlUses ?? Number.POSITIVE_INFINITY });
    response.writeHead(302, {
      location: `${this.url}/signed/${next}`,
      'x-repo-commit': HUB_COMMIT,
      'x-linked-size': bytes.length,
      'x-linked-etag': `"${sha256(bytes)}"`,
    });
    response.end();
  }

  #info(repo: string, response: ServerResponse): void {
    if (!this.options.repositories.has(repo)) {
      response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":"Repository not found"}');
      return;
    }
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ _id: repo, id: repo, sha: HUB_COMMIT, lastModified: '2025-01-01T00:00:00.000Z' }));
  }

  #list(repo: string, cursor: number, pathname: string, response: ServerResponse): void {
    this.listings++;
    const files = this.options.repositories.get(repo);
    if (!files) return void response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":"none"}');
    const claim = this.options.hash ?? ((_, hash) => hash);
    const entries = [...files].map(([path, bytes]) => ({
      type: 'file',
      path,
      size: bytes.length,
      oid: isLarge(path) ? gitHash(new TextEncoder().encode('pointer')) : claim(path, gitHash(bytes)),
      ...(isLarge(path) && { lfs: { oid: claim(path, sha256(bytes)), size: bytes.length, pointerSize: 134 } }),
    }));
    const all = [{ type: 'directory', path: 'transformer', size: 0, oid: '0' }, ...entries];
    const more = cursor + PAGE < all.length;
    response.writeHead(200, {
      'content-type': 'application/json',
      ...(more && { link: `<${this.url}${pathname}?recursive=true&cursor=${cursor + PAGE}>; rel="next"` }),
    });
    response.end(JSON.stringify(all.slice(cursor, cursor + PAGE)));
  }

  async #signedFile(token: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const signed = this.#signed.get(token);
    if (!signed || signed.uses-- <= 0) {
      if (signed) this.expired.add(signed.path);
      response.writeHead(403, { 'content-type': 'application/xml' }).end('<Error><Code>AccessDenied</Code></Error>');
      return;
    }
    const bytes = this.options.repositories.get(signed.repo)!.get(signed.path)!;
    await this.#send('signed', signed.path, bytes, request, response);
  }

  async #send(
    kind: HubRequest['kind'],
    path: string,
    bytes: Uint8Array,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const [, first = '0', last = String(bytes.length - 1)] =
      /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
    const asked = { kind, path, from: Number(first), to: Number(last) + 1, index: this.requests.length };
    this.requests.push(asked);
    const fault = this.options.fault?.(asked) ?? {};
    const range = fault.wholeFile || !request.headers.range ? { from: 0, to: bytes.length } : asked;
    if (fault.status !== undefined) return void response.writeHead(fault.status, fault.headers).end('no');
    response.writeHead(fault.wholeFile || !request.headers.range ? 200 : 206, {
      'content-length': range.to - range.from,
      'accept-ranges': 'bytes',
      ...(!fault.wholeFile && { 'content-range': `bytes ${range.from}-${range.to - 1}/${bytes.length}` }),
    });
    response.flushHeaders();
    await this.#body(path, bytes, range, fault, response);
  }

  async #body(
    path: string,
    bytes: Uint8Array,
    { from, to }: { readonly from: number; readonly to: number },
    { cutAfter, hangAfter, corruptAt }: HubFault,
    response: ServerResponse,
  ): Promise<void> {
    const counts = this.sent.get(path) ?? new Uint8Array(bytes.length);
    this.sent.set(path, counts);
    const stopAt = Math.min(to, from + (cutAfter ?? hangAfter ?? Number.POSITIVE_INFINITY));
    for (let at = from; at < stopAt && !response.destroyed; at += CHUNK) {
      const chunk = bytes.slice(at, Math.min(at + CHUNK, stopAt));
      if (corruptAt !== undefined && corruptAt >= at && corruptAt < at + chunk.length) chunk[corruptAt - at]! ^= 0xff;
      for (let i = at; i < at + chunk.length; i++) counts[i]!++;
      // Flushed one by one, so that what was sent before a cut has arrived.
      await flushed(response, chunk);
      if (this.options.pace) await sleep(this.options.pace);
    }
    if (hangAfter !== undefined && stopAt < to) return;
    if (stopAt < to) response.destroy();
    else response.end();
  }
}

/** Resolves when the chunk was handed to the system, or nobody waits for it any more. */
function flushed(response: ServerResponse, chunk: Uint8Array): Promise<void> {
  return new Promise(resolve => {
    const done = () => {
      response.off('close', done);
      resolve();
    };
    response.once('close', done);
    response.write(chunk, done);
  });
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function gitHash(bytes: Uint8Array): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
