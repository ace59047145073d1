import { fileURLToPath } from 'node:url';
import * as ort from 'onnxruntime-node';
import { afterEach, describe, expect, test } from 'vitest';
import { referencePath } from '../../../test/reference-data.ts';
import { openModelFolder } from './checkpoint/layout/model-folder.ts';
import { OWN_FORMATS } from './checkpoint/tensors/integer-blocks.ts';
import { loadedBytes } from './checkpoint/tensors/tensor-data.ts';
import type { TensorEntry, TensorReader } from './checkpoint/tensors/tensors.ts';
import { Denoiser } from './diffusion/denoiser.ts';
import type { SolverPlan, SolverStep } from './diffusion/plan.ts';
import { solverPlan } from './diffusion/solvers.ts';
import { diskFolder } from './node/files.ts';
import { nodeRuntime } from './node/runtime.ts';
import { SanaPipeline } from './pipeline.ts';
import { qualityPlan } from './quality.ts';
import { seededRandom } from './random.fixture.ts';
import type { PartialRequest } from './request/index.ts';
import { multipliesIntegers } from './runtime/integer-products.ts';
import { ProgramCache } from './runtime/program-cache.ts';
import { Runtime } from './runtime/session.ts';

const REQUEST: PartialRequest = { prompt: 'a red house', seed: 3, width: 64, height: 64, steps: 9, guidanceScale: 4 };
const open: SanaPipeline[] = [];

afterEach(async () => {
  for (const pipeline of open.splice(0)) await pipeline.dispose();
});

/** A pipeline whose runs of the denoiser are counted by the passes that they make. */
async function counted(model: string, memoryBudget?: number) {
  const runtime = await nodeRuntime('cpu');
  const passes: number[] = [];
  const load = runtime.load.bind(runtime);
  runtime.load = async (program, options) => {
    const loaded = await load(program, options);
    if (program.name !== 'denoiser') return loaded;
    const isGuided = program.outputs.includes('direction');
    return {
      dispose: () => loaded.dispose(),
      run: (feeds, wanted) => {
        passes.push(isGuided ? 2 : 1);
        return loaded.run(feeds, wanted);
      },
    };
  };
  const folder = await openModelFolder(diskFolder(referencePath(model, 'model')));
  const pipeline = new SanaPipeline(runtime, folder, { memoryBudget });
  open.push(pipeline);
  return { pipeline, passes };
}

describe('a quality', () => {
  test('is how often the network runs, and exact is the picture of who says nothing', async () => {
    const { pipeline, passes } = await counted('sana');
    const draw = async (quality?: PartialRequest['quality']) => {
      passes.length = 0;
      const [picture] = await pipeline.generate({ ...REQUEST, quality });
      return { picture: picture!, passes: [...passes] };
    };
    const [none, exact, fast, draft] = [await draw(), await draw('exact'), await draw('fast'), await draw('draft')];
    expect(exact.picture.data).toEqual(none.picture.data);
    expect([none, exact, fast, draft].map(({ passes }) => passes.join(''))).toEqual([
      '222222222',
      '222222222',
      '222212121',
      '22212',
    ]);
    expect([none, exact, fast, draft].map(({ picture }) => picture.request.quality)).toEqual([
      undefined,
      'exact',
      'fast',
      'draft',
    ]);
    for (const { picture } of [fast, draft]) {
      expect(picture.data).not.toEqual(none.picture.data);
      expect(picture.remarks).toEqual(none.picture.remarks);
    }
  });

  test.each([
    ['sana', { guidanceScale: 1 }, undefined, 'passes'],
    ['sana', { pagScale: 2 }, undefined, 'pag'],
    ['sana', {}, 1e5, 'memory'],
    ['sana', { steps: 7 }, undefined, 'steps'],
    ['sprint', { steps: 2 }, undefined, 'passes'],
  ] as const)('that %s cannot have with %j says what is left of it', async (model, asked, budget, why) => {
    const { pipeline } = await counted(model, budget);
    const steps = 'steps' in asked ? asked.steps : 9;
    const remarksOf = (quality: 'exact' | 'fast' | 'draft') =>
      pipeline.remarks({ ...REQUEST, ...asked, quality }).filter(({ remark }) => remark.startsWith('quality'));
    expect(remarksOf('exact')).toEqual([]);
    expect(remarksOf('fast')).toMatchObject([{ remark: `quality-limited:${why}`, data: { steps, asked: steps } }]);
    expect(remarksOf('draft')).toMatchObject([
      { remark: `quality-limited:${why}`, data: { steps: Math.ceil(steps / 2) } },
    ]);
  });

  test('counts the memory of weights that are integers as that which they take', async () => {
    const own = await openModelFolder(diskFolder(referencePath('sana', 'model')));
    const { transformer } = own;
    const entries = [...transformer.tensors.entries].map(([name, entry]): [string, TensorEntry] => [
      name,
      entry.shape.length === 2 && entry.shape[1]! % 32 === 0 ? { ...entry, blocks: OWN_FORMATS[8] } : entry,
    ]);
    const tensors = { ...transformer.tensors, entries: new Map(entries) };
    const bytes = (of: TensorReader) => [...of.entries.values()].reduce((sum, entry) => sum + loadedBytes(entry), 0);
    const [floats, integers] = [bytes(transformer.tensors), bytes(tensors)];
    expect(integers).toBeLessThan(0.8 * floats);
    const runtime = await nodeRuntime('cpu');
    const limited = [transformer.tensors, tensors].map(weights => {
      const model = { ...own, transformer: { ...transformer, tensors: weights } };
      const pipeline = new SanaPipeline(runtime, model, { memoryBudget: floats + integers });
      return pipeline.remarks({ ...REQUEST, quality: 'fast' }).map(({ remark }) => remark);
    });
    expect(limited).toEqual([['quality-limited:memory'], []]);
    await own.close();
  });

  test('never reuses a direction that was not computed right before, nor in the first third, nor of less than eight steps', () => {
    for (const quality of ['fast', 'draft'] as const) {
      for (let of = 1; of <= 60; of++) {
        const { reuses = () => false } = qualityPlan(quality, of, undefined);
        const reused = Array.from({ length: of }, (_, step) => reuses(step, of));
        reused.forEach((is, step) => {
          if (is) expect([of >= 8, step, reused[step - 1], step > of / 3]).toEqual([true, step, false, true]);
        });
      }
    }
    expect(qualityPlan('exact', 20, undefined)).toEqual({ steps: 20, integers: false });
  });
});

describe('products in eight bits', () => {
  /** Bytes of the weights of the denoiser's networks that a picture of the embedded model is drawn with. */
  async function denoiserBytes(device: 'cpu' | 'wasm', quality: 'exact' | 'fast') {
    const runtime = new Runtime({ ort, device, provider: 'cpu', segmentBytes: 2 ** 30 });
    const bytes: number[] = [];
    const load = runtime.load.bind(runtime);
    runtime.load = async (program, options) => {
      const weights = program.segments.flatMap(({ parameters }) => [...parameters.values()]);
      if (program.name === 'denoiser') bytes.push(weights.reduce((sum, weight) => sum + weight.bytes, 0));
      return load(program, options);
    };
    const model = await openModelFolder(
      diskFolder(fileURLToPath(new URL('../../../models/sana-mini', import.meta.url))),
    );
    const pipeline = new SanaPipeline(runtime, model);
    open.push(pipeline);
    await pipeline.generate({ ...REQUEST, steps: 1, quality });
    return { bytes: Math.max(...bytes), isExact: await multipliesIntegers(runtime) };
  }

  test('are those of a small model in WebAssembly, and not in Node, where they spare it little', async () => {
    const { bytes: all } = await denoiserBytes('cpu', 'exact');
    const { bytes: node } = await denoiserBytes('cpu', 'fast');
    const { bytes: wasm, isExact } = await denoiserBytes('wasm', 'fast');
    expect(node).toBe(all);
    if (isExact) expect(wasm).toBeLessThan(0.5 * all);
    else expect(wasm).toBe(all);
  });
});

describe('a reused direction', () => {
  /** The latent stays what it is, so that the second step computes what the first one did. */
  const standing = ({ steps: [first, second], ...plan }: SolverPlan): SolverPlan => {
    const still: SolverStep = { ...first!, nextFromX: 1, nextFromClean: 0, nextFromPrevious: 0 };
    return { ...plan, steps: [still, { ...second!, timestep: first!.timestep, inputScale: first!.inputScale }] };
  };

  test.each([
    ['sana', 3],
    ['sana', 60],
    ['sana15', 3],
  ])('guides %s with %i tokens as the pass that it stands for', async (name, tokens) => {
    const { transformer, scheduler, close } = await openModelFolder(diskFolder(referencePath(name, 'model')));
    const programs = new ProgramCache(await nodeRuntime('cpu'), Number.POSITIVE_INFINITY);
    const random = seededRandom(7);
    const values = (length: number) => Float32Array.from({ length }, () => 2 * random() - 1);
    const width = transformer.config.caption_channels;
    const prompt = { values: values(tokens * width), count: tokens };
    const negative = { values: values(2 * width), count: 2 };
    const denoiser = new Denoiser(transformer, programs);
    const latent = values(16 * transformer.config.in_channels);
    const plan = standing(solverPlan(scheduler, { steps: 2, solver: 'dpm2' }));
    const run = async (reuses?: (step: number) => boolean) => {
      const conditioning = { prompt, negative, guidanceScale: 4.5, plan, height: 4, width: 4, reuses };
      const prepared = await denoiser.prepare(conditioning);
      const result = await denoiser.run(prepared, latent, () => latent);
      denoiser.release(prepared);
      return result;
    };
    const [full, reused] = [await run(), await run(step => step === 1)];
    const furthest = full.reduce((most, value, index) => Math.max(most, Math.abs(value - reused[index]!)), 0);
    expect(furthest).toBeLessThan(1e-4 * Math.max(...full.map(Math.abs)));
    expect(full).not.toEqual(latent);
    await programs.dispose();
    await close();
  });
});
