import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { referencePath } from '../../../test/reference-data.ts';
import { openModelFolder } from './checkpoint/layout/model-folder.ts';
import type { Picture } from './image/picture.ts';
import { decodePng } from './image/png-decode.ts';
import { diskFolder } from './node/files.ts';
import { nodeRuntime } from './node/runtime.ts';
import { SanaPipeline } from './pipeline.ts';
import type { PartialRequest } from './request/index.ts';

const read = (name: string): Picture => decodePng(readFileSync(referencePath('controlnet', `${name}.png`)));
const control = read('control');

let pipeline: SanaPipeline;

async function open(name: string, memoryBudget?: number) {
  return new SanaPipeline(await nodeRuntime('cpu'), await openModelFolder(diskFolder(referencePath(name, 'model'))), {
    memoryBudget,
    openAddition: async (_, place) => ({
      folder: diskFolder(referencePath('controlnet')),
      place: place.replace(/^all$/, ''),
    }),
  });
}

beforeAll(async () => {
  pipeline = await open('sana');
});

afterAll(() => pipeline.dispose());

const REQUEST = {
  ...{ prompt: 'A cute 🐶 playing with a 🏀 on the grass', negativePrompt: 'blurry', width: 256, height: 192 },
  ...{ seed: 41, steps: 8, guidanceScale: 4.5, control, controlnet: 'controlnet/' },
} as const;

async function draw(partial: Partial<PartialRequest>) {
  return (await pipeline.generate({ ...REQUEST, ...partial }))[0]!;
}

function largestDifference(a: Picture, b: Picture): number {
  expect([a.width, a.height]).toEqual([b.width, b.height]);
  return a.data.reduce((largest, value, at) => Math.max(largest, Math.abs(value - b.data[at]!)), 0);
}

describe('a ControlNet in diffusers’ layout', () => {
  test.each([
    ['scale1.0-guidance4.5', {}],
    ['scale0.5-guidance4.5', { controlScale: 0.5 }],
    ['scale1.0-guidance1.0', { guidanceScale: 1 }],
    ['plain-guidance4.5', { controlScale: 0 }],
  ])('draws %s as the reference does', async (name, partial) => {
    expect(largestDifference(await draw(partial), read(name))).toBeLessThanOrEqual(1);
  });
});
