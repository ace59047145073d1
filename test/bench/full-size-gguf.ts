import { access, open, rename } from 'node:fs/promises';
import {
  ggufHeader,
  ggufType,
  ggufValues,
  pieceLists,
  seededRandom,
  type TestVocabulary,
} from '@sana-studio/core/testing';
import { readGemmaTokenizer } from '../reference-data.ts';
import { TEXT_ENCODER } from './full-size-configs.ts';

const {
  hidden_size: hidden,
  intermediate_size: inner,
  num_hidden_layers: layers,
  vocab_size: vocabulary,
} = TEXT_ENCODER;
const queries = TEXT_ENCODER.num_attention_heads * TEXT_ENCODER.head_dim;
const groups = TEXT_ENCODER.num_key_value_heads * TEXT_ENCODER.head_dim;
const MATRICES = {
  attn_q: [queries, hidden],
  attn_k: [groups, hidden],
  attn_v: [groups, hidden],
  attn_output: [hidden, queries],
  ffn_gate: [inner, hidden],
  ffn_up: [inner, hidden],
  ffn_down: [hidden, inner],
};
const NORMS = ['attn_norm', 'post_attention_norm', 'ffn_norm', 'post_ffw_norm'];

/** Values of a type that are written again and again: a number that blocks and rows divide. */
const REPEATED = 2304 * 256;

interface Matrix {
  readonly name: string;
  readonly type: string;
  readonly shape: readonly number[];
}

function tensors(): Matrix[] {
  const all: Matrix[] = [{ name: 'token_embd.weight', type: 'Q6_K', shape: [vocabulary, hidden] }];
  for (let layer = 0; layer < layers; layer++) {
    for (const name of NORMS) all.push({ name: `blk.${layer}.${name}.weight`, type: 'F32', shape: [hidden] });
    for (const [name, shape] of Object.entries(MATRICES)) {
      all.push({ name: `blk.${layer}.${name}.weight`, type: 'Q4_0', shape });
    }
  }
  return [...all, { name: 'output_norm.weight', type: 'F32', shape: [hidden] }];
}

const count = (shape: readonly number[]) => shape.reduce((product, dim) => product * dim, 1);

function byteLength({ type: name, shape }: Matrix): number {
  const [, type] = ggufType(name);
  return typeof type === 'string' ? 4 * count(shape) : (count(shape) / type.values) * type.bytes;
}

/** Writes a GGUF with the shapes of gemma-2-2b-it in Q4_0, as Ollama has it, its vocabulary and random weights, unless it is there. */
export async function makeFullSizeGguf(path: string): Promise<void> {
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (isThere) return;
  const random = seededRandom(1);
  const repeated = new Map(['Q6_K', 'Q4_0'].map(type => [type, ggufValues(type, REPEATED, random)]));
  const gains = new Uint8Array(Float32Array.from({ length: hidden }, () => 0.9 + 0.2 * random()).buffer);
  const { pieces, scores, types } = pieceLists(readGemmaTokenizer().json as TestVocabulary);
  const matrices = tensors();
  const header = ggufHeader({
    metadata: {
      'general.architecture': 'gemma2',
      'general.name': 'gemma-2-2b-it with random weights',
      'gemma2.embedding_length': { u32: hidden },
      'gemma2.block_count': { u32: layers },
      'gemma2.feed_forward_length': { u32: inner },
      'gemma2.attention.head_count': { u32: TEXT_ENCODER.num_attention_heads },
      'gemma2.attention.head_count_kv': { u32: TEXT_ENCODER.num_key_value_heads },
      'gemma2.attention.key_length': { u32: TEXT_ENCODER.head_dim },
      'gemma2.attention.value_length': { u32: TEXT_ENCODER.head_dim },
      'gemma2.attention.layer_norm_rms_epsilon': { f32: 1e-6 },
      'gemma2.attn_logit_softcapping': { f32: 50 },
      'gemma2.attention.sliding_window': { u32: TEXT_ENCODER.sliding_window },
      'tokenizer.ggml.model': 'llama',
      'tokenizer.ggml.tokens': pieces,
      'tokenizer.ggml.scores': { f32s: scores },
      'tokenizer.ggml.token_type': { u32s: types },
    },
    tensors: matrices.map(matrix => ({
      name: matrix.name,
      type: ggufType(matrix.type)[0],
      shape: matrix.shape,
      bytes: { length: byteLength(matrix) },
    })),
  });
  const partial = `${path}.partial`;
  const file = await open(partial, 'w');
  try {
    await file.write(header);
    for (const matrix of matrices) {
      const block = repeated.get(matrix.type) ?? gains;
      for (let left = byteLength(matrix); left > 0; left -= block.length) {
        await file.write(block.subarray(0, Math.min(left, block.length)));
      }
    }
  } finally {
    await file.close();
  }
  await rename(partial, path);
}
