import { beforeAll, describe, expect, it } from 'vitest';
import { readJson, referencePath } from '../../../../../test/reference-data.ts';
import { diskFolder } from '../../node/files.ts';
import { nodeRuntime } from '../../node/runtime.ts';
import { SanaPipeline } from '../../pipeline.ts';
import { ProgramCache } from '../../runtime/program-cache.ts';
import type { Runtime } from '../../runtime/session.ts';
import { PromptEncoder } from '../../text/prompt-encoder.ts';
import { bytesSource } from '../files/source.ts';
import type { GgufTestFile } from '../formats/gguf.fixture.ts';
import { openSafetensors } from '../formats/safetensors.ts';
import { READABLE_BLOCKS } from '../tensors/gguf-blocks.ts';
import type { ByteSource, Folder, TensorReader } from '../tensors/tensors.ts';
import {
  dequantised,
  EVERY_TYPE,
  filesWith,
  type GemmaGgufOptions,
  gemmaGguf,
  ggufBytes,
  type TestVocabulary,
} from './gemma-gguf.fixture.ts';
import { openGgufTextEncoder } from './gguf-text-encoder.ts';
import { openModelFolder } from './model-folder.ts';
import { withParts } from './part-place.ts';

const base = diskFolder(referencePath('sana', 'model'));
const vocabulary = readJson(referencePath('sana', 'model', 'tokenizer', 'tokenizer.json')) as TestVocabulary;

type EncoderOptions = Partial<GemmaGgufOptions> & { readonly metadata?: GgufTestFile['metadata'] };

/** Made once, as it takes a while. */
const whole = gemmaGguf({ vocabulary, layers: EVERY_TYPE, table: 'Q6_K' });

function file({ metadata, ...others }: EncoderOptions = {}, name = 'encoder.gguf') {
  const made = others.layers ? gemmaGguf({ vocabulary, layers: EVERY_TYPE, table: 'Q6_K', ...others }) : whole;
  return bytesSource(name, ggufBytes({ ...made, metadata: { ...made.metadata, ...metadata } }));
}
/** The model in a folder with the file in the place of its text encoder. */
const openWith = (folder: Folder, source: ByteSource) =>
  openModelFolder(withParts(folder, { textEncoder: { kind: 'file', open: async () => source } }));
const open = (options?: EncoderOptions, name?: string) => openGgufTextEncoder(file(options, name));

/** The base model with that encoder's numbers as a folder has them. */
async function folderWith(tensors: TensorReader): Promise<Folder> {
  const files = await filesWith(base, tensors, EVERY_TYPE.length);
  return {
    label: 'dequantised',
    async open(path) {
      const bytes = files.get(path);
      return bytes ? bytesSource(path, bytes) : base.open(path);
    },
  };
}

function furthest(found: ArrayLike<number>, wanted: ArrayLike<number>): number {
  return Array.from(found).reduce((most, value, index) => Math.max(most, Math.abs(value - wanted[index]!)), 0);
}

describe('a GGUF as text encoder', () => {
  let runtime: Runtime;
  beforeAll(async () => {
    runtime = await nodeRuntime('cpu');
  });

  async function hidden(
    model: ConstructorParameters<typeof PromptEncoder>[0],
    on: Runtime = runtime,
  ): Promise<Float32Array> {
    const programs = new ProgramCache(on, Number.POSITIVE_INFINITY);
    const encoder = new PromptEncoder(model, programs);
    const { values } = await encoder.encode([2, 17, 300, 45, 8, 121], 2);
    await encoder.dispose();
    await programs.dispose();
    return values;
  }

  it('may stay in its file but for the gains of norms, which are stored as other numbers', async () => {
    const { tensors } = await open({ layers: [() => 'F32', () => 'F32'] });
    const placed = [...tensors.entries.keys()].filter(name => tensors.place?.(name));
    expect(placed).toContain('layers.0.self_attn.q_proj.weight');
    expect(placed.filter(name => name.endsWith('norm.weight'))).toEqual([]);
  });

  it.each([...READABLE_BLOCKS, 'F16', 'BF16', 'F32'])('%s: the hidden states are those of its numbers', async type => {
    const table = type === 'Q4_0' ? 'Q6_K' : type;
    const { config, tensors } = await open({ layers: [() => type, () => type], table });
    const floats = await openSafetensors(bytesSource('floats', await dequantised(tensors)));
    const [found, wanted] = [await hidden({ config, tensors }), await hidden({ config, tensors: floats })];
    const largest = furthest(wanted, new Float32Array(wanted.length));
    expect(furthest(found, wanted) / largest).toBeLessThan(1e-5);
  });

  it('a mixture of all types: on WebGPU they are, too', async () => {
    const { config, tensors } = await open();
    const floats = await openSafetensors(bytesSource('floats', await dequantised(tensors)));
    const webgpu = await nodeRuntime('webgpu');
    const [found, wanted] = [await hidden({ config, tensors }, webgpu), await hidden({ config, tensors: floats })];
    expect(furthest(found, wanted) / furthest(wanted, new Float32Array(wanted.length))).toBeLessThan(1e-5);
    webgpu.dispose();
  });

  it('draws the picture of the folder with the same numbers, and reads its prompts with its own tokenizer', async () => {
    const encoder = await open();
    const folder = await folderWith(encoder.tensors);
    const request = { prompt: 'a red kite over the sea', width: 64, height: 64, steps: 2, seed: 3 };
    const draw = async (source?: ByteSource) => {
      const model = source ? await openWith(folder, source) : await openModelFolder(folder);
      const pipeline = new SanaPipeline(runtime, model);
      const [picture] = await pipeline.generate(request);
      await pipeline.dispose();
      return picture!.data;
    };
    expect(furthest(await draw(file()), await draw())).toBeLessThanOrEqual(1);
    const model = await openModelFolder(folder);
    const own = model.tokenizer.load();
    await model.close();
    const read = encoder.tokenizer!.load();
    for (const text of ['a red kite over the sea', '  two  spaces\n<eos> ₿ \u{1f98a}', '']) {
      expect(read.encode(text)).toEqual(own.encode(text));
    }
  });

  it('a scale that is no number is found, and named', async () => {
    const tensors = whole.tensors.map(tensor => {
      if (tensor.name !== 'blk.0.ffn_up.weight') return tensor;
      const bytes = tensor.bytes.slice();
      bytes.set([0x00, 0x7e], 144 * 3);
      return { ...tensor, bytes };
    });
    const model = await openWith(
      await folderWith((await open()).tensors),
      bytesSource('nan.gguf', ggufBytes({ ...whole, tensors })),
    );
    const pipeline = new SanaPipeline(runtime, model);
    await expect(pipeline.generate({ prompt: 'a kite', width: 64, height: 64, steps: 1 })).rejects.toMatchObject({
      code: 'weights-not-finite',
      data: { tensor: 'layers.0.mlp.up_proj.weight', file: 'nan.gguf' },
    });
    await pipeline.dispose();
  });

  it('reads rows of the table by range, and never the table', async () => {
    const source = file();
    const reads: number[] = [];
    const { tensors } = await openGgufTextEncoder({
      ...source,
      read: (offset, length) => {
        reads.push(length);
        return source.read(offset, length);
      },
    });
    reads.length = 0;
    await tensors.readFloat32('embed_tokens.weight', [300, 302]);
    expect(reads).toEqual([2 * 210]);
  });
});

describe('what a GGUF says of itself', () => {
  const code = (options: EncoderOptions, name?: string) =>
    open(options, name).then(
      ({ remarks }) => remarks.map(({ remark }) => remark).join() || 'opens',
      (error: unknown) => (error as { reason: string }).reason,
    );
  const named = (name: string) => ({ 'general.name': name });

  it.each([
    ['gemma-2-2b-it-transformers', 'x', 'opens'],
    ['Gemma 2 2b It', 'x', 'opens'],
    ['Gemma 2 2b', 'gemma.gguf', 'model-unsupported:base-text-encoder'],
    ['gemma-2-2b', 'gemma-2-2b-it-Q4_0.gguf', 'model-unsupported:base-text-encoder'],
    ['Gemma 2 2b Pt', 'x', 'model-unsupported:base-text-encoder'],
    ['model', 'models/gemma-2-2b-it-Q4_K_M.gguf', 'opens'],
    ['model', 'models/gemma-2-2b-Q4_K_M.gguf', 'model-unsupported:base-text-encoder'],
    ['model', 'models/gemma-2-2b.Q4_K_M.gguf', 'model-unsupported:base-text-encoder'],
    ['model', 'encoder.gguf', 'tuning-unknown'],
    ['Gemma 2 2b Fine Tuned By Somebody', 'sha256-7462', 'tuning-unknown'],
  ])('%s in %s: %s', async (name, path, expected) => {
    expect(await code({ metadata: named(name) }, path)).toBe(expected);
  });

  it('by its kind of fine-tuning', async () => {
    expect(await code({ metadata: { 'general.name': 'Gemma 2 2b', 'general.finetune': 'it' } })).toBe('opens');
  });

  it.each([
    [{ 'general.architecture': 'llama' }, 'model-unsupported:gguf-architecture'],
    [{ 'tokenizer.ggml.model': 'gpt2' }, 'model-unsupported:gguf-tokenizer'],
    [{ 'split.count': { u32: 2 } }, 'model-unsupported:gguf-pieces'],
    [{ 'gemma2.block_count': { u32: 100_000 } }, 'config-invalid:value'],
    [{ 'gemma2.embedding_length': 'wide' }, 'config-invalid:value'],
    [{ 'tokenizer.ggml.tokens': ['a'] }, 'config-invalid:pieces'],
    [{ 'tokenizer.ggml.bos_token_id': { u32: 2 ** 31 } }, 'config-invalid:pieces'],
  ] as const)('%o: %s', async (metadata, expected) => {
    expect(await code({ metadata })).toBe(expected);
  });

  it('another size of Gemma is refused by its shape, and shapes that contradict the header too', async () => {
    const folder = await folderWith((await open()).tensors);
    const wide = file({ metadata: { 'gemma2.embedding_length': { u32: 3584 } } });
    await expect(openWith(folder, wide)).rejects.toMatchObject({
      reason: 'model-unsupported:text-encoder-width',
      data: { found: 3584, size: ' (Gemma 2 9B)', wanted: 256 },
    });
    const deep = file({ metadata: { 'gemma2.feed_forward_length': { u32: 512 } } });
    await expect(openWith(folder, deep)).rejects.toMatchObject({ code: 'tensor-shape' });
  });

  it('types of blocks that do not work are named, with those that do', async () => {
    const folder = await folderWith((await open()).tensors);
    const coarse = file({ layers: [() => 'IQ4_NL', EVERY_TYPE[1]!] });
    await expect(openWith(folder, coarse)).rejects.toMatchObject({
      reason: 'tensor-dtype:blocks',
      message: expect.stringMatching(/IQ4_NL.*Q4_0, Q4_1, .*Q6_K/),
    });
  });
});
