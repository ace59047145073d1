// What people add to Sana, against the pictures of diffusers: each folder of cases was made by a script of the same name.

import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { readJson, referencePath } from '../../../test/reference-data.ts';
import { altered } from './checkpoint/files/altered-folder.fixture.ts';
import { openModelFolder } from './checkpoint/layout/model-folder.ts';
import type { Picture } from './image/picture.ts';
import { decodePng } from './image/png-decode.ts';
import { diskFolder } from './node/files.ts';
import { nodeRuntime } from './node/runtime.ts';
import { type PipelineOptions, SanaPipeline } from './pipeline.ts';
import type { LoraChoice, PartialRequest } from './request/index.ts';

interface Case {
  readonly picture: string;
  readonly base: string;
  readonly prompt: string;
  readonly negative: string;
  readonly size: string;
  readonly seed: number;
  readonly steps: number;
  readonly guidance: number;
  readonly options: {
    readonly loras?: readonly { readonly file: string; readonly strength: number }[];
    readonly pag?: { readonly layers: readonly string[]; readonly scale: number; readonly adaptive: number };
    readonly scheduler?: string;
    readonly config?: Readonly<Record<string, unknown>>;
  };
}

const casesOf = (folder: string) =>
  Object.entries((readJson(referencePath(folder, 'expected.json')) as { cases: Record<string, Case> }).cases);

const SCHEDULER = 'scheduler/scheduler_config.json';
const pipelines: SanaPipeline[] = [];

afterEach(async () => {
  for (const pipeline of pipelines.splice(0)) await pipeline.dispose();
});

async function open({ base, options }: Pick<Case, 'base' | 'options'>, more: PipelineOptions = {}) {
  const { scheduler, config } = options;
  const own = diskFolder(referencePath(base, 'model'));
  const folder = scheduler ? altered(own, { [SCHEDULER]: JSON.stringify({ _class_name: scheduler, ...config }) }) : own;
  const pipeline = new SanaPipeline(await nodeRuntime('cpu'), await openModelFolder(folder), {
    openAddition: async (_, place) => ({ folder: diskFolder(referencePath('lora')), place }),
    ...more,
  });
  pipelines.push(pipeline);
  return pipeline;
}

function requestOf({ prompt, negative, size, seed, steps, guidance, options: { loras, pag } }: Case): PartialRequest {
  const [width, height] = size.split('x').map(Number) as [number, number];
  const chosen = loras?.map(({ file, strength }): LoraChoice => ({ name: file, strength }));
  const perturbed = pag && { pagScale: pag.scale, pagLayers: pag.layers.join(','), pagAdaptive: pag.adaptive };
  return {
    ...{ prompt, negativePrompt: negative, width, height, seed, steps, guidanceScale: guidance },
    ...(chosen && { loras: chosen }),
    ...perturbed,
  };
}

function largestDifference(a: Picture, b: Picture): number {
  expect([a.width, a.height]).toEqual([b.width, b.height]);
  return a.data.reduce((largest, value, index) => Math.max(largest, Math.abs(value - b.data[index]!)), 0);
}

const referencePicture = (folder: string, { picture }: Case) => decodePng(readFileSync(referencePath(folder, picture)));

describe.each(['beside', 'merged'] as const)('LoRAs %s the weights draw the picture of diffusers', loraForm => {
  test.each(casesOf('lora'))('%s', async (_, wanted) => {
    const pipeline = await open(wanted, { loraForm });
    const [picture] = await pipeline.generate(requestOf(wanted));
    expect(largestDifference(picture!, referencePicture('lora', wanted))).toBeLessThanOrEqual(1);
  });
});

describe('perturbed attention guidance draws the picture of diffusers', () => {
  test.each(casesOf('pag'))('%s', async (_, wanted) => {
    const [picture] = await (await open(wanted)).generate(requestOf(wanted));
    expect(largestDifference(picture!, referencePicture('pag', wanted))).toBeLessThanOrEqual(1);
  });
});

describe('a model with another scheduler draws the picture of diffusers', () => {
  test.each(casesOf('schedulers'))('%s', async (_, wanted) => {
    const [picture] = await (await open(wanted)).generate(requestOf(wanted));
    expect(largestDifference(picture!, referencePicture('schedulers', wanted))).toBeLessThanOrEqual(1);
  });
});
