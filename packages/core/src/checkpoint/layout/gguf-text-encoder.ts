import type { Remark } from '../../errors.ts';
import { SanaError } from '../../errors.ts';
import { PIECE_TYPES, piecesTokenizer, type SentencePieces } from '../../text/sentence-pieces.ts';
import type { TokenizerSource } from '../../text/tokenizer.ts';
import { type GgufFile, type GgufValue, openGguf } from '../formats/gguf.ts';
import { type TensorSlice, viewTensors } from '../tensors/tensor-view.ts';
import type { ByteSource, TensorReader } from '../tensors/tensors.ts';
import { parseTextEncoderConfig, type TextEncoderConfig } from './config.ts';
import { assertInstructed } from './instructed.ts';

/** A text encoder in a single file, tokenizer included. */
export interface TextEncoderFile {
  readonly config: TextEncoderConfig;
  /** Under the names of Gemma2Model, with the numbers that it has. */
  readonly tensors: TensorReader;
  /** Undefined where the file has none, and that of the model's folder is taken. */
  readonly tokenizer: TokenizerSource | undefined;
  /** What there is to say of it. */
  readonly remarks: readonly Remark[];
}

type Metadata = GgufFile['metadata'];

/** What llama.cpp calls Gemma 2. */
export const GGUF_TEXT_ENCODER = 'gemma2';

const OUTSIDE: Readonly<Record<string, string>> = {
  'token_embd.weight': 'embed_tokens.weight',
  'output_norm.weight': 'norm.weight',
};

const IN_LAYER: Readonly<Record<string, string>> = {
  'attn_norm.weight': 'input_layernorm.weight',
  'post_attention_norm.weight': 'post_attention_layernorm.weight',
  'ffn_norm.weight': 'pre_feedforward_layernorm.weight',
  'post_ffw_norm.weight': 'post_feedforward_layernorm.weight',
  'attn_q.weight': 'self_attn.q_proj.weight',
  'attn_k.weight': 'self_attn.k_proj.weight',
  'attn_v.weight': 'self_attn.v_proj.weight',
  'attn_output.weight': 'self_attn.o_proj.weight',
  'ffn_gate.weight': 'mlp.gate_proj.weight',
  'ffn_up.weight': 'mlp.up_proj.weight',
  'ffn_down.weight': 'mlp.down_proj.weight',
};

function encoderName(stored: string): string {
  const [, layer, rest] = /^blk\.(\d+)\.(.+)$/.exec(stored) ?? [];
  if (layer === undefined || rest === undefined) return OUTSIDE[stored] ?? stored;
  return `layers.${layer}.${IN_LAYER[rest] ?? rest}`;
}

/** Gains of norms are stored plus one, as llama.cpp multiplies with them; the network adds the one itself. */
function encoderTensors(reader: TensorReader): TensorReader {
  const slices = new Map<string, TensorSlice>();
  for (const stored of reader.entries.keys()) slices.set(encoderName(stored), { stored });
  const named = viewTensors(reader, slices);
  const isGain = (name: string) => name.endsWith('norm.weight');
  return {
    ...named,
    async readFloat32(name, rows) {
      const values = await named.readFloat32(name, rows);
      return isGain(name) ? values.map(gain => gain - 1) : values;
    },
    place: (name, rows) => (isGain(name) ? undefined : named.place?.(name, rows)),
  };
}

function configOf(metadata: Metadata, reader: TensorReader, label: string): TextEncoderConfig {
  const value = (name: string) => metadata.get(`${GGUF_TEXT_ENCODER}.${name}`);
  const headWidth = value('attention.key_length');
  return parseTextEncoderConfig(
    {
      model_type: GGUF_TEXT_ENCODER,
      vocab_size: reader.entries.get('token_embd.weight')?.shape[0],
      hidden_size: value('embedding_length'),
      num_hidden_layers: value('block_count'),
      num_attention_heads: value('attention.head_count'),
      num_key_value_heads: value('attention.head_count_kv'),
      head_dim: headWidth,
      intermediate_size: value('feed_forward_length'),
      rms_norm_eps: value('attention.layer_norm_rms_epsilon'),
      // not stored; of the 2B model it is the width of a head
      query_pre_attn_scalar: headWidth,
      attn_logit_softcapping: value('attn_logit_softcapping'),
      sliding_window: value('attention.sliding_window'),
      rope_theta: value('rope.freq_base'),
    },
    label,
  );
}

const isTexts = (value: GgufValue | undefined): value is readonly string[] => Array.isArray(value);

function tokenizerOf(metadata: Metadata, file: string): TokenizerSource {
  const value = (name: string) => metadata.get(`tokenizer.ggml.${name}`);
  const model = value('model');
  if (model !== 'llama') throw new SanaError('model-unsupported:gguf-tokenizer', { file, found: String(model) });
  const [pieces, scores, types] = [value('tokens'), value('scores'), value('token_type')];
  if (!isTexts(pieces) || !(scores instanceof Float64Array) || !(types instanceof Float64Array)) {
    throw new SanaError('config-invalid:pieces', { file, detail: 'no list of tokens, scores and types' });
  }
  const given: SentencePieces = {
    file,
    // llama.cpp writes the spaces of these, and of these alone, as spaces
    pieces: pieces.map((piece, id) => (types[id] === PIECE_TYPES.userDefined ? piece.replaceAll(' ', '▁') : piece)),
    scores,
    types,
    bos: Number(value('bos_token_id') ?? 2),
    unknown: Number(value('unknown_token_id') ?? 3),
  };
  return piecesTokenizer(given);
}

/** @throws SanaError `model-unsupported` for what is no Gemma 2 in one file */
function assertGemma(metadata: Metadata, file: string): void {
  const architecture = metadata.get('general.architecture');
  if (architecture !== GGUF_TEXT_ENCODER) {
    throw new SanaError('model-unsupported:gguf-architecture', { file, found: String(architecture ?? '–') });
  }
}

/**
 * Opens the text encoder of a GGUF file: reads the header, which has configuration and tokenizer as well. That its width
 * is the transformer's is seen to where both are known.
 * @throws SanaError `model-unsupported` for other architectures, parts of a file and models that are not
 *   instruction-tuned; `config-invalid`; what openGguf throws
 */
export async function openGgufTextEncoder(source: ByteSource): Promise<TextEncoderFile> {
  const { metadata, reader } = await openGguf(source);
  const { label } = source;
  assertGemma(metadata, label);
  const remarks = assertInstructed(metadata, label);
  const config = configOf(metadata, reader, label);
  return { config, tensors: encoderTensors(reader), tokenizer: tokenizerOf(metadata, label), remarks };
}
