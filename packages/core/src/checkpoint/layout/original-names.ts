import { SanaError } from '../../errors.ts';
import { entryOf } from '../tensors/tensor-data.ts';
import { type TensorSlice, viewTensors } from '../tensors/tensor-view.ts';
import type { TensorReader } from '../tensors/tensors.ts';

/** Community files put this before every name. */
const PREFIX = 'model.diffusion_model.';

/** Needed only in training, or computed afresh. */
const DROPPED = /^(y_embedder\.y_embedding|pos_embed|logvar_linear\..*)$/;

/** Names outside the blocks, by prefix. `time_embed.` is short of the `emb.` that models without guidance have. */
const TOP_LEVEL: readonly (readonly [original: string, diffusers: string])[] = [
  ['x_embedder.proj.', 'patch_embed.proj.'],
  ['y_embedder.y_proj.fc1.', 'caption_projection.linear_1.'],
  ['y_embedder.y_proj.fc2.', 'caption_projection.linear_2.'],
  ['attention_y_norm.', 'caption_norm.'],
  ['t_embedder.mlp.0.', 'time_embed.timestep_embedder.linear_1.'],
  ['t_embedder.mlp.2.', 'time_embed.timestep_embedder.linear_2.'],
  ['cfg_embedder.mlp.0.', 'time_embed.guidance_embedder.linear_1.'],
  ['cfg_embedder.mlp.2.', 'time_embed.guidance_embedder.linear_2.'],
  ['t_block.1.', 'time_embed.linear.'],
  ['final_layer.scale_shift_table', 'scale_shift_table'],
  ['final_layer.linear.', 'proj_out.'],
];

const IN_BLOCK: readonly (readonly [original: string, diffusers: string])[] = [
  ['scale_shift_table', 'scale_shift_table'],
  ['attn.q_norm.', 'attn1.norm_q.'],
  ['attn.k_norm.', 'attn1.norm_k.'],
  ['attn.proj.', 'attn1.to_out.0.'],
  ['cross_attn.q_linear.', 'attn2.to_q.'],
  ['cross_attn.q_norm.', 'attn2.norm_q.'],
  ['cross_attn.k_norm.', 'attn2.norm_k.'],
  ['cross_attn.proj.', 'attn2.to_out.0.'],
  ['mlp.inverted_conv.conv.', 'ff.conv_inverted.'],
  ['mlp.depth_conv.conv.', 'ff.conv_depth.'],
  ['mlp.point_conv.conv.', 'ff.conv_point.'],
];

/** Several matrices stacked along their rows. */
const STACKED: readonly (readonly [original: string, diffusers: readonly string[]])[] = [
  ['attn.qkv.', ['attn1.to_q.', 'attn1.to_k.', 'attn1.to_v.']],
  ['cross_attn.kv_linear.', ['attn2.to_k.', 'attn2.to_v.']],
];

function renamed(name: string, table: readonly (readonly [string, string])[]): string | undefined {
  for (const [original, diffusers] of table) {
    if (name.startsWith(original)) return diffusers + name.slice(original.length);
  }
  return undefined;
}

function rowsOf(reader: TensorReader, stored: string, parts: number): number {
  const { shape } = entryOf(reader.label, reader.entries, stored);
  const rows = (shape[0] ?? 0) / parts;
  if (Number.isInteger(rows) && rows > 0) return rows;
  throw new SanaError('tensor-shape:split', { file: reader.label, tensor: stored, found: shape, parts });
}

/** Where each diffusers tensor of one original tensor lies. */
function slicesOf(reader: TensorReader, stored: string, name: string): [string, TensorSlice][] {
  const block = /^blocks\.(\d+)\.(.+)$/.exec(name);
  if (!block) return [[renamed(name, TOP_LEVEL) ?? name, { stored }]];
  const [, index, rest] = block as unknown as [string, string, string];
  const prefix = `transformer_blocks.${index}.`;
  for (const [original, targets] of STACKED) {
    if (!rest.startsWith(original)) continue;
    const rows = rowsOf(reader, stored, targets.length);
    const end = rest.slice(original.length);
    return targets.map((target, i) => [prefix + target + end, { stored, rows: [i * rows, (i + 1) * rows] }]);
  }
  const inner = renamed(rest, IN_BLOCK);
  return [[inner === undefined ? name : prefix + inner, { stored }]];
}

/** The stored name of an original tensor, with or without the community prefix. */
export function originalName(reader: TensorReader, name: string): string | undefined {
  return [name, PREFIX + name].find(candidate => reader.entries.has(candidate));
}

/**
 * The transformer of an original Sana checkpoint under the names that diffusers gives its tensors. Stacked matrices
 * become row ranges of the stored ones; nothing is read here. A reader that has diffusers' names already is returned as
 * it is. Names that the table does not know are kept, so that an inspection shows them.
 * @throws SanaError `model-unsupported` when this is no Sana transformer, `tensor-shape`
 */
export function asDiffusersTransformer(reader: TensorReader): TensorReader {
  if (reader.entries.has('patch_embed.proj.weight')) return reader;
  if (originalName(reader, 'x_embedder.proj.weight') === undefined) {
    throw new SanaError('model-unsupported:no-transformer', { file: reader.label });
  }
  const hasGuidance = originalName(reader, 'cfg_embedder.mlp.0.weight') !== undefined;
  const slices = new Map<string, TensorSlice>();
  for (const stored of reader.entries.keys()) {
    const name = stored.startsWith(PREFIX) ? stored.slice(PREFIX.length) : stored;
    if (DROPPED.test(name)) continue;
    for (const [target, slice] of slicesOf(reader, stored, name)) {
      const level = hasGuidance ? 'time_embed.timestep' : 'time_embed.emb.timestep';
      slices.set(target.replace(/^time_embed\.timestep/, level), slice);
    }
  }
  return viewTensors(reader, slices);
}
