import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bytesSource, type SanaError } from '@sana-studio/core';
import { gemmaGguf, ggufBytes } from '@sana-studio/core/testing';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { TestHub } from '../../../../test/hub/hub.ts';
import type { FolderNote } from '../folder-note.ts';
import { MemoryFileStore } from '../memory-store.ts';
import { parseModelReference } from '../model-spec.ts';
import { ModelStore } from '../model-store.ts';
import { EMBEDDING, expectEqualFiles, REPO, REPOSITORY, TEST_OPTIONS, tinySpec } from '../store.fixture.ts';
import { exportDirectory } from './export-folder.ts';

const TEXT = 'text_encoder/model.safetensors';
const TERMS = 'https://example.org/terms';

let hub: TestHub;
/** The model as it was fetched, in part, and where it was written to. */
let fetched: ModelStore;
let written: string;
let root: string;
let server: Server;
let sent: Map<string, number>;
/** What the server does not do. */
let without: { ranges?: boolean };
const here = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/m`;
const openStore = () => new ModelStore(new MemoryFileStore(), { ...TEST_OPTIONS, partBytes: 2 ** 18 });
const failure = (work: Promise<unknown>) =>
  work.then(
    () => expect.unreachable(),
    (error: SanaError) => error,
  );

beforeAll(async () => {
  hub = await TestHub.start({ repositories: new Map([[REPO, REPOSITORY]]) });
  written = mkdtempSync(join(tmpdir(), 'sana-written-'));
  fetched = openStore();
  await fetched.add(tinySpec(hub));
  await fetched.export('tiny', exportDirectory(join(written, 'm')));
});
afterAll(async () => {
  await hub.stop();
  rmSync(written, { recursive: true });
});
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'sana-export-'));
  sent = new Map();
  without = {};
  // as any static server
  server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname.slice(1));
    const file = join(root, path);
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return void response.writeHead(404).end();
    const bytes = readFileSync(file);
    const [, from = '0', to = String(bytes.length - 1)] =
      (without.ranges === false ? undefined : /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '')) ?? [];
    const part = bytes.subarray(Number(from), Number(to) + 1);
    const isPart = part.length < bytes.length || (without.ranges !== false && request.headers.range !== undefined);
    response.writeHead(isPart ? 206 : 200, {
      'content-length': part.length,
      ...(isPart && { 'content-range': `bytes ${from}-${to}/${bytes.length}` }),
    });
    if (request.method === 'HEAD') return void response.end();
    sent.set(path, (sent.get(path) ?? 0) + part.length);
    response.end(part);
  }).listen(0, '127.0.0.1');
  await new Promise(resolve => server.once('listening', resolve));
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  rmSync(root, { recursive: true });
});

/** What was written, as a folder of the server. */
const exported = () => cpSync(join(written, 'm'), join(root, 'm'), { recursive: true });

const noteOf = (): FolderNote => JSON.parse(readFileSync(join(root, 'm/sana-model.json'), 'utf8'));
const writeNote = (change: Partial<FolderNote>) =>
  writeFileSync(join(root, 'm/sana-model.json'), JSON.stringify({ ...noteOf(), ...change }));

it('writes a model that was fetched in part as a whole folder, whose files another store compares one by one', async () => {
  exported();
  const names = (readdirSync(join(root, 'm'), { recursive: true }) as string[]).filter(name => /\.\w+$/.test(name));
  expect(names.toSorted()).toEqual([...noteOf().files.map(({ path }) => path), 'sana-model.json'].toSorted());
  for (const { path } of noteOf().files) {
    expect(Buffer.compare(readFileSync(join(root, 'm', path)), REPOSITORY.get(path)!), path).toBe(0);
  }
  const store = openStore();
  const model = await store.add(parseModelReference(here()));
  expect(model).toMatchObject({ title: 'Tiny', weights: 'original', complete: true, comparison: { state: 'in-part' } });
  const whys = model
    .comparison!.files.map(({ path, state, why }) => [path, state, why])
    .filter(([, state]) => state !== 'verified');
  expect(whys).toEqual([
    [TEXT, 'in-part', 'pieces'],
    ['vae/diffusion_pytorch_model.safetensors', 'in-part', 'pieces'],
  ]);
  // as much as from a hub
  expect(sent.get(`m/${TEXT}`)).toBeLessThan(EMBEDDING.from + REPOSITORY.get(TEXT)!.length - EMBEDDING.to + 2 ** 15);
  await expectEqualFiles(await store.open(here()));
});

it('writes what is kept in fewer bits as it is kept, and says so to whoever fetches it', async () => {
  const store = openStore();
  await store.add(tinySpec(hub), { weights: 'int4' });
  await store.export('tiny', exportDirectory(join(root, 'm')));
  expect(noteOf().weights).toBe('int4');
  const other = openStore();
  const model = await other.add(parseModelReference(here()), { weights: 'int8' });
  expect(model).toMatchObject({ weights: 'int4', complete: true, comparison: { state: 'in-part' } });
  for (const { path } of noteOf().files) {
    const [a, b] = await Promise.all(
      [await store.open('tiny'), await other.open(here())].map(folder => folder.open(path)),
    );
    expect(Buffer.compare(await a!.read(0, a!.size), await b!.read(0, b!.size)), path).toBe(0);
  }
});

it.each([
  ['a whole file', 'transformer/diffusion_pytorch_model.safetensors', 5000],
  ['what is fetched of a file in part', TEXT, -5000],
])('refuses %s that is not what the list says', async (_, path, at) => {
  exported();
  const file = join(root, 'm', path);
  const bytes = readFileSync(file);
  bytes[at < 0 ? bytes.length + at : at]! ^= 1;
  writeFileSync(file, bytes);
  const store = openStore();
  const error = await failure(store.add(parseModelReference(here())));
  expect(error).toMatchObject({ code: 'file-corrupt', data: { file: path, source: here() } });
  expect((await store.get(here()))?.complete).toBe(false);
  bytes[at < 0 ? bytes.length + at : at]! ^= 1;
  writeFileSync(file, bytes);
  expect((await store.add(parseModelReference(here()))).complete).toBe(true);
});

it.each(['listed', 'unlisted'])('a server without ranges sends whole files once, and that is told: %s', async how => {
  exported();
  if (how === 'unlisted') rmSync(join(root, 'm/sana-model.json'));
  without = { ranges: false };
  const store = openStore();
  const model = await store.add(parseModelReference(here()), { weights: 'int8' });
  expect(model).toMatchObject({ wholeFiles: true, weights: 'original', complete: true });
  if (how === 'listed') expect(model.comparison?.state).toBe('verified');
  // the largest was asked for its first byte before
  for (const { path, size } of how === 'listed' ? noteOf().files : [])
    expect(sent.get(`m/${path}`), path).toBeLessThanOrEqual(2 * size);
  expect([...sent.values()].reduce((sum, count) => sum + count, 0)).toBeLessThan(
    2 * [...REPOSITORY.values()].reduce((sum, { length }) => sum + length, 0),
  );
  await expectEqualFiles(await store.open(here()));
  // nothing is left to be fetched
  server.closeAllConnections();
  await expectEqualFiles(await store.open(here()));
});

it('asks for the terms that the list states before it fetches', async () => {
  exported();
  writeNote({ licences: [TERMS] as never });
  const store = openStore();
  expect(await failure(store.add(parseModelReference(here())))).toMatchObject({
    code: 'licence-not-accepted',
    data: { links: [TERMS] },
  });
  // one byte was asked for, to see whether there are ranges
  expect([...sent].filter(([path, count]) => path.endsWith('.safetensors') && count > 1)).toEqual([]);
  await store.acceptLicences([TERMS]);
  expect(await store.add(parseModelReference(here()))).toMatchObject({ complete: true, licences: [TERMS] });
});

it.each([
  ['no JSON', 'nonsense'],
  ['a hash that is none', { sha256: 'x' }],
  ['a way out of the folder', { path: '../x' }],
  ['pieces of another size', { pieces: [{ size: 1, sha256: '0'.repeat(64) }] }],
])('refuses a list with %s', async (_, change) => {
  exported();
  if (typeof change === 'string') writeFileSync(join(root, 'm/sana-model.json'), change);
  else writeNote({ files: noteOf().files.map(file => ({ ...file, ...change })) as never });
  const error = await failure(openStore().add(parseModelReference(here())));
  expect(error).toMatchObject({ code: 'network-failed', message: expect.stringContaining('sana-model.json') });
});

it('holds what lies elsewhere on this computer, and others read it as that part', async () => {
  const vocabulary = JSON.parse(new TextDecoder().decode(REPOSITORY.get('tokenizer/tokenizer.json')));
  const gguf = ggufBytes(gemmaGguf({ vocabulary, layers: [() => 'Q4_0'], table: 'Q6_K' }));
  const openLocal = async () => ({ kind: 'file', open: async () => bytesSource('blob', gguf) }) as const;
  const store = new ModelStore(new MemoryFileStore(), { ...TEST_OPTIONS, partBytes: 2 ** 18, openLocal });
  const textEncoder = { kind: 'local', reference: 'ollama:gemma2:2b' } as const;
  await store.add({ ...tinySpec(hub), parts: { textEncoder } });
  await store.export('tiny', exportDirectory(join(root, 'm')));
  const path = 'text_encoder/elsewhere/text-encoder.gguf';
  expect(noteOf().parts).toEqual({ textEncoder: path });
  expect(noteOf().files.map(file => file.path)).not.toContain('tokenizer/tokenizer.json');
  expect(noteOf().files.map(file => file.path)).not.toContain(TEXT);
  const other = openStore();
  expect(await other.add(parseModelReference(here()))).toMatchObject({ complete: true, parts: [{ kind: 'stored' }] });
  const folder = await other.open(here());
  expect(folder.parts).toEqual({ textEncoder: path });
  const source = (await folder.open(path))!;
  expect(Buffer.compare(await source.read(0, source.size), gguf)).toBe(0);
});

it('writes over its own folder, and into no other', async () => {
  await fetched.export('tiny', exportDirectory(join(written, 'm')));
  exported();
  writeFileSync(join(root, 'm/letter.txt'), 'Dear');
  expect(await failure(fetched.export('tiny', exportDirectory(join(root, 'm'))))).toMatchObject({
    code: 'file-unwritable',
    data: { file: 'letter.txt' },
  });
});

it('can be stopped, leaves no finished folder then, and goes on', async () => {
  const abort = new AbortController();
  const target = exportDirectory(join(root, 'm'));
  const stopped = fetched.export('tiny', target, {
    signal: abort.signal,
    onProgress: ({ bytes, totalBytes }) => bytes > totalBytes / 2 && abort.abort(),
  });
  expect(await failure(stopped)).toMatchObject({ code: 'cancelled' });
  expect(readdirSync(root, { recursive: true })).not.toContain(join('m', 'sana-model.json'));
  await fetched.export('tiny', target);
  expect(noteOf()).toEqual(JSON.parse(readFileSync(join(written, 'm/sana-model.json'), 'utf8')));
});
