import { describe, expect, it } from 'vitest';
import { catalogueModel } from './catalogue.ts';
import { FullSizeHub, gemmaFile, officialFiles, zeroFile } from './full-size-hub.fixture.ts';
import { MemoryFileStore } from './memory-store.ts';
import type { PartSpec } from './model-parts.ts';
import { catalogueSpec } from './model-spec.ts';
import { ModelStore } from './model-store.ts';
import { SMALL_ENCODERS } from './small-encoder.ts';
import type { WeightFormat } from './weights.ts';

const HUB = 'https://hub.example';
const MODEL = catalogueModel('sana-0.6b-512')!;
const TERNARY = {
  repo: 'clark-labs/clark-air-sana-1.6b-gemlite-2bit',
  path: 'clark_air_sana_gemlite_comfy.safetensors',
};

const hub = new FullSizeHub(
  new Map([
    [MODEL.repo, officialFiles()],
    [
      SMALL_ENCODERS[0],
      new Map([
        ['gemma-2-2b-it-Q8_0.gguf', gemmaFile('Q8_0')],
        ['gemma-2-2b-it-Q4_0.gguf', gemmaFile('Q4_0')],
      ]),
    ],
    [SMALL_ENCODERS[1], new Map([['gemma-2-2b-it-Q2_K.gguf', zeroFile(1e9)]])],
    [TERNARY.repo, new Map([[TERNARY.path, zeroFile(495_000_000)]])],
  ]),
);

const openStore = () =>
  new ModelStore(new MemoryFileStore(), {
    fetch: hub.fetch,
    openLocal: async () => ({ kind: 'file', open: () => Promise.reject(new Error('not read')) }),
  });
const ternary: PartSpec = {
  kind: 'remote',
  source: { kind: 'hub', repo: TERNARY.repo, revision: 'main', hubUrl: HUB },
  path: TERNARY.path,
};
const local: PartSpec = { kind: 'local', reference: 'ollama:gemma2:2b' };

interface Mix {
  readonly textEncoder?: PartSpec | 'small';
  readonly transformer?: PartSpec;
  readonly weights?: WeightFormat;
}

/** Bytes until the first picture, rows of the table of tokens aside. */
async function bytesOf({ textEncoder, transformer, weights }: Mix): Promise<number> {
  const store = openStore();
  const encoder: PartSpec | undefined =
    textEncoder === 'small' ? { kind: 'remote', ...(await store.smallEncoder(HUB)) } : textEncoder;
  const parts = { ...(encoder && { textEncoder: encoder }), ...(transformer && { transformer }) };
  const { totalBytes } = await store.prepare({ ...catalogueSpec(MODEL, HUB), parts }, { weights });
  return totalBytes;
}

// docs/models.md has this table
describe('what Sana 0.6B takes to fetch, with the real names, shapes and sizes', () => {
  it.each<readonly [string, Mix, gigabytes: number, most: number]>([
    ['as published', {}, 5.904, 5.95],
    ['with --small', { textEncoder: 'small' }, 2.966, 3.0],
    ['with the encoder of Ollama', { textEncoder: local }, 1.82, 1.9],
    ["from a team's server that keeps 4 bits", { weights: 'int4' }, 2.181, 2.25],
    ["from a team's server that keeps 4 bits, encoder as GGUF", { textEncoder: 'small', weights: 'int4' }, 1.968, 2.25],
    ['1.6B in ternary numbers, encoder as GGUF', { textEncoder: 'small', transformer: ternary }, 2.278, 3.0],
    ['1.6B in ternary numbers, encoder of Ollama', { textEncoder: local, transformer: ternary }, 1.132, 1.9],
  ])('%s', async (_, mix, gigabytes, most) => {
    const bytes = await bytesOf(mix);
    expect(bytes / 1e9).toBeCloseTo(gigabytes, 2);
    expect(bytes).toBeLessThan(most * 1e9);
  });

  it('is looked at with the headers of the files alone', async () => {
    hub.sent = 0;
    await bytesOf({ textEncoder: 'small' });
    expect(hub.sent).toBeLessThan(10e6);
  });
});

it('the smallest encoder that can be computed is taken, from the first repository that has one', async () => {
  expect(await openStore().smallEncoder(HUB)).toMatchObject({ source: { repo: SMALL_ENCODERS[0] }, type: 'Q4_0' });
  const others = (files: readonly string[], index: number) =>
    new ModelStore(new MemoryFileStore(), {
      fetch: new FullSizeHub(
        new Map([
          [SMALL_ENCODERS[0], new Map([['x-Q2_K.gguf', zeroFile(9)]])],
          [SMALL_ENCODERS[index]!, new Map(files.map(path => [path, zeroFile(9)]))],
        ]),
      ).fetch,
    }).smallEncoder(HUB);
  const names = ['README.md', 'gemma-2-2b-it.Q8_0.gguf', 'gemma-2-2b-it.q4_k_m.gguf', 'gemma-2-2b-it.IQ4_XS.gguf'];
  expect(await others(names, 2)).toMatchObject({
    source: { repo: SMALL_ENCODERS[2] },
    path: 'gemma-2-2b-it.q4_k_m.gguf',
  });
  await expect(others([], 3)).rejects.toMatchObject({
    code: 'model-not-found',
    message: expect.stringContaining(SMALL_ENCODERS[0]),
  });
});
