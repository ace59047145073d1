import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { referencePath } from '../../../../test/reference-data.ts';
import { bytesSource } from '../checkpoint/files/source.ts';
import { safetensorsBytes, type TestTensor } from '../checkpoint/formats/checkpoint.fixture.ts';
import { type ModelFolder, openModelFolder } from '../checkpoint/layout/model-folder.ts';
import { OWN_FORMATS, packRows } from '../checkpoint/tensors/integer-blocks.ts';
import type { TensorReader } from '../checkpoint/tensors/tensors.ts';
import { transformerTensors } from '../diffusion/tensors.ts';
import type { Picture } from '../image/picture.ts';
import { diskFolder } from '../node/files.ts';
import { nodeRuntime } from '../node/runtime.ts';
import { SanaPipeline } from '../pipeline.ts';
import { loraOf } from '../request/index.ts';
import { scalingOf } from './alpha.ts';
import { namePattern } from './name-pattern.ts';
import { openLora } from './open-lora.ts';
import { TargetNames } from './targets.ts';

let model: ModelFolder;

beforeAll(async () => {
  model = await openModelFolder(diskFolder(referencePath('sana', 'model')));
});
afterAll(() => model.close());

const TO_Q = 'transformer.transformer_blocks.0.attn1.to_q';

function tensor(name: string, shape: readonly number[], value = 0.01): TestTensor {
  const values = new Float32Array(shape.reduce((product, size) => product * size, 1)).fill(value);
  return { name, dtype: 'F32', shape, bytes: new Uint8Array(values.buffer) };
}

const pair = (module: string, rank = 2, outputs = 64, inputs = 64) => [
  tensor(`${module}.lora_A.weight`, [rank, inputs]),
  tensor(`${module}.lora_B.weight`, [outputs, rank]),
];

function withNotes(bytes: Uint8Array, notes: Readonly<Record<string, string>>): Uint8Array {
  const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
  const text = new TextEncoder().encode(JSON.stringify({ ...header, __metadata__: notes }));
  const file = new Uint8Array(8 + text.length + bytes.length - 8 - length);
  new DataView(file.buffer).setBigUint64(0, BigInt(text.length), true);
  file.set(text, 8);
  file.set(bytes.subarray(8 + length), 8 + text.length);
  return file;
}

const open = (tensors: readonly TestTensor[], adapter?: object) => {
  const bytes = safetensorsBytes(tensors);
  const noted = adapter ? withNotes(bytes, { lora_adapter_metadata: JSON.stringify(adapter) }) : bytes;
  return openLora({ file: bytesSource('a.safetensors', noted) }, model);
};

describe('a file that cannot be used is refused within a second, with what is wrong', () => {
  const huge = tensor(`${TO_Q}.lora_A.weight`, [0]);
  const repeats = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`(a*)*${i}b.*`, 1]));
  test.each<[string, () => readonly TestTensor[], object | undefined, string]>([
    ['nothing of a LoRA', () => [tensor('weight', [2, 2])], undefined, 'lora-unfit:none'],
    ['a rank of a thousand million', () => [{ ...huge, shape: [1e9, 64] }], undefined, 'file-corrupt:tensor-bytes'],
    [
      'that rank with nothing in it',
      () => [
        { ...huge, shape: [1e9, 0] },
        { ...huge, name: `${TO_Q}.lora_B.weight`, shape: [0, 1e9] },
      ],
      undefined,
      'lora-unfit:shape',
    ],
    ['a rank of nothing', () => pair(TO_Q, 0), undefined, 'lora-unfit:rank'],
    [
      'two ranks',
      () => [tensor(`${TO_Q}.lora_A.weight`, [2, 64]), tensor(`${TO_Q}.lora_B.weight`, [64, 3])],
      undefined,
      'lora-unfit:rank',
    ],
    ['half of a pair', () => pair(TO_Q).slice(1), undefined, 'lora-unfit:none'],
    ['half of another pair', () => [...pair(TO_Q), pair('proj_out')[0]!], undefined, 'lora-unfit:half'],
    ['the shape of another model', () => pair(TO_Q, 2, 2240, 2240), undefined, 'lora-unfit:shape'],
    [
      'numbers that are none',
      () => [...pair(TO_Q).slice(1), tensor(`${TO_Q}.lora_A.weight`, [2, 64], Number.NaN)],
      undefined,
      'lora-unfit:numbers',
    ],
    [
      'no end',
      () => [...pair(TO_Q).slice(0, 1), tensor(`${TO_Q}.lora_B.weight`, [64, 2], Number.POSITIVE_INFINITY)],
      undefined,
      'lora-unfit:numbers',
    ],
    [
      'an alpha that is none',
      () => [...pair(TO_Q), tensor(`${TO_Q}.alpha`, [], Number.NaN)],
      undefined,
      'lora-unfit:alpha',
    ],
    [
      'the same matrix by two names',
      () => [...pair(TO_Q), ...pair('lora_transformer_transformer_blocks_0_attn1_to_q')],
      undefined,
      'lora-unfit:twice',
    ],
    [
      'the same matrix in a stack',
      () => [...pair(TO_Q), ...pair('blocks.0.attn.qkv', 2, 192)],
      undefined,
      'lora-unfit:twice',
    ],
    [
      'the same half twice',
      () => [...pair(TO_Q), tensor(`${TO_Q}.lora_down.weight`, [2, 64])],
      undefined,
      'lora-unfit:twice',
    ],
    ['another family', () => pair('transformer.single_transformer_blocks.0.attn.to_q'), undefined, 'lora-unfit:family'],
    ['a block that there is not', () => pair('transformer_blocks.2.attn1.to_q'), undefined, 'lora-unfit:module'],
    [
      'a convolution over neighbours',
      () => pair('transformer_blocks.0.ff.conv_depth', 2, 320, 1),
      undefined,
      'lora-unfit:no-matrix',
    ],
    ['a norm', () => pair('caption_norm', 2, 64, 1), undefined, 'lora-unfit:no-matrix'],
    ['a DoRA', () => [...pair(TO_Q), tensor(`${TO_Q}.lora_magnitude_vector`, [64])], undefined, 'lora-unfit:dora'],
    ['a DoRA by its notes', () => pair(TO_Q), { 'transformer.use_dora': true }, 'lora-unfit:dora'],
    [
      'a text encoder',
      () => [...pair(TO_Q), ...pair('text_encoder.layers.0.self_attn.q_proj')],
      undefined,
      'lora-unfit:text-encoder',
    ],
    [
      'a text encoder of kohya',
      () => [...pair(TO_Q), ...pair('lora_te_layers_0_mlp')],
      undefined,
      'lora-unfit:text-encoder',
    ],
    ['LoHa', () => [tensor(`${TO_Q}.hada_w1_a`, [64, 2])], undefined, 'lora-unfit:method'],
    ['biases', () => [...pair(TO_Q), tensor(`${TO_Q}.lora_B.bias`, [64])], undefined, 'lora-unfit:method'],
    ['something else as well', () => [...pair(TO_Q), tensor('surprise', [1])], undefined, 'lora-unfit:tensor'],
    [
      'patterns that repeat without an end',
      () => pair(TO_Q),
      { 'transformer.alpha_pattern': repeats },
      'lora-unfit:pattern',
    ],
    ['an alpha in words', () => pair(TO_Q), { 'transformer.alpha_pattern': { to_q: 'eight' } }, 'lora-unfit:alpha'],
  ])('%s', async (_, tensors, adapter, reason) => {
    const started = performance.now();
    await expect(open(tensors(), adapter)).rejects.toMatchObject({ reason });
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe('names', () => {
  it('are found as diffusers, peft, kohya, OneTrainer and the original repository write them', () => {
    const names = new TargetNames(transformerTensors(model.transformer.config));
    const found = (name: string) => names.find(name)?.map(({ weight }) => weight);
    const q = 'transformer_blocks.1.attn2.to_q';
    for (const start of [
      '',
      'transformer.',
      'base_model.model.',
      'base_model.model.transformer.',
      'diffusion_model.',
    ]) {
      expect(found(start + q)).toEqual([`${q}.weight`]);
    }
    for (const start of ['lora_transformer_', 'lora_unet_']) {
      expect(found(start + q.replaceAll('.', '_'))).toEqual([`${q}.weight`]);
      expect(found(`${start}blocks_1_cross_attn_q_linear`)).toEqual([`${q}.weight`]);
    }
    expect(found('blocks.0.attn.qkv')).toEqual(
      ['q', 'k', 'v'].map(part => `transformer_blocks.0.attn1.to_${part}.weight`),
    );
    expect(found('diffusion_model.blocks.1.mlp.inverted_conv.conv')).toEqual([
      'transformer_blocks.1.ff.conv_inverted.weight',
    ]);
    expect(found('t_embedder.mlp.0')).toEqual(['time_embed.emb.timestep_embedder.linear_1.weight']);
    for (const module of ['x_embedder.proj', 'final_layer.linear', 't_block.1']) expect(found(module)).toHaveLength(1);
    expect(found('transformer_blocks.9.attn2.to_q')).toBeUndefined();
  });

  test.each([
    ['to_q', 'transformer_blocks.0.attn1.to_q', true],
    ['q', 'transformer_blocks.0.attn1.to_q', false],
    ['attn[12]\\.to_(?:q|k)', 'transformer_blocks.0.attn2.to_k', true],
    ['attn[12]\\.to_(q|k)', 'transformer_blocks.0.attn2.to_v', false],
    ['transformer_blocks\\.\\d+\\.ff.conv_point', 'transformer_blocks.12.ff.conv_point', true],
    ['transformer_blocks\\.[0-3]\\..*', 'transformer_blocks.4.attn1.to_q', false],
    ['^transformer_blocks\\.0\\..*to_q$', 'transformer_blocks.0.attn1.to_q', true],
    ['^attn1\\.to_q', 'transformer_blocks.0.attn1.to_q', false],
    ['a?b*.+', 'x.y', true],
    ['to_[\\w]', 'attn1.to_q', true],
    ['[^\\d]+\\d', 'attn1', true],
  ])('are matched by %s as a regular expression is: %s', (pattern, module, expected) => {
    expect(namePattern(pattern)!.matches(module)).toBe(expected);
    const [start, end] = [pattern.startsWith('^') ? '' : '^(?:.*\\.)?', pattern.endsWith('$') ? '' : '$'];
    expect(module.match(`${start}(?:${pattern})${end}`) !== null).toBe(expected);
  });

  it.each(['to_(q)|to_k', '[\\s]', '(a|b)(c)|d', '(to_q)+', 'to_q)', '(?=a)', 'a'.repeat(501)])(
    'are not guessed by %s',
    pattern => expect(namePattern(pattern)).toBeUndefined(),
  );

  it('are matched by so many steps as no file makes slow', () => {
    const many = Object.fromEntries(Array.from({ length: 64 }, (_, i) => [`(a|b|c|d)(a|b|c|d)(a|b|c|d).*${i}`, 1]));
    expect(() => scalingOf({ alpha_pattern: many }, 'file')).toThrow(/alpha_pattern/);
  });

  it('have the alpha of the first pattern, of the file, beside the pair, or their rank', () => {
    const scaling = scalingOf({ lora_alpha: 8, alpha_pattern: { 'attn1.to_q': 2, to_q: 3 } }, 'file');
    expect(scaling.factor('transformer_blocks.0.attn1.to_q', 4, 1)).toBe(0.5);
    expect(scaling.factor('transformer_blocks.0.attn2.to_q', 4, 1)).toBe(0.75);
    expect(scaling.factor('transformer_blocks.0.attn2.to_k', 4, 1)).toBe(2);
    expect(scalingOf({}, 'file').factor('to_k', 4, 1)).toBe(0.25);
    expect(scalingOf({}, 'file').factor('to_k', 4, undefined)).toBe(1);
    expect(scalingOf({ lora_alpha: 8, use_rslora: true }, 'file').factor('to_k', 4, undefined)).toBe(4);
  });
});

test.each([
  ['style.safetensors', 'style.safetensors', 1],
  ['style.safetensors:0.6', 'style.safetensors', 0.6],
  ['style.safetensors:-1', 'style.safetensors', -1],
  ['C:\\loras\\style.safetensors', 'C:\\loras\\style.safetensors', 1],
  ['C:\\loras\\style.safetensors:.5', 'C:\\loras\\style.safetensors', 0.5],
  ['a:b:2', 'a:b', 2],
  ['https://example.com/a.safetensors', 'https://example.com/a.safetensors', 1],
  ['owner/name:1.', 'owner/name', 1],
  ['a:', 'a:', 1],
  [':5', ':5', 1],
])('%s on a command line is %s with strength %d', (word, name, strength) => {
  expect(loraOf(word)).toEqual({ name, strength });
});

/** The transformer with every matrix that can be as 8-bit integers, and with what these stand for. */
function integers(tensors: TensorReader, as: 'integers' | 'floats'): TensorReader {
  const format = OWN_FORMATS[8];
  const isMatrix = (name: string) => {
    const [, inputs = 0, ...kernel] = tensors.entries.get(name)!.shape;
    return (
      name.startsWith('transformer_blocks.') &&
      name.endsWith('.weight') &&
      inputs % 32 === 0 &&
      kernel.every(size => size === 1)
    );
  };
  const pack = async (name: string, rows?: readonly [number, number]) => {
    const [, inputs = 0] = tensors.entries.get(name)!.shape;
    const columns = inputs;
    return format.unpack!(packRows(await tensors.readFloat32(name, rows), columns, 8), columns);
  };
  const entries = [...tensors.entries].map(
    ([name, entry]) => [name, as === 'integers' && isMatrix(name) ? { ...entry, blocks: format } : entry] as const,
  );
  return {
    label: tensors.label,
    entries: new Map(entries),
    readIntegers: pack,
    async readFloat32(name, rows) {
      if (!isMatrix(name)) return tensors.readFloat32(name, rows);
      const { widenIntegers } = await import('../checkpoint/tensors/block-format.ts');
      return widenIntegers(await pack(name, rows), format.integers!);
    },
  };
}

function meanDifference(a: Picture, b: Picture): number {
  return a.data.reduce((sum, value, i) => sum + Math.abs(value - b.data[i]!), 0) / a.data.length;
}

describe('strengths', () => {
  const request = { prompt: 'a dog', width: 64, height: 64, steps: 4, seed: 3 } as const;
  const loras = (...strengths: number[]) => strengths.map(strength => ({ name: 'sana/alpha.safetensors', strength }));

  async function pipelineOf(options: { loraForm?: 'merged' | 'beside'; weights?: 'integers' | 'floats' }) {
    const own = await openModelFolder(diskFolder(referencePath('sana', 'model')));
    const { transformer } = own;
    const tensors = options.weights ? integers(transformer.tensors, options.weights) : transformer.tensors;
    return new SanaPipeline(
      await nodeRuntime('cpu'),
      { ...own, transformer: { ...transformer, tensors } },
      {
        loraForm: options.loraForm,
        openAddition: async (_, place) => ({ folder: diskFolder(referencePath('lora')), place }),
      },
    );
  }

  it('change from picture to picture without loading again, also to nothing and below', async () => {
    const pipeline = await pipelineOf({});
    const [plain] = await pipeline.generate(request);
    const pictures: Picture[] = [];
    let loading = 0;
    for (const strength of [1, 0.5, 0, -0.5]) {
      const before = pictures.length;
      const onProgress = ({ phase }: { phase: string }) => {
        if (phase === 'load' && before > 0) loading++;
      };
      pictures.push(...(await pipeline.generate({ ...request, loras: loras(strength) }, { onProgress })));
    }
    expect(loading).toBe(0);
    expect(pictures[2]!.data).toEqual(plain!.data);
    expect(meanDifference(pictures[0]!, plain!)).toBeGreaterThan(meanDifference(pictures[1]!, plain!));
    expect(meanDifference(pictures[3]!, plain!)).toBeGreaterThan(1);
    // the same file twice is the sum of both
    const [twice] = await pipeline.generate({ ...request, loras: loras(0.7, -0.2) });
    expect(meanDifference(twice!, pictures[1]!)).toBeLessThan(0.05);
    await pipeline.dispose();
  });

  it('are read from their files once for a request, also where a second pass refines its pictures', async () => {
    const own = await openModelFolder(diskFolder(referencePath('sana', 'model')));
    let opened = 0;
    const pipeline = new SanaPipeline(await nodeRuntime('cpu'), own, {
      async openAddition(_, place) {
        opened++;
        return { folder: diskFolder(referencePath('lora')), place };
      },
    });
    const pictures = await pipeline.generate({ ...request, count: 2, refine: 2, loras: loras(0.5) });
    expect(opened).toBe(1);
    expect(pictures.map(picture => picture.request.loras?.[0]?.strength)).toEqual([0.5, 0.5]);
    await pipeline.dispose();
  });

  it('stay with the picture, with the name and the hash of the file, which another file is told from', async () => {
    const pipeline = await pipelineOf({});
    const [picture] = await pipeline.generate({ ...request, loras: loras(0.5) });
    const [kept] = picture!.request.loras!;
    expect(kept).toEqual({
      name: 'sana/alpha.safetensors',
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      strength: 0.5,
    });
    const [again] = await pipeline.generate(picture!.request);
    expect(again!.data).toEqual(picture!.data);
    const other = { ...kept!, name: 'sana/kohya.safetensors' };
    await expect(pipeline.generate({ ...request, loras: [other] })).rejects.toMatchObject({
      reason: 'lora-missing:other',
    });
    await expect(pipeline.generate({ ...request, loras: [{ ...kept!, name: 'gone' }] })).rejects.toMatchObject({
      reason: 'lora-missing:file',
      data: { file: 'gone' },
    });
    await pipeline.dispose();
  });

  it('make an old photograph of what the embedded model draws, with the LoRA that comes with it', async () => {
    const models = new URL('../../../../models/', import.meta.url);
    const folder = (name: string) => diskFolder(fileURLToPath(new URL(name, models)));
    const pipeline = new SanaPipeline(await nodeRuntime('cpu'), await openModelFolder(folder('sana-mini')), {
      openAddition: async (_, place) => ({ folder: folder('loras'), place }),
    });
    const vivid = async (strength: number) => {
      const lora = { name: 'sana-mini-sepia.safetensors', strength };
      const [picture] = await pipeline.generate({ prompt: 'a red car', seed: 3, steps: 8, loras: [lora] });
      const { data } = picture!;
      const spread = (at: number) => Math.max(...data.subarray(at, at + 3)) - Math.min(...data.subarray(at, at + 3));
      return Array.from({ length: data.length / 4 }, (_, i) => spread(4 * i)).filter(colour => colour > 120).length;
    };
    expect(8 * (await vivid(1))).toBeLessThan(await vivid(0));
    await pipeline.dispose();
  });

  it('count on weights that are integers, which stay as they are', async () => {
    const [packed, wide] = [
      await pipelineOf({ weights: 'integers', loraForm: 'merged' }),
      await pipelineOf({ weights: 'floats', loraForm: 'merged' }),
    ];
    const [plain] = await packed.generate(request);
    const [changed] = await packed.generate({ ...request, loras: loras(1) });
    const [expected] = await wide.generate({ ...request, loras: loras(1) });
    // the processor rounds activations, too
    expect(meanDifference(changed!, expected!)).toBeLessThan(4);
    expect(meanDifference(changed!, plain!)).toBeGreaterThan(4 * meanDifference(changed!, expected!));
    // in a part of a picture, too, whose rest stays
    const mask = { ...plain!, data: plain!.data.map((_, at) => (at % 4 === 3 || (at >> 2) % 64 >= 40 ? 255 : 0)) };
    const [part] = await packed.generate({ ...request, loras: loras(1), startImage: plain!, mask, feather: 4 });
    const change = (isMasked: boolean) =>
      part!.data.reduce((sum, value, at) => {
        return sum + ((at >> 2) % 64 >= 40 === isMasked ? Math.abs(value - plain!.data[at]!) : 0);
      }, 0);
    expect(change(false)).toBe(0);
    expect(change(true)).toBeGreaterThan(10_000);
    await packed.dispose();
    await wide.dispose();
  });
});
