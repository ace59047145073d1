import { memoryFolder, openModelFolder } from '@sana-studio/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type HubFault, type HubRequest, TestHub } from '../../../test/hub/hub.ts';
import { MemoryFileStore } from './memory-store.ts';
import { ModelStore } from './model-store.ts';
import { NEEDED, PART_BYTES, REPO, REPOSITORY, TEST_OPTIONS, tensorRange, tinySpec } from './store.fixture.ts';
import type { WeightFormat } from './weights.ts';

const TRANSFORMER = 'transformer/diffusion_pytorch_model.safetensors';
const EVERYTHING = { imageEncoder: true, offline: true };
const MATRIX = 'transformer_blocks.0.ff.conv_inverted.weight';
const ATTENTION = 'transformer_blocks.0.attn1.to_q.weight';

let hub: TestHub;
let files: MemoryFileStore;
let store: ModelStore;

beforeEach(async () => {
  hub = await TestHub.start({ repositories: new Map([[REPO, REPOSITORY]]) });
  files = new MemoryFileStore();
  store = new ModelStore(files, TEST_OPTIONS);
});

afterEach(() => hub.stop());

async function allBytes(from: ModelStore): Promise<Map<string, Uint8Array>> {
  const folder = await from.open('tiny');
  const contents = new Map<string, Uint8Array>();
  for (const path of NEEDED) {
    const source = (await folder.open(path))!;
    contents.set(path, await source.read(0, source.size));
    await source.close?.();
  }
  return contents;
}

/** What an undisturbed import of the same files gives. */
async function expected(weights: WeightFormat): Promise<Map<string, Uint8Array>> {
  const undisturbed = new ModelStore(new MemoryFileStore(), TEST_OPTIONS);
  const folder = memoryFolder('local', new Map(NEEDED.map(path => [path, REPOSITORY.get(path)!])));
  await undisturbed.importFolder('tiny', folder, { weights });
  return allBytes(undisturbed);
}

async function expectSame(found: Map<string, Uint8Array>, wanted: Map<string, Uint8Array>): Promise<void> {
  for (const [path, bytes] of wanted) expect(Buffer.compare(found.get(path)!, bytes), path).toBe(0);
}

function once(isMeant: (request: HubRequest) => boolean, fault: HubFault) {
  let happened = false;
  hub.options = {
    ...hub.options,
    fault: request => {
      if (happened || !isMeant(request)) return undefined;
      happened = true;
      return fault;
    },
  };
}

describe('shrinking while storing', () => {
  it.each([
    ['fp16', 'F16', undefined, undefined],
    ['int8', 'U8', 8, 8],
    ['int4', 'U8', 4, 8],
  ] as const)('keeps %s weights near the published ones', async (weights, dtype, bits, attentionBits) => {
    const model = await store.add(tinySpec(hub), { weights });
    expect(model).toMatchObject({ complete: true, weights, bytes: model.totalBytes });
    expect(await store.list()).toEqual([model]);
    const folder = await openModelFolder(await store.open('tiny'));
    const original = await openModelFolder(memoryFolder('original', REPOSITORY));
    const { entries } = folder.transformer.tensors;
    expect([MATRIX, ATTENTION].map(name => entries.get(name)?.dtype)).toEqual([dtype, dtype]);
    expect([MATRIX, ATTENTION].map(name => entries.get(name)?.blocks?.integers?.bits)).toEqual([bits, attentionBits]);
    expect(entries.get('scale_shift_table')).toMatchObject({ dtype: 'F32' });
    const tolerance = bits === undefined ? 2 ** -11 : 1 / 2 ** (bits - 1);
    for (const part of ['transformer', 'textEncoder', 'autoencoder'] as const) {
      for (const [name, { shape }] of original[part].tensors.entries) {
        if (part === 'autoencoder' && name.startsWith('encoder.')) continue;
        const found = folder[part].tensors.entries.get(name);
        expect(found?.shape, name).toEqual(shape);
        const [values, published] = await Promise.all([
          folder[part].tensors.readFloat32(name),
          original[part].tensors.readFloat32(name),
        ]);
        const largest = published.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
        const error = published.reduce((most, value, index) => Math.max(most, Math.abs(value - values[index]!)), 0);
        expect(error / (largest || 1), name).toBeLessThanOrEqual(tolerance);
      }
    }
    await Promise.all([folder.close(), original.close()]);
  });

  it('takes less than half the room, and fetches everything once', async () => {
    const { storedBytes } = await store.add(tinySpec(hub), { weights: 'int4' });
    const original = await new ModelStore(new MemoryFileStore(), TEST_OPTIONS).add(tinySpec(hub));
    expect(storedBytes).toBeLessThan(original.storedBytes / 2);
    hub.sent.clear();
    await new ModelStore(new MemoryFileStore(), TEST_OPTIONS).add(tinySpec(hub), { weights: 'int4' });
    // the header, of two blocks, is read once more when the file is converted, and a request takes whole rows
    expect(hub.traffic(TRANSFORMER).again).toBeLessThan(2 ** 16 + PART_BYTES);
  });

  it.each([1, 3, 5, 7, 9])('goes on after a cut at %i tenths', async tenth => {
    const at = Math.floor((REPOSITORY.get(TRANSFORMER)!.length * tenth) / 10);
    once(({ path, from, to }) => path === TRANSFORMER && from <= at && at < to, { cutAfter: at % 50_000 || 1 });
    await store.add(tinySpec(hub), { weights: 'int4', needs: EVERYTHING });
    await expectSame(await allBytes(store), await expected('int4'));
  });

  it('goes on after it was stopped, without fetching again what is there', async () => {
    hub.options = { ...hub.options, pace: 2 };
    const stop = new AbortController();
    const stopped = store.add(tinySpec(hub), {
      weights: 'int8',
      needs: EVERYTHING,
      signal: stop.signal,
      onProgress: ({ phase, bytes, totalBytes }) => phase === 'download' && bytes > totalBytes / 2 && stop.abort(),
    });
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
    await expect(store.open('tiny')).rejects.toMatchObject({ code: 'model-incomplete' });
    expect(await store.get('tiny')).toMatchObject({ complete: false, weights: 'int8' });
    // as it was begun, without saying so again
    expect(await store.add(tinySpec(hub), { needs: EVERYTHING })).toMatchObject({ complete: true, weights: 'int8' });
    // headers, and of each connection less than a part
    expect(hub.traffic().again).toBeLessThan(3 * 2 ** 17 + 4 * PART_BYTES);
    await expectSame(await allBytes(store), await expected('int8'));
  });

  it('mends a byte that changed on the disk', async () => {
    await store.add(tinySpec(hub), { weights: 'int4', needs: EVERYTHING });
    const [largest] = (await files.list('blobs')).toSorted((a, b) => b.size - a.size);
    const file = await files.open(largest!.path, 'write');
    const byte = await file.read(largest!.size - 9, 1);
    await file.write(
      largest!.size - 9,
      byte.map(value => value ^ 1),
    );
    await file.close();
    expect(await store.verify('tiny')).toHaveLength(1);
    expect(await store.get('tiny')).toMatchObject({ complete: false });
    await store.add(tinySpec(hub));
    expect(await store.verify('tiny')).toEqual([]);
    await expectSame(await allBytes(store), await expected('int4'));
  });

  it('takes from the store what was kept as it is published', async () => {
    await store.add(tinySpec(hub), { needs: EVERYTHING });
    hub.sent.clear();
    expect(await store.add(tinySpec(hub), { weights: 'int4', needs: EVERYTHING })).toMatchObject({ weights: 'int4' });
    // only headers
    expect(hub.traffic(TRANSFORMER).once).toBeLessThan(REPOSITORY.get(TRANSFORMER)!.length / 4);
    await expectSame(await allBytes(store), await expected('int4'));
    // and the originals are gone
    const { storedBytes } = (await store.get('tiny'))!;
    const kept = (await files.list('blobs')).reduce((sum, { size }) => sum + size, 0);
    expect(kept).toBe(storedBytes);
  });

  it('keeps rows of the embedding table that are read later', async () => {
    await store.add(tinySpec(hub), { weights: 'int4' });
    const folder = await openModelFolder(await store.open('tiny'));
    const original = await openModelFolder(memoryFolder('original', REPOSITORY));
    const [rows, published] = await Promise.all(
      [folder, original].map(model => model.textEncoder.tensors.readFloat32('embed_tokens.weight', [3, 5])),
    );
    expect(
      rows!.every((value, index) => Math.abs(value - published![index]!) <= 2 ** -11 * Math.abs(published![index]!)),
    ).toBe(true);
    const requests = hub.requests.length;
    await (await openModelFolder(await store.open('tiny'))).textEncoder.tensors.readFloat32(
      'embed_tokens.weight',
      [3, 5],
    );
    expect(hub.requests.length).toBe(requests);
    await Promise.all([folder.close(), original.close()]);
  });

  it('refuses what 16 bits cannot hold', async () => {
    const transformer = REPOSITORY.get(TRANSFORMER)!.slice();
    const { to } = tensorRange(transformer, name => name === 'patch_embed.proj.weight');
    new DataView(transformer.buffer).setFloat32(to - 4, 1e6, true);
    hub.options = { repositories: new Map([[REPO, new Map([...REPOSITORY, [TRANSFORMER, transformer]])]]) };
    await expect(store.add(tinySpec(hub), { weights: 'fp16' })).rejects.toMatchObject({ code: 'model-unsupported' });
  });
});
