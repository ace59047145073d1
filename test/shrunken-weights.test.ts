// @module-tag long
import { fileURLToPath } from 'node:url';
import { type ModelFolder, openModelFolder, type PartialRequest, type Picture, SanaPipeline } from '@sana-studio/core';
import { diskFolder, nodeRuntime } from '@sana-studio/core/node';
import { captionProgram, denoiserProgram, gemmaProgram, Parameters } from '@sana-studio/core/testing';
import { MemoryFileStore, ModelStore } from '@sana-studio/models';
import { beforeAll, describe, expect, test } from 'vitest';
import { optimisedNodes } from './optimised-graph.ts';
import { psnr } from './picture-psnr.ts';
import { readJson, referencePath } from './reference-data.ts';

const cases = (readJson(referencePath('sana-mini', 'prompts.json')) as (PartialRequest & { file: string })[]).map(
  ({ file: _, ...request }): PartialRequest => request,
);
const folder = diskFolder(fileURLToPath(new URL('../models/sana-mini', import.meta.url)));

async function shrunken(weights: 'int8' | 'int4'): Promise<ModelFolder> {
  const store = new ModelStore(new MemoryFileStore());
  await store.importFolder('mini', folder, { weights });
  return openModelFolder(await store.open('mini'));
}

async function draw(model: ModelFolder, changes: Partial<PartialRequest> = {}): Promise<Picture[]> {
  const pipeline = new SanaPipeline(await nodeRuntime('cpu'), model);
  const pictures: Picture[] = [];
  for (const request of cases) pictures.push(...(await pipeline.generate({ ...request, ...changes })));
  await pipeline.dispose();
  return pictures;
}

let exact: Picture[];

beforeAll(async () => {
  exact = await draw(await openModelFolder(folder));
});

describe('pictures of the embedded model', () => {
  test.each([
    ['int8', 30],
    ['int4', 22],
  ] as const)('with %s weights stay above %i dB of those in float32', async (weights, least) => {
    const pictures = await draw(await shrunken(weights));
    const ratios = pictures.map((picture, index) => psnr(picture, exact[index]!));
    expect(Math.min(...ratios)).toBeGreaterThan(least);
    // and they really are other weights
    expect(Math.max(...ratios)).toBeLessThan(70);
  });
});

describe('qualities of the embedded model', () => {
  // as many as the official checkpoints take: of its own five nothing is reused
  const steps = 20;
  let exact: Picture[];

  beforeAll(async () => {
    exact = await draw(await openModelFolder(folder), { steps });
  });

  test.each([
    ['fast', 38, 42],
    ['draft', 20, 28],
  ] as const)('%s stays above %i dB of the exact picture, and mostly above %i', async (quality, least, usual) => {
    const pictures = await draw(await openModelFolder(folder), { quality, steps });
    const ratios = pictures.map((picture, index) => psnr(picture, exact[index]!)).toSorted((a, b) => a - b);
    expect(ratios[0]).toBeGreaterThan(least);
    expect(ratios[Math.floor(ratios.length / 2)]).toBeGreaterThan(usual);
  });
});

describe('networks of integers on WebGPU', () => {
  test('have every product in one kernel on the device, and nothing transposed', async () => {
    const { textEncoder, transformer, close } = await shrunken('int4');
    const options = { target: 'webgpu', segmentBytes: 2 ** 30 } as const;
    const form = { queries: 'projected', values: 'projected' } as const;
    const denoiser = { ...options, form, guided: true, drawsNoise: false, clipsClean: false };
    const programs = [
      { program: gemmaProgram(textEncoder.config, new Parameters(textEncoder.tensors), options), products: 7 * 4 },
      // per block four of each attention's, less the keys and values of the prompt, and three of the feed-forward
      {
        program: denoiserProgram(transformer.config, new Parameters(transformer.tensors), denoiser),
        products: (4 + 2 + 3) * 6,
      },
      {
        program: captionProgram(transformer.config, new Parameters(transformer.tensors), {
          ...options,
          form,
          batch: 2,
        }),
        products: 2 * 6,
      },
    ];
    for (const { program, products } of programs) {
      const nodes = await optimisedNodes(program);
      const count = (type: string) => nodes.filter(({ opType }) => opType === type).length;
      expect([program.name, count('MatMulNBits')]).toEqual([program.name, products]);
      expect([program.name, count('Transpose')]).toEqual([program.name, 0]);
    }
    await close();
  });
});
