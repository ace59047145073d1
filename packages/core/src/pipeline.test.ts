import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { readJson, referencePath } from '../../../test/reference-data.ts';
import { altered } from './checkpoint/files/altered-folder.fixture.ts';
import { parsePythonJson } from './checkpoint/files/python-json.ts';
import { openModelFolder } from './checkpoint/layout/model-folder.ts';
import type { Folder } from './checkpoint/tensors/tensors.ts';
import type { Picture } from './image/picture.ts';
import { decodePng } from './image/png-decode.ts';
import { diskFolder } from './node/files.ts';
import { nodeRuntime } from './node/runtime.ts';
import { type PipelineOptions, SanaPipeline } from './pipeline.ts';
import type { Progress } from './progress.ts';
import type { PartialRequest } from './request/index.ts';
import { ProgramCache } from './runtime/program-cache.ts';

interface Case extends PartialRequest, Scheduling {
  readonly model: 'sana' | 'sprint';
  readonly sampleSize?: number;
  readonly image?: readonly number[];
}

interface Scheduling {
  /** The model whose scheduler is in the folder instead. */
  readonly schedulerOf?: string | undefined;
  /** What the scheduler says beside what it says. */
  readonly scheduler?: Readonly<Record<string, unknown>> | undefined;
}

const cases = readJson(referencePath('pipeline', 'cases.json')) as Record<string, Case>;
const pipelines: SanaPipeline[] = [];

afterEach(async () => {
  for (const pipeline of pipelines.splice(0)) await pipeline.dispose();
});

const SCHEDULER = 'scheduler/scheduler_config.json';

function folderOf({ model, schedulerOf = model, scheduler }: Pick<Case, 'model'> & Scheduling) {
  const own = parsePythonJson(readFileSync(referencePath(schedulerOf, 'model', SCHEDULER), 'utf8')) as object;
  return altered(diskFolder(referencePath(model, 'model')), { [SCHEDULER]: JSON.stringify({ ...own, ...scheduler }) });
}

async function open(
  name: string,
  sampleSize?: number,
  options: PipelineOptions = {},
  folder: Folder = diskFolder(referencePath(name, 'model')),
): Promise<SanaPipeline> {
  const model = await openModelFolder(folder);
  const { transformer } = model;
  const config = { ...transformer.config, sample_size: sampleSize ?? transformer.config.sample_size };
  const resized = { ...model, transformer: { ...transformer, config } };
  const pipeline = new SanaPipeline(await nodeRuntime('cpu'), resized, options);
  pipelines.push(pipeline);
  return pipeline;
}

function readPng(...path: string[]): Picture {
  return decodePng(readFileSync(referencePath(...path)));
}

function largestDifference(a: Picture, b: Picture): number {
  expect([a.width, a.height]).toEqual([b.width, b.height]);
  return a.data.reduce((largest, value, index) => Math.max(largest, Math.abs(value - b.data[index]!)), 0);
}

describe('the reference pipelines draw the same picture', () => {
  test('with the defaults and the noise of seed 42', async () => {
    const note = readJson(referencePath('sana', 'expected.json')) as { prompts: string[]; guidance_scale: number };
    const pipeline = await open('sana');
    const request = { prompt: note.prompts[0]!, seed: 42, width: 256, height: 256, guidanceScale: note.guidance_scale };
    const [picture] = await pipeline.generate(request);
    expect(largestDifference(picture!, readPng('sana', 'expected.png'))).toBeLessThanOrEqual(1);
  });

  test('with the decoder of DC-AE-Lite', async () => {
    const own = diskFolder(referencePath('sana', 'model'));
    const lite = diskFolder(referencePath('autoencoder'));
    const FILES: Readonly<Record<string, string>> = {
      'vae/config.json': 'lite.json',
      'vae/diffusion_pytorch_model.safetensors': 'lite.safetensors',
    };
    const openFile = (path: string) => (FILES[path] ? lite.open(FILES[path]) : own.open(path));
    const pipeline = await open(
      'sana',
      undefined,
      { tilePixels: 96 },
      {
        label: 'sana with lite',
        open: openFile,
      },
    );
    const request = { prompt: '念去去千里烟波，暮霭沉沉楚天阔', seed: 61, width: 192, height: 256, steps: 6 };
    const [picture] = await pipeline.generate({ ...request, guidanceScale: 4.5 });
    expect(largestDifference(picture!, readPng('autoencoder', 'lite.png'))).toBeLessThanOrEqual(1);
  });

  test.each(Object.entries(cases))(
    '%s',
    async (name, { model, sampleSize, image, schedulerOf, scheduler, ...request }) => {
      const folder = folderOf({ model, schedulerOf, scheduler });
      const pipeline = await open(model, sampleSize, {}, folder);
      const startImage = image && readPng('pipeline', 'start.png');
      const [picture] = await pipeline.generate({ ...request, startImage });
      expect(largestDifference(picture!, readPng('pipeline', `${name}.png`))).toBeLessThanOrEqual(1);
    },
  );
});

test('a Sana model beside the scheduler of Sprint is sampled with its own, and the picture says so', async () => {
  const request = { prompt: 'a cat', width: 64, height: 64, steps: 4, seed: 3 };
  const [own] = await (await open('sana')).generate(request);
  const folder = folderOf({ model: 'sana', schedulerOf: 'sprint' });
  const [mixed] = await (await open('sana', undefined, {}, folder)).generate(request);
  expect(mixed!.data).toEqual(own!.data);
  expect(own!.remarks).toEqual([]);
  expect(mixed!.remarks).toEqual([
    {
      remark: 'scheduler-replaced',
      data: { found: 'SCMScheduler', family: 'Sana', taken: 'DPMSolverMultistepScheduler' },
    },
  ]);
});

const small = { prompt: 'a cat', width: 64, height: 64, steps: 3, seed: 5 } as const;

describe('a run', () => {
  test('gives each of several pictures as soon as it is there, and each alone again from its own request', async () => {
    const pipeline = await open('sana');
    const seen: number[] = [];
    const pictures = await pipeline.generate({ ...small, count: 3 }, { onPicture: (_, index) => seen.push(index) });
    expect(seen).toEqual([0, 1, 2]);
    expect(pictures.map(picture => picture.request.seed)).toEqual([5, 6, 7]);
    const [again] = await pipeline.generate(pictures[2]!.request);
    expect(again!.data).toEqual(pictures[2]!.data);
    expect(again!.data).not.toEqual(pictures[1]!.data);
  });

  test('varies a picture: none of it at 0, the picture of the other seed at 1, further away in between', async () => {
    const pipeline = await open('sana');
    const draw = async (partial: Partial<PartialRequest>) => (await pipeline.generate({ ...small, ...partial }))[0]!;
    const [own, other] = [await draw({}), await draw({ seed: 6 })];
    const varied = (variation: number) => draw({ variation, variationSeed: 6 });
    expect((await varied(0)).data).toEqual(own.data);
    expect((await varied(1)).data).toEqual(other.data);
    const distance = (a: Picture) => a.data.reduce((sum, value, index) => sum + Math.abs(value - own.data[index]!), 0);
    const distances = [];
    for (const variation of [0.1, 0.4, 0.8]) distances.push(distance(await varied(variation)));
    expect(distances[0]).toBeGreaterThan(0);
    expect(distances).toEqual(distances.toSorted((a, b) => a - b));
    expect(own.request).not.toHaveProperty('variation');
  });

  test('is the same with a memory budget that lets only one network stay', async () => {
    const [all] = await (await open('sana')).generate(small);
    const [tight] = await (await open('sana', undefined, { memoryBudget: 1 })).generate(small);
    expect(tight!.data).toEqual(all!.data);
  });

  test('switches to unfolded attention for a long prompt and stays right for short ones', async () => {
    const [fresh] = await (await open('sana')).generate(small);
    const pipeline = await open('sana');
    await pipeline.generate({ ...small, prompt: cases.long!.prompt });
    const [after] = await pipeline.generate(small);
    expect(largestDifference(after!, fresh!)).toBeLessThanOrEqual(1);
  });

  test('reports every phase, never goes back and ends at one', async () => {
    const pipeline = await open('sana');
    const progress: Progress[] = [];
    await pipeline.generate({ ...small, count: 2 }, { onProgress: update => progress.push(update) });
    expect(new Set(progress.map(({ phase }) => phase))).toEqual(new Set(['load', 'encode', 'denoise', 'decode']));
    const fractions = progress.map(({ fraction }) => fraction);
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    expect(fractions.at(-1)).toBe(1);
    expect(progress.at(-1)).toMatchObject({ phase: 'decode', picture: 1, pictures: 2 });
  });

  test('shows previews on the way, which come closer to the picture', async () => {
    const pipeline = await open('sana');
    const previews: Picture[] = [];
    const [picture] = await pipeline.generate(
      { ...small, steps: 6 },
      { previewEvery: 2, onPreview: p => previews.push(p) },
    );
    expect(previews).toHaveLength(2);
    const distance = (a: Picture) =>
      a.data.reduce((sum, value, index) => sum + Math.abs(value - picture!.data[index]!), 0);
    expect(distance(previews[1]!)).toBeLessThan(distance(previews[0]!));
  });

  test('shows a linear preview after each step once its colours are known, and draws the same picture', async () => {
    const seen: [index: number, step: number, width: number, height: number][] = [];
    const asked = { ...small, width: 96, height: 64, steps: 8, count: 2 };
    // a picture that is there in a moment is not held up by a preview
    const clock = vi.spyOn(performance, 'now').mockReturnValue(0);
    const quick = await open('sana');
    await quick.generate(asked, {
      previews: 'linear',
      onPreview: ({ width, height }, ...at) => seen.push([...at, width, height]),
    });
    expect(seen).toEqual([]);
    // but for who asks for one after each step
    await quick.generate(
      { ...asked, count: 1 },
      { previews: 'linear-at-once', onPreview: ({ width }, _, step) => seen.push([0, step, width, 0]) },
    );
    expect(seen.splice(0)).toEqual([1, 2, 3, 4, 5, 6, 7].map(step => [0, step, expect.any(Number), 0]));
    let now = 0;
    clock.mockImplementation(() => (now += 1000));
    const pipeline = await open('sana');
    const pictures = await pipeline.generate(asked, {
      previews: 'linear',
      onPreview: ({ width, height }, index, step) => seen.push([index, step, width, height]),
    });
    // a quarter of the steps has passed: one decoded preview, of the picture's size; the others are an eighth as large
    expect(seen.slice(0, 6)).toEqual([[0, 2, 96, 64], ...[3, 4, 5, 6, 7].map(step => [0, step, 12, 8])]);
    expect(seen.filter(([index]) => index === 1).map(([, step]) => step)).toEqual([2, 3, 4, 5, 6, 7]);
    const plain = await pipeline.generate(asked);
    expect(plain.map(({ data }) => data)).toEqual(pictures.map(({ data }) => data));
    clock.mockRestore();
    // where networks give way to each other, none is loaded for a preview
    const tight = await open('sana', undefined, { memoryBudget: 1 });
    const previews: number[] = [];
    await tight.generate(asked, { previews: 'linear', onPreview: (_, __, step) => previews.push(step) });
    expect(previews).toEqual([]);
  });

  test('stops within one step when cancelled, and leaves the pipeline as it was', async () => {
    const pipeline = await open('sana');
    const [before] = await pipeline.generate(small);
    const controller = new AbortController();
    let steps = 0;
    const cancelled = pipeline.generate(
      { ...small, steps: 1000 },
      {
        signal: controller.signal,
        onProgress: ({ phase, step }) => {
          if (phase !== 'denoise') return;
          steps = step;
          if (step === 2) controller.abort();
        },
      },
    );
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
    expect(steps).toBe(2);
    const [after] = await pipeline.generate(small);
    expect(after!.data).toEqual(before!.data);
  });

  test('tells what the guard replaced, and draws the prompt without it', async () => {
    const pipeline = await open('sana');
    const [picture] = await pipeline.generate({ ...small, prompt: 'a fucking cat' });
    expect(picture!.replaced).toMatchObject([{ text: 'fucking', start: 2, end: 9 }]);
    expect(picture!.request.prompt).toBe('a fucking cat');
    const [heart] = await pipeline.generate({ ...small, prompt: 'a ❤️ cat' });
    expect(picture!.data).toEqual(heart!.data);
  });

  test('starts from an image: little strength keeps most of it', async () => {
    const pipeline = await open('sana');
    const startImage = readPng('pipeline', 'start.png');
    const draw = async (strength: number) =>
      (await pipeline.generate({ ...small, steps: 20, width: 96, height: 64, startImage, strength }))[0]!;
    const [none, little, much] = [await draw(1 / 20), await draw(0.3), await draw(1)];
    const distance = (a: Picture) => a.data.reduce((sum, value, index) => sum + (value - none.data[index]!) ** 2, 0);
    expect(distance(little)).toBeLessThan(distance(much));
  });
});

test.each([
  ['8gb', 'decoder tail on a grid'],
  ['4gb', 'decoder tail'],
] as const)('on a device that is said to be of %s the end of the decoder is “%s”', async (memoryTier, key) => {
  const asked = vi.spyOn(ProgramCache.prototype, 'get');
  const pipeline = await open('sana', undefined, { memoryTier });
  await pipeline.generate({ prompt: 'a dog', width: 128, height: 128, steps: 1, seed: 1 });
  expect(asked.mock.calls.map(([name]) => name).filter(name => name.startsWith('decoder tail'))).toEqual([key]);
  asked.mockRestore();
});
