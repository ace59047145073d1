import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { readJson, referencePath } from '../../../test/reference-data.ts';
import { bytesSource, memoryFolder } from './checkpoint/files/source.ts';
import { safetensorsBytes, type TestTensor } from './checkpoint/formats/checkpoint.fixture.ts';
import { openSafetensors } from './checkpoint/formats/safetensors.ts';
import { type WritableTensor, writeSafetensors } from './checkpoint/formats/safetensors-write.ts';
import { openControlNetwork } from './checkpoint/layout/control-network.ts';
import { openModelFolder } from './checkpoint/layout/model-folder.ts';
import type { Folder, TensorReader } from './checkpoint/tensors/tensors.ts';
import { Denoiser } from './diffusion/denoiser.ts';
import { controlPicture } from './image/control-picture.ts';
import type { Picture } from './image/picture.ts';
import { decodePng } from './image/png-decode.ts';
import { diskFolder, openFile } from './node/files.ts';
import { nodeRuntime } from './node/runtime.ts';
import { SanaPipeline } from './pipeline.ts';
import type { PartialRequest } from './request/index.ts';
import { ProgramCache } from './runtime/program-cache.ts';

const read = (name: string, folder = 'controlnet'): Picture =>
  decodePng(readFileSync(referencePath(folder, `${name}.png`)));
const control = read('control');
const WEIGHTS = referencePath('controlnet', 'controlnet', 'diffusion_pytorch_model.safetensors');

/** What the names of additions stand for. */
const folders: Record<string, Folder> = { controlnet: diskFolder(referencePath('controlnet')) };

async function open(name: string) {
  const model = await openModelFolder(diskFolder(referencePath(name, 'model')));
  return new SanaPipeline(await nodeRuntime('cpu'), model, {
    openAddition: async (kind, place) => {
      if (kind === 'lora') return { folder: diskFolder(referencePath('lora')), place };
      const [first = '', ...rest] = place.split('/');
      return folders[first] && { folder: folders[first], place: rest.join('/') };
    },
  });
}

let pipeline: SanaPipeline;

beforeAll(async () => {
  pipeline = await open('sana');
});

afterAll(() => pipeline.dispose());

const REQUEST = {
  ...{ prompt: 'A cute 🐶 playing with a 🏀 on the grass', negativePrompt: 'blurry', width: 256, height: 192 },
  ...{ seed: 41, steps: 8, guidanceScale: 4.5, control, controlnet: 'controlnet' },
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
    ['scale0.5-guidance1.0', { guidanceScale: 1, controlScale: 0.5 }],
    ['plain-guidance4.5', { controlScale: 0 }],
    ['plain-guidance1.0', { guidanceScale: 1, control: undefined, controlnet: undefined }],
  ])('draws %s as the reference does', async (name, partial) => {
    expect(largestDifference(await draw(partial), read(name))).toBeLessThanOrEqual(1);
  });
});

const IN_ORIGINAL: readonly (readonly [string, readonly string[]])[] = [
  ['attn.qkv', ['attn1.to_q', 'attn1.to_k', 'attn1.to_v']],
  ['attn.proj', ['attn1.to_out.0']],
  ['cross_attn.q_linear', ['attn2.to_q']],
  ['cross_attn.kv_linear', ['attn2.to_k', 'attn2.to_v']],
  ['cross_attn.proj', ['attn2.to_out.0']],
  ['mlp.inverted_conv.conv', ['ff.conv_inverted']],
  ['mlp.depth_conv.conv', ['ff.conv_depth']],
  ['mlp.point_conv.conv', ['ff.conv_point']],
];

/** The ControlNet as NVlabs' checkpoints have it, beside a whole transformer. */
async function original(change: (name: string, data: Float32Array) => Float32Array = (_, data) => data) {
  const file = await openFile(WEIGHTS);
  const reader: TensorReader = await openSafetensors(file);
  const tensors = new Map<string, WritableTensor>();
  const put = async (name: string, parts: readonly string[]) => {
    if (!parts.every(part => reader.entries.has(part))) return;
    const values = await Promise.all(parts.map(part => reader.readFloat32(part)));
    const { shape } = reader.entries.get(parts[0]!)!;
    const data = Float32Array.from(values.flatMap(part => [...part]));
    tensors.set(name, { dtype: 'F32', shape: [parts.length * shape[0]!, ...shape.slice(1)], data: change(name, data) });
  };
  for (const end of ['.weight', '.bias']) {
    await put(`controlnet.0.before_proj${end}`, [`input_block${end}`]);
    await put(`controlnet.0.after_proj${end}`, [`controlnet_blocks.0${end}`]);
    for (const [name, parts] of IN_ORIGINAL) {
      await put(
        `controlnet.0.copied_block.${name}${end}`,
        parts.map(part => `transformer_blocks.0.${part}${end}`),
      );
    }
  }
  await put('controlnet.0.copied_block.scale_shift_table', ['transformer_blocks.0.scale_shift_table']);
  await put('x_embedder.proj.weight', ['patch_embed.proj.weight']);
  await file.close?.();
  return memoryFolder('hed', new Map([['hed.pth', writeSafetensors(tensors)]]));
}

describe('one call of both networks', () => {
  const wave = (count: number, factor: number) =>
    Float32Array.from({ length: count }, (_, at) => Math.sin(factor * at));
  const expected = readJson(referencePath('controlnet', 'nvlabs.json')) as Record<string, number[][]>;

  test.each([
    ['diffusers', async () => ({ folder: diskFolder(referencePath('controlnet')), place: '' })],
    ['nvlabs', async () => ({ folder: await original(), place: 'hed.pth' })],
  ] as const)('wired as by %s is that of the reference', async (rule, addition) => {
    const model = await openModelFolder(diskFolder(referencePath('sana', 'model')));
    const network = await openControlNetwork(await addition(), model);
    const programs = new ProgramCache(await nodeRuntime('cpu'), Number.POSITIVE_INFINITY);
    const denoiser = new Denoiser(model.transformer, programs);
    // makes the result the network's output itself
    const weights = {
      inputScale: 1,
      cleanFromX: 0,
      cleanFromV: 1,
      nextFromX: 0,
      nextFromClean: 1,
      nextFromPrevious: 0,
    };
    const step = { timestep: 987, ...weights, nextFromNoise: 0, levelAfter: { image: 1, noise: 0 } };
    const plan = {
      steps: [step],
      imageWeight: 0,
      noiseWeight: 1,
      drawsNoise: false,
      resultIsClean: false,
      clipsClean: false,
    };
    const prepared = await denoiser.prepare({
      ...{ prompt: { values: wave(7 * 48, 1.3), count: 7 }, guidanceScale: 1, plan, height: 6, width: 8 },
      control: { network, key: rule, image: wave(48 * 32, 0.31), scale: 0.5, start: 0, end: 1 },
    });
    const velocity = await denoiser.run(prepared, wave(48 * 32, 0.7), () => new Float32Array());
    const largest = expected[rule]!.flat().reduce(
      (most, value, at) => Math.max(most, Math.abs(value - velocity[at]!)),
      0,
    );
    expect(largest).toBeLessThan(1e-4);
    denoiser.release(prepared);
    await programs.dispose();
    await network.close();
    await model.close();
  });
});

describe('a control picture', () => {
  it('counts from and to shares of the steps', async () => {
    const none = await draw({ controlStart: 0.99 });
    expect(largestDifference(none, read('plain-guidance4.5'))).toBeLessThanOrEqual(1);
    const early = await draw({ controlEnd: 0.5 });
    expect(largestDifference(early, read('plain-guidance4.5'))).toBeGreaterThan(8);
    expect(largestDifference(early, read('scale1.0-guidance4.5'))).toBeGreaterThan(8);
    expect(early.request).toMatchObject({ controlEnd: 0.5, controlnet: 'controlnet', controlFrom: 'map' });
  });

  it('goes with a LoRA, a mask and perturbed attention', async () => {
    const image = read('image', 'inpaint');
    const mask = read('mask-rectangle', 'inpaint');
    const loras = [{ name: 'sana/alpha.safetensors', strength: 1 }];
    const all = await draw({ loras, startImage: image, mask, feather: 4, pagScale: 2 });
    const isKept = image.data.every((value, at) => mask.data[at - (at % 4)]! > 0 || all.data[at] === value);
    expect(isKept).toBe(true);
    expect(largestDifference(all, await draw({ startImage: image, mask, feather: 4 }))).toBeGreaterThan(8);
  });

  it.each([
    ['no ControlNet is named', { controlnet: undefined }, 'controlnet-missing:unsaid'],
    ['there is none of that name', { controlnet: 'nowhere' }, 'controlnet-missing:file'],
    ['it ends before it starts', { controlStart: 0.5, controlEnd: 0.5 }, 'request-invalid:control-span'],
    [
      'it is a transformer',
      { controlnet: 'whole/transformer/diffusion_pytorch_model.safetensors' },
      'controlnet-unfit:none',
    ],
  ] as const)('is refused where %s', async (_, partial, reason) => {
    folders.whole = diskFolder(referencePath('sana', 'model'));
    await expect(draw(partial)).rejects.toMatchObject({ reason });
  });

  it('is refused by a Sprint, and by weights that are no numbers, which are named', async () => {
    const sprint = await open('sprint');
    const request = { ...REQUEST, steps: 2 };
    await expect(sprint.generate(request)).rejects.toMatchObject({ reason: 'controlnet-unfit:family' });
    await sprint.dispose();
    folders.broken = await original((name, data) =>
      name.includes('after_proj.weight') ? data.fill(Number.NaN) : data,
    );
    await expect(draw({ controlnet: 'broken/hed.pth', steps: 1 })).rejects.toMatchObject({
      code: 'weights-not-finite',
    });
  });
});

describe('a file that is no ControlNet is refused, with what is wrong', () => {
  const own = () => openSafetensors(bytesSource('own', new Uint8Array(readFileSync(WEIGHTS))));

  type Change = (name: string, shape: readonly number[]) => readonly TestTensor[] | undefined;

  /** The ControlNet with other shapes, names or bytes. */
  async function altered(change: Change) {
    const reader = await own();
    const files = [];
    for (const [name, { dtype, shape }] of reader.entries) {
      files.push(...(change(name, shape) ?? [{ name, dtype, shape, bytes: await reader.readBytes(name) }]));
    }
    return safetensorsBytes(files);
  }
  const empty = new Uint8Array(0);
  const config = readJson(referencePath('controlnet', 'controlnet', 'config.json')) as object;

  it.each<[string, Change, object, string]>([
    [
      'a matrix of a thousand million rows',
      (name: string) =>
        name === 'input_block.weight' ? [{ name, dtype: 'F32', shape: [1e9, 64], bytes: empty }] : undefined,
      {},
      'file-corrupt:tensor-bytes',
    ],
    [
      'as many, with nothing in them',
      (name: string) =>
        name === 'input_block.weight' ? [{ name, dtype: 'F32', shape: [1e9, 0], bytes: empty }] : undefined,
      {},
      'controlnet-unfit:width',
    ],
    [
      'a block without those before it',
      (name: string, shape: readonly number[]) =>
        name.startsWith('controlnet_blocks.0.')
          ? [
              {
                name: name.replace('.0.', '.9.'),
                dtype: 'F32',
                shape,
                bytes: new Uint8Array(4 * shape.reduce((a, b) => a * b)),
              },
            ]
          : undefined,
      {},
      'tensor-missing:model',
    ],
    ['as many heads', () => undefined, { num_attention_heads: 1e9 }, 'config-invalid'],
    ['heads of no width', () => undefined, { attention_head_dim: 0 }, 'config-invalid'],
  ])('%s', async (_, change, said, reason) => {
    const json = new TextEncoder().encode(JSON.stringify({ ...config, ...said }));
    folders.hostile = memoryFolder(
      'hostile',
      new Map([
        ['config.json', json],
        ['diffusion_pytorch_model.safetensors', await altered(change)],
      ]),
    );
    const started = performance.now();
    await expect(draw({ controlnet: 'hostile', steps: 1 })).rejects.toMatchObject({
      reason: expect.stringContaining(reason),
    });
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe('the lines of a picture', () => {
  const size = { width: 64, height: 48 };
  const painted = (shade: (x: number, y: number) => number): Picture => ({
    ...size,
    data: Uint8ClampedArray.from({ length: 4 * 64 * 48 }, (_, at) =>
      at % 4 === 3 ? 255 : shade((at >> 2) % 64, Math.trunc((at >> 2) / 64)),
    ),
  });
  const whites = ({ data }: Picture, y = 24) => {
    return Array.from({ length: 64 }, (_, x) => x).filter(x => data[4 * (64 * y + x)] === 255);
  };

  it('of a photo are where it changes, as thick as the network knows them, and nowhere else', () => {
    const edge = controlPicture(
      painted(x => (x < 32 ? 40 : 200)),
      'photo',
      size,
    );
    const found = whites(edge);
    expect(found.length).toBeGreaterThan(8);
    expect(found.every(x => Math.abs(x - 31.5) < 10)).toBe(true);
    expect(new Set(edge.data)).toEqual(new Set([0, 255]));
    expect(
      whites(
        controlPicture(
          painted(() => 90),
          'photo',
          size,
        ),
      ),
    ).toEqual([]);
  });

  it('of a sketch are its dark lines, and of dark shapes the outline', () => {
    const sketch = controlPicture(
      painted((x, y) => (x === 10 || (x > 24 && x < 60 && y > 4) ? 20 : 255)),
      'sketch',
      size,
    );
    const found = whites(sketch);
    expect(found).toContain(10);
    expect(found).toContain(25);
    expect(found).not.toContain(42);
  });

  it('of a map are what it says, stretched', () => {
    const map = controlPicture(control, 'map', { width: 300, height: 200 });
    expect(map.data).toEqual(control.data);
  });
});
