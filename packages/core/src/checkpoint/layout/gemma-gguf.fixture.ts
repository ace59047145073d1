import { joined, type Random, seededRandom } from '../../random.fixture.ts';
import { readJson } from '../files/json-file.ts';
import { safetensorsBytes } from '../formats/checkpoint.fixture.ts';
import { type GgufTestFile, type GgufTestTensor, ggufBytes, ggufType, ggufValues } from '../formats/gguf.fixture.ts';
import { openSafetensors } from '../formats/safetensors.ts';
import type { Folder, TensorReader } from '../tensors/tensors.ts';

/** Widths of the smallest Gemma 2 that every type of blocks fits. */
export const TINY = { hidden: 256, inner: 256, heads: 2, groups: 1, head: 128 } as const;

const { hidden, inner, heads, groups, head } = TINY;
const MATRICES = {
  attn_q: [heads * head, hidden],
  attn_k: [groups * head, hidden],
  attn_v: [groups * head, hidden],
  attn_output: [hidden, heads * head],
  ffn_gate: [inner, hidden],
  ffn_up: [inner, hidden],
  ffn_down: [hidden, inner],
} as const;
const NORMS = ['attn_norm', 'post_attention_norm', 'ffn_norm', 'post_ffw_norm'];

/** A vocabulary as tokenizer.json has it. */
export interface TestVocabulary {
  readonly model: {
    readonly vocab: Readonly<Record<string, number>>;
    readonly merges: readonly (string | readonly string[])[];
  };
  readonly added_tokens: readonly { readonly id: number; readonly special?: boolean }[];
}

/** Its pieces with scores and types, as llama.cpp writes them. */
export function pieceLists({ model, added_tokens: added }: TestVocabulary) {
  const pieces = Object.entries(model.vocab)
    .toSorted(([, a], [, b]) => a - b)
    .map(([piece]) => piece);
  const rank = new Map<string, number>();
  for (const merge of model.merges) {
    const piece = typeof merge === 'string' ? merge.replace(' ', '') : merge.join('');
    if (!rank.has(piece)) rank.set(piece, rank.size);
  }
  const special = new Map(added.map(({ id, special: isControl }) => [id, isControl ? 3 : 4]));
  const type = (piece: string, id: number) => special.get(id) ?? (/^<0x[0-9A-F]{2}>$/.test(piece) ? 6 : 1);
  return {
    pieces,
    scores: pieces.map(piece => -(rank.get(piece) ?? pieces.length)),
    types: pieces.map(type),
  };
}

export interface GemmaGgufOptions {
  readonly vocabulary: TestVocabulary;
  /** The type of each matrix, layer by layer, by its name in the file; one layer for each. */
  readonly layers: readonly ((name: keyof typeof MATRICES) => string)[];
  /** That of the table. */
  readonly table: string;
  readonly seed?: number;
}

/** A tiny Gemma 2 as llama.cpp writes it. */
export function gemmaGguf(options: GemmaGgufOptions): GgufTestFile {
  const random: Random = seededRandom(options.seed ?? 1);
  const { pieces, scores, types } = pieceLists(options.vocabulary);
  const tensor = (name: string, type: string, shape: readonly number[]): GgufTestTensor => {
    const count = shape.reduce((product, dim) => product * dim, 1);
    return { name: `${name}.weight`, type: ggufType(type)[0], shape, bytes: ggufValues(type, count, random) };
  };
  const norm = (name: string): GgufTestTensor => {
    const gains = Float32Array.from({ length: hidden }, () => 0.8 + 0.4 * random());
    return { name: `${name}.weight`, type: 0, shape: [hidden], bytes: new Uint8Array(gains.buffer) };
  };
  const layers = options.layers.flatMap((typeOf, layer) => [
    ...NORMS.map(name => norm(`blk.${layer}.${name}`)),
    ...(Object.keys(MATRICES) as (keyof typeof MATRICES)[]).map(name =>
      tensor(`blk.${layer}.${name}`, typeOf(name), MATRICES[name]),
    ),
  ]);
  return {
    metadata: {
      'general.architecture': 'gemma2',
      'general.name': 'tiny gemma 2 it',
      'gemma2.embedding_length': { u32: hidden },
      'gemma2.block_count': { u32: options.layers.length },
      'gemma2.feed_forward_length': { u32: inner },
      'gemma2.attention.head_count': { u32: heads },
      'gemma2.attention.head_count_kv': { u32: groups },
      'gemma2.attention.key_length': { u32: head },
      'gemma2.attention.value_length': { u32: head },
      'gemma2.attention.layer_norm_rms_epsilon': { f32: 1e-6 },
      'gemma2.attn_logit_softcapping': { f32: 50 },
      'gemma2.attention.sliding_window': { u32: 4096 },
      'tokenizer.ggml.model': 'llama',
      'tokenizer.ggml.tokens': pieces,
      'tokenizer.ggml.scores': { f32s: scores },
      'tokenizer.ggml.token_type': { u32s: types },
      'tokenizer.ggml.bos_token_id': { u32: 2 },
      'tokenizer.ggml.unknown_token_id': { u32: 3 },
      'tokenizer.ggml.add_bos_token': { bool: true },
    },
    tensors: [tensor('token_embd', options.table, [pieces.length, hidden]), ...layers, norm('output_norm')],
  };
}

/** Types by matrix, so that two layers have every one that can be read. */
export const EVERY_TYPE: readonly ((name: keyof typeof MATRICES) => string)[] = [
  name =>
    ({
      attn_q: 'Q4_0',
      attn_k: 'Q4_1',
      attn_v: 'Q5_0',
      attn_output: 'Q5_1',
      ffn_gate: 'Q8_0',
      ffn_up: 'Q4_K',
      ffn_down: 'Q6_K',
    })[name],
  name =>
    ({
      attn_q: 'Q5_K',
      attn_k: 'F16',
      attn_v: 'Q6_K',
      attn_output: 'BF16',
      ffn_gate: 'Q5_K',
      ffn_up: 'F32',
      ffn_down: 'Q4_1',
    })[name],
];

export { ggufBytes };

/** All tensors in float32, as a safetensors file of the same names. */
export async function dequantised(tensors: TensorReader): Promise<Uint8Array> {
  const files = [];
  for (const [name, { shape }] of tensors.entries) {
    const values = await tensors.readFloat32(name);
    files.push({
      name,
      dtype: 'F32' as const,
      shape,
      bytes: new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
    });
  }
  return safetensorsBytes(files);
}

/** config.json that goes with it. */
function tinyConfig(vocabulary: number, layers: number) {
  return {
    model_type: 'gemma2',
    vocab_size: vocabulary,
    hidden_size: hidden,
    num_hidden_layers: layers,
    num_attention_heads: heads,
    num_key_value_heads: groups,
    head_dim: head,
    intermediate_size: inner,
    query_pre_attn_scalar: head,
    rms_norm_eps: 1e-6,
    sliding_window: 4096,
  };
}

/**
 * What is different of a model whose transformer reads a text encoder of these widths, and that encoder in float32.
 * @param base a model in the official layout
 */
export async function filesWith(
  base: Folder,
  tensors: TensorReader,
  layers: number,
): Promise<ReadonlyMap<string, Uint8Array<ArrayBuffer>>> {
  const stored = (await base.open('transformer/diffusion_pytorch_model.safetensors'))!;
  const config = (await base.open('transformer/config.json'))!;
  const weights = await openSafetensors(stored);
  const name = 'caption_projection.linear_1.weight';
  const changed = [];
  for (const [tensor, { dtype, shape }] of weights.entries) {
    const values = Float32Array.from({ length: shape[0]! * hidden }, (_, index) => Math.sin(index * index) / 16);
    changed.push(
      tensor === name
        ? { name, dtype, shape: [shape[0]!, hidden], bytes: new Uint8Array(values.buffer) }
        : { name: tensor, dtype, shape, bytes: await weights.readBytes(tensor) },
    );
  }
  const json = await readJson(config);
  await Promise.all([stored.close?.(), config.close?.()]);
  const text = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
  const vocabulary = tensors.entries.get('embed_tokens.weight')!.shape[0]!;
  return new Map([
    ['transformer/diffusion_pytorch_model.safetensors', joined(safetensorsBytes(changed))],
    ['transformer/config.json', text({ ...(json as object), caption_channels: hidden })],
    ['text_encoder/model.safetensors', joined(await dequantised(tensors))],
    ['text_encoder/config.json', text(tinyConfig(vocabulary, layers))],
  ]);
}
