import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { ModelStore } from '@sana-studio/models';
import { DiskFileStore } from '@sana-studio/models/node';
import fc from 'fast-check';
import { changeJson, hostileText, jsonChanges, jsonSpelling, spellJson } from '../hostile-json.ts';
import { MODEL } from '../samples.ts';
import { target } from '../target.ts';

const COMMIT = 'c0ffee'.padEnd(40, '0');
const HUB = 'http://127.0.0.1:9';

const sha1 = (bytes: Uint8Array) => createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
const LISTING = [...MODEL].map(([path, bytes]) => ({
  type: 'file',
  path,
  size: bytes.length,
  oid: sha1(bytes),
  ...(/safetensors$|tokenizer.json$/.test(path) && {
    lfs: { oid: createHash('sha256').update(bytes).digest('hex'), size: bytes.length, pointerSize: 130 },
  }),
}));

const headers = fc.dictionary(
  fc.constantFrom('link', 'content-range', 'content-length', 'retry-after', 'ratelimit', 'content-type', 'etag'),
  fc.oneof(
    fc.constantFrom(
      '<https://elsewhere.example/next>; rel="next"',
      `<${HUB}/api/models/a/b/tree/main>; rel="next"`,
      '<file:///etc/passwd>; rel=next',
      '<'.repeat(5000),
      '99999999999',
      'bytes 0-0/99999999999999999999',
      't=1e9',
      'text/html',
    ),
    hostileText,
  ),
  { maxKeys: 2 },
);

/** What a hostile hub says to one question; all else it answers honestly. */
const lie = fc.record({
  about: fc.constantFrom('revision', 'listing', 'file'),
  changes: jsonChanges,
  spelling: jsonSpelling,
  headers,
  status: fc.constantFrom(200, 200, 200, 200, 200, 404, 416, 429, 500, 302, 204),
  body: fc.constantFrom('whole', 'whole', 'whole', 'short', 'long', 'other', 'breaks'),
});

/** Waits for nothing, so that thousands of retries take no time; a time limit is not what is tested here. */
const clock = {
  now: () => performance.now(),
  sleep: async () => undefined,
  limit: async (_: number, signal?: AbortSignal) => {
    await new Promise<void>(resolve => {
      const timer = setTimeout(resolve, 1000);
      signal?.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    });
  },
};

function plain(fields: Readonly<Record<string, string>>): Headers {
  const sent = new Headers();
  for (const [name, value] of Object.entries(fields)) {
    try {
      sent.set(name, value);
    } catch {
      // nothing that could come over a connection
    }
  }
  return sent;
}

function answer(url: string, range: string | null, lies: readonly Lie[]): Response {
  const { pathname } = new URL(url);
  const kind = pathname.includes('/revision/') ? 'revision' : pathname.includes('/tree/') ? 'listing' : 'file';
  const told = lies.find(({ about }) => about === kind);
  if (kind !== 'file') {
    const honest: unknown = kind === 'revision' ? { sha: COMMIT } : LISTING;
    const text = told ? spellJson(changeJson(honest, told.changes), told.spelling) : JSON.stringify(honest);
    return new Response(told?.status === 204 ? null : text, {
      status: told && told.status !== 302 ? told.status : 200,
      headers: plain(told?.headers ?? {}),
    });
  }
  const path = pathname.split('/').slice(5).map(decodeURIComponent).join('/');
  const bytes = MODEL.get(path) ?? new Uint8Array(50);
  const [, from = '0', to = ''] = /bytes=(\d+)-(\d*)/.exec(range ?? '') ?? [];
  const start = Number(from);
  const end = to === '' ? bytes.length : Math.min(bytes.length, Number(to) + 1);
  let part: Uint8Array<ArrayBuffer> = new Uint8Array(bytes.subarray(start, end));
  if (told?.body === 'short') part = part.slice(0, part.length / 2);
  if (told?.body === 'long') part = new Uint8Array([...part.subarray(0, 1000), ...new Uint8Array(100_000)]);
  if (told?.body === 'other') part = part.map(byte => byte ^ 1);
  const honest = { 'content-range': `bytes ${start}-${Math.max(start, end - 1)}/${bytes.length}` };
  const body =
    told?.body === 'breaks'
      ? (Readable.toWeb(
          Readable.from(
            (async function* () {
              yield part.subarray(0, 10);
              throw new Error('broken');
            })(),
          ),
        ) as ReadableStream<Uint8Array>)
      : part;
  const status = told && told.status !== 204 && told.status !== 302 ? told.status : 206;
  return new Response(body, { status: status === 200 ? 206 : status, headers: plain({ ...honest, ...told?.headers }) });
}

type Lie = typeof lie extends fc.Arbitrary<infer T> ? T : never;

export const hub = target({
  name: 'hub answers',
  inputs: fc.record({ lies: fc.array(lie, { minLength: 1, maxLength: 2 }), repository: fc.constant('a/b') }),
  async read({ lies, repository }, folder) {
    const fetch = async (input: string | URL | Request, options?: RequestInit): Promise<Response> => {
      const url = input instanceof Request ? input.url : String(input);
      if (!url.startsWith(`${HUB}/`)) throw new TypeError('fetch failed');
      return answer(url, new Headers(options?.headers).get('range'), lies);
    };
    const store = new ModelStore(new DiskFileStore(folder), { fetch, clock, attempts: 2, random: () => 0 });
    const source = { kind: 'hub', repo: repository, revision: 'main', hubUrl: HUB } as const;
    await store.add({ id: 'tiny', title: 'Tiny', source, licences: [] });
    await store.verify('tiny');
  },
});
