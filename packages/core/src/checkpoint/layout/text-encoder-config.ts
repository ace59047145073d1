import type { TensorReader } from '../tensors/tensors.ts';
import { parseTextEncoderConfig, type TextEncoderConfig } from './config.ts';

/** Values of a head in every Gemma 2. */
const HEAD_WIDTH = 256;

/**
 * The configuration of a Gemma 2 that came without one: its shapes, and what all of them share.
 * @param reader names of Gemma2Model
 * @throws SanaError `config-invalid` when the shapes make no sense
 */
export function textEncoderConfigFromTensors(reader: TensorReader): TextEncoderConfig {
  const rows = (name: string) => reader.entries.get(name)?.shape[0] ?? 0;
  const [vocabulary, width] = reader.entries.get('embed_tokens.weight')?.shape ?? [];
  const [queries, keys] = ['q_proj', 'k_proj'].map(name => rows(`layers.0.self_attn.${name}.weight`));
  // of what is no Gemma 2 the width is to be told, and not that it has no such heads
  const head = queries! % HEAD_WIDTH === 0 && keys! % HEAD_WIDTH === 0 ? HEAD_WIDTH : keys!;
  const layers = [...reader.entries.keys()].map(name => Number(/^layers\.(\d+)\./.exec(name)?.[1] ?? -1));
  return parseTextEncoderConfig(
    {
      vocab_size: vocabulary,
      hidden_size: width,
      num_hidden_layers: layers.reduce((most, layer) => Math.max(most, layer), -1) + 1,
      num_attention_heads: queries! / head,
      num_key_value_heads: keys! / head,
      head_dim: head,
      intermediate_size: rows('layers.0.mlp.gate_proj.weight'),
    },
    reader.label,
  );
}
