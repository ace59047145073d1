import { bytesSource, openModelFolder, type PartPlace } from '@sana-studio/core';
import { gemmaGguf, ggufBytes } from '@sana-studio/core/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestHub } from '../../../test/hub/hub.ts';
import { readManifest, writeManifest } from './manifest.ts';
import { MemoryFileStore } from './memory-store.ts';
import { ModelStore } from './model-store.ts';
import { REPO, REPOSITORY, TEST_OPTIONS, tinySpec } from './store.fixture.ts';

const TEXT_ENCODER = 'text_encoder/model.safetensors';
const AUTOENCODER = 'vae/diffusion_pytorch_model.safetensors';
const ENCODER = '/home/me/gemma-2-2b-it.safetensors';
const LOCAL = { textEncoder: { kind: 'local', reference: ENCODER } } as const;
const PARTS_REPO = 'others/parts';

let hub: TestHub;
let files: MemoryFileStore;
/** What is on this computer. */
let disk: Map<string, Uint8Array>;
let store: ModelStore;

beforeEach(async () => {
  const decoder = REPOSITORY.get(AUTOENCODER)!;
  hub = await TestHub.start({
    repositories: new Map([
      [REPO, REPOSITORY],
      [
        PARTS_REPO,
        new Map([
          ['deep/decoder.safetensors', decoder],
          ['deep/config.json', REPOSITORY.get('vae/config.json')!],
        ]),
      ],
    ]),
  });
  files = new MemoryFileStore();
  disk = new Map([[ENCODER, REPOSITORY.get(TEXT_ENCODER)!]]);
  store = new ModelStore(files, { ...TEST_OPTIONS, openLocal });
});

afterEach(() => hub.stop());

async function openLocal(_part: string, reference: string): Promise<PartPlace | undefined> {
  const bytes = disk.get(reference);
  return bytes && { kind: 'file', open: async () => bytesSource(reference, bytes) };
}

async function openWhole(): Promise<string> {
  const model = await openModelFolder(await store.open('tiny'));
  await model.textEncoder.tensors.readFloat32('norm.weight');
  await model.close();
  return model.textEncoder.tensors.label;
}

describe('a part that is on this computer', () => {
  it('is read where it is, and nothing is fetched for it', async () => {
    const model = await store.add({ ...tinySpec(hub), parts: LOCAL });
    expect(model).toMatchObject({ complete: true, usable: true });
    expect(model.parts).toEqual([{ part: 'textEncoder', kind: 'local', from: ENCODER, here: true }]);
    expect(hub.sent.has(TEXT_ENCODER)).toBe(false);
    expect(await openWhole()).toBe(ENCODER);
    // without saying it again it stays so, and no network is needed
    const requests = hub.sent.size;
    expect(await store.add(tinySpec(hub))).toMatchObject({ complete: true, parts: model.parts });
    expect(hub.sent.size).toBe(requests);
  });

  it('takes the place of what is here, which stays, and gives it back without the network', async () => {
    const before = await store.add(tinySpec(hub));
    await hub.stop();
    expect(await store.setParts('tiny', LOCAL)).toMatchObject({ complete: true, storedBytes: before.storedBytes });
    expect(await openWhole()).toBe(ENCODER);
    expect(await store.verify('tiny')).toEqual([]);
    expect(await store.setParts('tiny', { textEncoder: null })).not.toHaveProperty('parts');
    expect(await store.get('tiny')).toMatchObject({ storedBytes: before.storedBytes });
    expect(await openWhole()).toBe(TEXT_ENCODER);
  });

  it('that is gone is told of, and the source’s own takes its place again', async () => {
    await store.add({ ...tinySpec(hub), parts: LOCAL });
    disk.clear();
    expect(await store.get('tiny')).toMatchObject({ usable: false, parts: [{ here: false, from: ENCODER }] });
    await expect(store.open('tiny')).rejects.toMatchObject({
      reason: 'model-incomplete:text-encoder-gone',
      message: expect.stringContaining(ENCODER),
    });
    await expect(store.setParts('tiny', { textEncoder: null })).rejects.toMatchObject({ code: 'model-incomplete' });
    const model = await store.add({ ...tinySpec(hub), parts: { textEncoder: null } });
    expect(model).toMatchObject({ complete: true, usable: true });
    expect(model).not.toHaveProperty('parts');
    expect(await openWhole()).toBe(TEXT_ENCODER);
  });

  it('brings its own tokenizer where it is a GGUF, whatever it is called', async () => {
    const vocabulary = JSON.parse(new TextDecoder().decode(REPOSITORY.get('tokenizer/tokenizer.json')!));
    const [blob, named] = ['/blobs/sha256-7462734796d6', '/home/me/no.gguf'];
    disk.set(blob, ggufBytes(gemmaGguf({ vocabulary, layers: [() => 'Q4_0', () => 'Q8_0'], table: 'Q6_K' })));
    disk.set(named, REPOSITORY.get(TEXT_ENCODER)!);
    await store.add({ ...tinySpec(hub), parts: { textEncoder: { kind: 'local', reference: blob } } });
    expect(hub.sent.has('tokenizer/tokenizer.json')).toBe(false);
    // its name alone says that it were one
    await store.add({ ...tinySpec(hub), parts: { textEncoder: { kind: 'local', reference: named } } });
    expect(hub.sent.has('tokenizer/tokenizer.json')).toBe(true);
  });

  it('may take a place for one time, also of one that is gone', async () => {
    await store.add({ ...tinySpec(hub), parts: LOCAL });
    disk.clear();
    const bytes = REPOSITORY.get(TEXT_ENCODER)!;
    const place = { kind: 'file', open: async () => bytesSource('/tmp/other-it.safetensors', bytes) } as const;
    const model = await openModelFolder(await store.open('tiny', { textEncoder: place }));
    expect(model.textEncoder.tensors.label).toBe('/tmp/other-it.safetensors');
    await model.close();
  });
});

describe('a part from another source', () => {
  it('comes with the configuration beside it, and stays when the model is added again', async () => {
    const source = { kind: 'hub', repo: PARTS_REPO, revision: 'main', hubUrl: hub.url } as const;
    const parts = { autoencoder: { kind: 'remote', source, path: 'deep/decoder.safetensors' } } as const;
    const model = await store.add({ ...tinySpec(hub), parts });
    expect(model.parts).toMatchObject([{ part: 'autoencoder', kind: 'stored', here: true }]);
    expect(hub.sent.has(AUTOENCODER)).toBe(false);
    const folder = await store.open('tiny');
    expect(folder.parts).toEqual({ autoencoder: 'vae/elsewhere/decoder.safetensors' });
    expect(await folder.open('vae/elsewhere/config.json')).toBeDefined();
    await (await openModelFolder(folder)).close();
    expect(await store.add(tinySpec(hub))).toMatchObject({ complete: true, parts: model.parts });
    // words of a prompt and a decoder's other half come later, and nothing else did
    expect(hub.sent.has(AUTOENCODER)).toBe(false);
    const missing = { autoencoder: { ...parts.autoencoder, path: 'deep/none.safetensors' } };
    await expect(store.add({ ...tinySpec(hub), parts: missing })).rejects.toMatchObject({
      reason: 'file-missing:elsewhere',
    });
  });

  it('is known where an earlier version noted a transformer', async () => {
    await store.add(tinySpec(hub));
    const id = 'tiny' as Parameters<typeof readManifest>[1];
    const manifest = (await readManifest(files, id))!;
    const path = manifest.files.find(file => file.path.startsWith('transformer/diff'))!.path;
    await writeManifest(files, { ...manifest, ...{ transformerPath: path } });
    expect((await store.open('tiny')).parts).toEqual({ transformer: path });
  });
});
