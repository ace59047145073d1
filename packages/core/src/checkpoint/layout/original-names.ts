import { SanaError } from '../../errors.ts';
import { entryOf } from '../tensors/tensor-data.ts';
import { type TensorSlice, viewTensors } from '../tensors/tensor-view.ts';
import type { TensorEntry, TensorReader } from '../tensors/tensors.ts';
import { prefixOf, withoutPrefix } from './prefixes.ts';

/** Names that a transformer has in diffusers. */
const DIFFUSERS = ['patch_embed.proj.weight'];
/** And in the original repository. */
const ORIGINAL = ['x_embedder.proj.weight'];

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

/** Rows of each of `parts` matrices that are stacked in one. @throws SanaError `tensor-shape` */
export function rowsOf(reader: TensorReader, stored: string, parts: number): number {
  const { shape } = entryOf(reader.label, reader.entries, stored);
  const rows = (shape[0] ?? 0) / parts;
  if (Number.isInteger(rows) && rows > 0) return rows;
  throw new SanaError('tensor-shape:split', { file: reader.label, tensor: stored, found: shape, parts });
}

/** Where each diffusers tensor of one original tensor lies. */
export function slicesOf(reader: TensorReader, name: string): [string, TensorSlice][] {
  const block = /^blocks\.(\d+)\.(.+)$/.exec(name);
  if (!block) return [[renamed(name, TOP_LEVEL) ?? name, { stored: name }]];
  const [, index, rest] = block as unknown as [string, string, string];
  const prefix = `transformer_blocks.${index}.`;
  for (const [original, targets] of STACKED) {
    if (!rest.startsWith(original)) continue;
    const rows = rowsOf(reader, name, targets.length);
    const end = rest.slice(original.length);
    return targets.map((target, i) => [prefix + target + end, { stored: name, rows: [i * rows, (i + 1) * rows] }]);
  }
  const inner = renamed(rest, IN_BLOCK);
  return [[inner === undefined ? name : prefix + inner, { stored: name }]];
}

/**
 * Modules of the original repository, each with the modules of diffusers that its weight consists of.
 * @param weights those of a transformer in diffusers
 */
export function originalModules(weights: Iterable<string>): [original: string, diffusers: readonly string[]][] {
  const known = [...weights];
  const blocks = new Set(known.flatMap(name => /^transformer_blocks\.(\d+)\./.exec(name)?.[1] ?? []));
  const level = known.some(name => name.startsWith('time_embed.emb.'))
    ? 'time_embed.emb.timestep'
    : 'time_embed.timestep';
  const inBlocks = [...blocks].flatMap(index =>
    [...IN_BLOCK.map(([from, to]) => [from, [to]] as const), ...STACKED].map(
      ([from, to]) => [`blocks.${index}.${from}`, to.map(name => `transformer_blocks.${index}.${name}`)] as const,
    ),
  );
  const top = TOP_LEVEL.map(([from, to]) => [from, [to.replace(/^time_embed\.timestep/, level)]] as const);
  return [...top, ...inBlocks]
    .filter(([from]) => from.endsWith('.'))
    .map(([from, to]) => [from.slice(0, -1), to.map(name => name.slice(0, -1))]);
}

/** Whether this is a Sana transformer under the names of diffusers or of the original repository. */
export function transformerNaming(reader: TensorReader): 'diffusers' | 'original' | undefined {
  if (prefixOf(reader, DIFFUSERS) !== undefined) return 'diffusers';
  return prefixOf(reader, ORIGINAL) === undefined ? undefined : 'original';
}

/** The stored positional table of an original checkpoint, which models of 2K and 4K have. */
export function positionalTable(reader: TensorReader): TensorEntry | undefined {
  const prefix = prefixOf(reader, ORIGINAL);
  return prefix === undefined ? undefined : reader.entries.get(`${prefix}pos_embed`);
}

/**
 * A Sana transformer under the names that diffusers gives its tensors, whatever community files put before them. Of an
 * original checkpoint, stacked matrices become row ranges of the stored ones; nothing is read here. Names that the table
 * does not know are kept, so that an inspection shows them.
 * @throws SanaError `model-unsupported` when this is no Sana transformer, `tensor-shape`
 */
export function asDiffusersTransformer(stored: TensorReader): TensorReader {
  const diffusers = prefixOf(stored, DIFFUSERS);
  if (diffusers !== undefined) return withoutPrefix(stored, diffusers);
  const original = prefixOf(stored, ORIGINAL);
  if (original === undefined) throw new SanaError('model-unsupported:no-transformer', { file: stored.label });
  const reader = withoutPrefix(stored, original);
  const hasGuidance = reader.entries.has('cfg_embedder.mlp.0.weight');
  const slices = new Map<string, TensorSlice>();
  for (const name of reader.entries.keys()) {
    if (DROPPED.test(name)) continue;
    for (const [target, slice] of slicesOf(reader, name)) {
      const level = hasGuidance ? 'time_embed.timestep' : 'time_embed.emb.timestep';
      slices.set(target.replace(/^time_embed\.timestep/, level), slice);
    }
  }
  return viewTensors(reader, slices);
}
