import { bytesSource, readJson } from '@sana-studio/core';
import { type ComputerFiles, type FoundModel, MOST_READ, type ModelSpec, type StoredModel } from '@sana-studio/models';
import { expect, it, vi } from 'vitest';
import type { ModelEntry, ModelPlace } from '../host.ts';
import { foundFolder, foundPlace } from './computer-models.ts';
import { type ModelKeeper, StoreModels } from './store-models.ts';

const GEMMA: FoundModel = {
  program: 'Ollama',
  kind: 'textEncoder',
  reference: 'ollama:gemma2:2b',
  title: 'gemma2:2b (Q4_0)',
  path: '/blobs/sha256-7',
  bytes: 1.6e9,
};
const OFFICIAL: FoundModel = {
  program: 'Hugging Face',
  kind: 'model',
  reference: '/hub/snapshots/0a',
  title: 'Efficient-Large-Model/Sana_600M_512px_diffusers',
  path: '/hub/snapshots/0a',
  bytes: 5.9e9,
};
const OTHER: FoundModel = { ...OFFICIAL, reference: '/hub/other', title: 'ada/Sana_painter' };
const PROBLEM = { code: 'file-missing', message: 'A file is missing.', data: {} } as const;

/** A computer with one file, and a note of every read. */
function computerWith(models: readonly FoundModel[], bytes = new Uint8Array(0)) {
  const reads: number[] = [];
  const source = bytesSource('file', bytes);
  const files: ComputerFiles = {
    find: async () => ({ models, problems: models.length > 0 ? [PROBLEM] : [] }),
    open: async reference =>
      models.some(model => model.reference === reference) ? { file: 1, size: bytes.length } : undefined,
    async read(_, offset, length) {
      reads.push(length);
      return source.read(offset, length);
    },
    close: async () => {},
  };
  return { files, reads };
}

/** @param changed what the store says of a model that has other parts */
function modelsOf(computer: ComputerFiles, stored: readonly StoredModel[] = [], changed: Partial<StoredModel> = {}) {
  const added: ModelSpec[] = [];
  const set: unknown[] = [];
  const refused = () => Promise.reject(new Error('Not asked for.'));
  const keeper: ModelKeeper = {
    facts: async () => ({ persistent: true, licences: [] }),
    list: async () => stored,
    acceptLicences: async () => {},
    teamModels: async () => [],
    prepare: refused,
    smallEncoder: refused,
    setParts: async (id, parts) => {
      set.push([id, parts]);
      return { ...stored[0]!, ...changed };
    },
    keepFile: async () => '',
    add: async spec => {
      added.push(spec);
      return stored[0]!;
    },
    remove: async () => {},
  };
  const models = new StoreModels({
    store: () => keeper,
    offered: [],
    storage: { get: async () => undefined, set: async () => {} },
    device: async () => ({ weights: 'original', tier: '12gb' }),
    computer,
  });
  const told: { models: readonly ModelEntry[]; place?: ModelPlace | undefined }[] = [];
  const onModels = (list: readonly ModelEntry[], place?: ModelPlace) => told.push({ models: list, place });
  void models.watch({ onModels, signal: new AbortController().signal });
  const entry = (id: string) => told.at(-1)?.models.find(model => model.id === id);
  return { models, told, entry, added, set };
}

it('lists whole models of other programs under the names that requests have for them, and what else there is', async () => {
  const { files } = computerWith([GEMMA, OFFICIAL, OTHER]);
  const { models, told, entry } = modelsOf(files);
  await vi.waitFor(() => expect(told.at(-1)?.place?.computer).toBeDefined());
  expect(told.at(-1)!.place!.computer).toEqual({
    parts: [{ kind: 'textEncoder', title: GEMMA.title, program: 'Ollama', bytes: 1.6e9 }],
    problems: [PROBLEM],
  });
  expect(entry('sana-0.6b-512')).toMatchObject({ program: 'Hugging Face', state: { kind: 'ready' } });
  expect(entry(OTHER.title)).toMatchObject({ title: OTHER.title, state: { kind: 'ready' } });
  expect(told.at(-1)!.models.filter(({ id }) => id === 'sana-0.6b-512')).toHaveLength(1);
  // who asks before anybody has looked waits
  expect(await modelsOf(files).models.sourceOf(OTHER.title)).toMatchObject({ id: `found:${OTHER.reference}` });
  await expect(models.sourceOf('ada/Sana_gone')).rejects.toMatchObject({ code: 'model-not-found' });
});

it('takes a text encoder of another program, for a model that is not here, and in place of one that is gone', async () => {
  const { files } = computerWith([GEMMA]);
  const { models, entry, added, told } = modelsOf(files);
  await vi.waitFor(() => expect(told.at(-1)?.place).toBeDefined());
  const { reference, title, program } = GEMMA;
  expect(entry('sana-0.6b-512')?.encoders?.found).toEqual([{ reference, title, program }]);
  await models.setEncoder('sana-0.6b-512', 'found', reference);
  expect(entry('sana-0.6b-512')?.encoders?.chosen).toEqual({ choice: 'found', from: reference });
  expect(entry('sana-0.6b-512')?.state).toMatchObject({ bytes: 1_820_388_428 });
  await models.download('sana-0.6b-512', new AbortController().signal);
  const local = { textEncoder: { kind: 'local', reference: `found:${reference}` } };
  expect(added[0]?.parts).toEqual(local);

  const stored: StoredModel = {
    ...{ id: 'sana-1.6b-512', title: 'x', complete: true, usable: false, source: 'https://hub.example/' },
    ...{ bytes: 10, totalBytes: 10, storedBytes: 10, weights: 'original' },
    needs: { imageEncoder: false, offline: false },
    parts: [{ part: 'textEncoder', kind: 'local', from: 'found:ollama:gemma2:old', here: false }],
  };
  const gone = modelsOf(files, [stored]);
  await vi.waitFor(() => expect(gone.told.at(-1)?.place).toBeDefined());
  expect(gone.entry(stored.id)?.encoders).toMatchObject({
    chosen: { choice: 'found', from: 'ollama:gemma2:old', gone: true },
    found: [{ reference }],
  });
  await gone.models.setEncoder(stored.id, 'found', reference);
  expect(gone.set).toEqual([[stored.id, local]]);
  // the hub's own again is a download of that alone
  await gone.models.setEncoder(stored.id, 'own');
  expect(gone.entry(stored.id)?.state).toMatchObject({ kind: 'needs-download', bytes: 4_049_035_776 });
  await gone.models.download(stored.id, new AbortController().signal);
  expect(gone.added[0]?.parts).toEqual({ textEncoder: null });
});

it('gives a model that is here another text encoder: one of this computer at once, one to fetch when it is fetched', async () => {
  const { files } = computerWith([GEMMA]);
  const has: StoredModel = {
    ...{ id: 'sana-1.6b-512', title: 'x', complete: true, usable: true, source: 'https://hub.example/' },
    ...{ bytes: 10, totalBytes: 10, storedBytes: 10, weights: 'original' },
    needs: { imageEncoder: false, offline: false },
  };
  const { models, entry, added, set, told } = modelsOf(files, [has]);
  await vi.waitFor(() => expect(told.at(-1)?.place).toBeDefined());
  // what it has is not fetched
  expect(entry(has.id)?.encoders).toMatchObject({ chosen: { choice: 'own' }, own: undefined, small: 1_154_811_744 });
  await models.setEncoder(has.id, 'found', GEMMA.reference);
  expect(set).toEqual([[has.id, { textEncoder: { kind: 'local', reference: `found:${GEMMA.reference}` } }]]);

  const parts = [
    { part: 'textEncoder', kind: 'local', from: `found:${GEMMA.reference}`, here: true },
  ] satisfies StoredModel['parts'];
  const again = modelsOf(files, [{ ...has, parts }]);
  await vi.waitFor(() => expect(again.told.at(-1)?.place).toBeDefined());
  // its own is here, too
  await again.models.setEncoder(has.id, 'own');
  expect(again.set).toEqual([[has.id, { textEncoder: null }]]);

  const other = modelsOf(files, [{ ...has, parts }], { usable: false });
  await vi.waitFor(() => expect(other.told.at(-1)?.place).toBeDefined());
  const encoder = { choice: 'found', from: GEMMA.reference };
  await other.models.setEncoder(has.id, 'own');
  // pictures are made with what it has until then
  expect(other.entry(has.id)).toMatchObject({
    ...{ encoder, state: { kind: 'ready' } },
    encoders: { chosen: { choice: 'own' }, own: 4_049_035_776 },
  });
  expect(other.set).toEqual([
    [has.id, { textEncoder: null }],
    [has.id, { textEncoder: { kind: 'local', reference: `found:${GEMMA.reference}` } }],
  ]);
  await other.models.download(has.id, new AbortController().signal);
  expect(other.added[0]?.parts).toEqual({ textEncoder: null });
  expect(added).toEqual([]);
  await other.models.setEncoder(has.id, 'found', GEMMA.reference);
  expect(other.entry(has.id)?.encoders?.chosen).toEqual({ ...encoder, gone: undefined });
});

it('gives a model that is here a transformer or decoder of this computer, or its own again, and says when one is gone', async () => {
  const transformer: FoundModel = {
    ...GEMMA,
    program: 'ComfyUI',
    kind: 'transformer',
    reference: '/c/s.pth',
    title: 's',
  };
  const { reference, title, program } = transformer;
  const { files } = computerWith([GEMMA, transformer]);
  const has: StoredModel = {
    ...{ id: 'sana-1.6b-512', title: 'x', complete: true, usable: true, source: 'https://hub.example/' },
    ...{ bytes: 10, totalBytes: 10, storedBytes: 10, weights: 'original' },
    needs: { imageEncoder: false, offline: false },
  };
  const here = modelsOf(files, [has]);
  await vi.waitFor(() => expect(here.told.at(-1)?.place).toBeDefined());
  const offered = [{ reference, title, program }];
  expect(here.entry(has.id)?.parts).toEqual([{ part: 'transformer', found: offered }]);
  // what is not here has its own to fetch
  expect(here.entry('sana-0.6b-512')?.parts).toBeUndefined();
  await here.models.setPart(has.id, 'transformer', reference);
  await here.models.setPart(has.id, 'transformer');
  expect(here.set).toEqual([
    [has.id, { transformer: { kind: 'local', reference: `found:${reference}` } }],
    [has.id, { transformer: null }],
  ]);

  const gone = { part: 'autoencoder', kind: 'local', from: 'found:/c/old.pth', here: false } as const;
  const without = modelsOf(files, [{ ...has, usable: false, parts: [gone] }]);
  await vi.waitFor(() => expect(without.told.at(-1)?.place).toBeDefined());
  expect(without.entry(has.id)?.parts).toContainEqual({
    part: 'autoencoder',
    from: '/c/old.pth',
    gone: true,
    found: [],
  });
});

it('reads files in pieces that a message may have, and knows what is there no more', async () => {
  const bytes = new Uint8Array(MOST_READ + 5).fill(7);
  bytes.set(new TextEncoder().encode('{"a":1}'), 0);
  const { files, reads } = computerWith([OFFICIAL], bytes);
  const source = (await foundFolder(files, OFFICIAL.reference).open('model.bin'))!;
  expect(Buffer.compare(await source.read(0, bytes.length), bytes)).toBe(0);
  expect(reads).toEqual([MOST_READ, 5]);
  await expect(source.read(1, bytes.length)).rejects.toMatchObject({ code: 'file-truncated' });
  const small = computerWith([GEMMA], bytes.slice(0, 7));
  const place = await foundPlace(small.files, GEMMA.reference);
  expect(place?.kind === 'file' && (await readJson(await place.open()))).toEqual({ a: 1 });
  expect(await foundPlace(small.files, 'ollama:gone')).toBeUndefined();
});
