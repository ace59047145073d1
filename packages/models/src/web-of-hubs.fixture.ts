import { createHash } from 'node:crypto';
import type { Clock } from './clock.ts';
import type { FileStore } from './file-store.ts';
import { ModelStore } from './model-store.ts';

export type Files = ReadonlyMap<string, Uint8Array>;

/** A server as it may be met: it serves bytes, and says of them what it likes. */
export interface FakeHub {
  /** By `owner/name`. */
  repositories: ReadonlyMap<string, Files>;
  commit?: string;
  /** The hash that it states, in place of the right one. */
  claimHash?: (path: string, hash: string) => string;
  /** The size that it states. */
  claimSize?: (path: string, size: number) => number;
  /** States no hashes: a plain folder on a server. Its model is the first repository. */
  plain?: boolean;
  etag?: (path: string) => string;
  away?: boolean;
  /** Breaks off after so many bytes, of all files together. */
  bytesLeft?: number;
}

export const COMMIT = 'c0ffee'.padEnd(40, '0');

function hashOf(path: string, bytes: Uint8Array): { readonly oid: string; readonly isLarge: boolean } {
  const isLarge = /\.(safetensors|pth)$|tokenizer\.json$/.test(path);
  const hash = isLarge ? createHash('sha256') : createHash('sha1').update(`blob ${bytes.length}\0`);
  return { oid: hash.update(bytes).digest('hex'), isLarge };
}

/** Hubs by address, without a network. */
export class WebOfHubs {
  readonly hubs = new Map<string, FakeHub>();
  /** Bytes of files that were sent, by `origin path`. */
  readonly sent = new Map<string, number>();
  requests = 0;

  readonly fetch: typeof globalThis.fetch = async (input, init) => {
    this.requests++;
    const url = new URL(String(input));
    const hub = this.hubs.get(url.origin);
    if (!hub || hub.away) throw new TypeError('fetch failed');
    const headers = new Headers(init?.headers);
    return hub.plain ? this.#plain(hub, url, init?.method ?? 'GET', headers) : this.#hub(hub, url, headers);
  };

  /** Bytes that a hub sent, of one file or of all. */
  traffic(origin: string, path?: string): number {
    let sum = 0;
    for (const [name, count] of this.sent) {
      if (path === undefined ? name.startsWith(`${origin} `) : name === `${origin} ${path}`) sum += count;
    }
    return sum;
  }

  #hub(hub: FakeHub, url: URL, headers: Headers): Response {
    const [, kind, repo = ''] = /^\/api\/models\/([^/]+\/[^/]+)\/(?:revision|tree)\//.test(url.pathname)
      ? ['', url.pathname.includes('/tree/') ? 'tree' : 'revision', url.pathname.split('/').slice(3, 5).join('/')]
      : ['', 'file', url.pathname.split('/').slice(1, 3).join('/')];
    const files = hub.repositories.get(repo);
    if (!files) return new Response('none', { status: 404 });
    if (kind === 'revision') return Response.json({ sha: hub.commit ?? COMMIT });
    if (kind === 'tree') return Response.json([...files].map(([path, bytes]) => listed(hub, path, bytes)));
    const path = decodeURIComponent(url.pathname.split('/').slice(5).join('/'));
    return this.#file(hub, url.origin, path, files.get(path), headers);
  }

  #plain(hub: FakeHub, url: URL, method: string, headers: Headers): Response {
    const [files] = hub.repositories.values();
    const path = decodeURIComponent(url.pathname.split('/').slice(2).join('/'));
    const bytes = files?.get(path);
    if (!bytes) return new Response(null, { status: 404 });
    if (method !== 'HEAD') return this.#file(hub, url.origin, path, bytes, headers);
    const size = hub.claimSize?.(path, bytes.length) ?? bytes.length;
    const etag = hub.etag?.(path);
    return new Response(null, { headers: { 'content-length': String(size), ...(etag && { etag }) } });
  }

  #file(hub: FakeHub, origin: string, path: string, bytes: Uint8Array | undefined, headers: Headers): Response {
    if (!bytes) return new Response('none', { status: 404 });
    const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(headers.get('range') ?? '') ?? [];
    const size = hub.claimSize?.(path, bytes.length) ?? bytes.length;
    const from = Number(first ?? 0);
    const to = Number(last ?? size - 1) + 1;
    const asked = bytes.slice(from, to);
    const whole = asked.length === to - from && (hub.bytesLeft === undefined || hub.bytesLeft >= asked.length);
    const part = whole ? asked : asked.subarray(0, Math.min(asked.length, hub.bytesLeft ?? asked.length));
    if (hub.bytesLeft !== undefined) hub.bytesLeft -= part.length;
    this.sent.set(`${origin} ${path}`, (this.sent.get(`${origin} ${path}`) ?? 0) + part.length);
    return new Response(part, { status: 206, headers: { 'content-range': `bytes ${from}-${to - 1}/${size}` } });
  }
}

function listed(hub: FakeHub, path: string, bytes: Uint8Array): object {
  const right = hashOf(path, bytes);
  const oid = hub.claimHash?.(path, right.oid) ?? right.oid;
  const size = hub.claimSize?.(path, bytes.length) ?? bytes.length;
  return {
    type: 'file',
    path,
    size,
    oid: right.isLarge ? '0'.repeat(40) : oid,
    ...(right.isLarge && { lfs: { oid, size } }),
  };
}

/** Bytes that look random and are the same every time. */
export function noise(length: number, seed: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let state = seed * 2_654_435_761 + 1;
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    // as 16-bit floats they are finite
    bytes[i] = (state >>> 24) & (i % 2 === 1 ? 0xbf : 0xff);
  }
  return bytes;
}

/** A weight file with tensors of bytes, in order. */
export function weightFile(tensors: Readonly<Record<string, Uint8Array>>): Uint8Array<ArrayBuffer> {
  let at = 0;
  const entries = Object.entries(tensors).map(([name, bytes]) => {
    const data_offsets = [at, at + bytes.length];
    at += bytes.length;
    return [name, { dtype: 'F16', shape: [bytes.length / 128, 64], data_offsets }] as const;
  });
  const header = new TextEncoder().encode(JSON.stringify(Object.fromEntries(entries)));
  const file = new Uint8Array(8 + header.length + at);
  new DataView(file.buffer).setBigUint64(0, BigInt(header.length), true);
  file.set(header, 8);
  let end = 8 + header.length;
  for (const bytes of Object.values(tensors)) {
    file.set(bytes, end);
    end += bytes.length;
  }
  return file;
}

const json = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

export const TEXT_ENCODER = 'text_encoder/model.safetensors';
export const TRANSFORMER = 'transformer/diffusion_pytorch_model.safetensors';
export const AUTOENCODER = 'vae/diffusion_pytorch_model.safetensors';

/** The files of a model in the official layout, as small as files with holes can be. @param seed of its transformer */
export function smallRepository(seed = 0): Map<string, Uint8Array> {
  return new Map<string, Uint8Array>([
    ['model_index.json', json({ _class_name: 'SanaPipeline', seed })],
    ['scheduler/scheduler_config.json', json({})],
    ['tokenizer/tokenizer.json', json({ model: {} })],
    ['tokenizer/tokenizer_config.json', json({})],
    ['text_encoder/config.json', json({})],
    ['transformer/config.json', json({})],
    ['vae/config.json', json({})],
    [TEXT_ENCODER, weightFile({ 'embed_tokens.weight': noise(2 ** 18, 1), 'layers.0.mlp.weight': noise(2 ** 15, 2) })],
    [TRANSFORMER, weightFile({ 'transformer_blocks.0.ff.weight': noise(2 ** 16, 3 + seed) })],
    [AUTOENCODER, weightFile({ 'decoder.weight': noise(2 ** 14, 4), 'encoder.weight': noise(2 ** 17, 5) })],
  ]);
}

/** No time goes by, and nobody waits. */
const timeless: Clock = {
  now: () => 0,
  sleep: async () => undefined,
  limit: (_, signal) => new Promise((_resolve, reject) => signal?.addEventListener('abort', reject, { once: true })),
};

/** A store that asks those hubs, once each time. */
export function openSmallStore(files: FileStore, web: WebOfHubs): ModelStore {
  return new ModelStore(files, { fetch: web.fetch, connections: 2, partBytes: 2 ** 13, attempts: 1, clock: timeless });
}
