import { below, pick, type Random } from '../../random.fixture.ts';
import { safetensorsBytes, type TestTensor } from '../formats/checkpoint.fixture.ts';
import { narrow } from '../tensors/narrow.ts';
import type { TensorDtype, TensorReader } from '../tensors/tensors.ts';
import { widen } from '../tensors/widen.ts';
import type { PartName } from './weight-files.ts';

// The weights of a tidy folder as other people keep them: under original names, behind prefixes, in other types.

interface Tensor {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

export type Tensors = ReadonlyMap<string, Tensor>;

export async function tensorsOf(reader: TensorReader): Promise<Tensors> {
  const tensors = new Map<string, Tensor>();
  for (const [name, { shape }] of reader.entries) tensors.set(name, { shape, values: await reader.readFloat32(name) });
  return tensors;
}

/** One name of diffusers, or those of several matrices that the original stacks, and what the original calls them. */
type Rule = readonly [names: string | readonly string[], original: string];

const TRANSFORMER: readonly Rule[] = [
  ['patch_embed.', 'x_embedder.'],
  ['caption_projection.linear_1.', 'y_embedder.y_proj.fc1.'],
  ['caption_projection.linear_2.', 'y_embedder.y_proj.fc2.'],
  ['caption_norm.', 'attention_y_norm.'],
  ['time_embed.emb.timestep_embedder.linear_1.', 't_embedder.mlp.0.'],
  ['time_embed.emb.timestep_embedder.linear_2.', 't_embedder.mlp.2.'],
  ['time_embed.timestep_embedder.linear_1.', 't_embedder.mlp.0.'],
  ['time_embed.timestep_embedder.linear_2.', 't_embedder.mlp.2.'],
  ['time_embed.guidance_embedder.linear_1.', 'cfg_embedder.mlp.0.'],
  ['time_embed.guidance_embedder.linear_2.', 'cfg_embedder.mlp.2.'],
  ['time_embed.linear.', 't_block.1.'],
  ['proj_out.', 'final_layer.linear.'],
  ['scale_shift_table', 'final_layer.scale_shift_table'],
  [['attn1.to_q.', 'attn1.to_k.', 'attn1.to_v.'], 'attn.qkv.'],
  [['attn2.to_k.', 'attn2.to_v.'], 'cross_attn.kv_linear.'],
  ['attn1.norm_q.', 'attn.q_norm.'],
  ['attn1.norm_k.', 'attn.k_norm.'],
  ['attn1.to_out.0.', 'attn.proj.'],
  ['attn2.to_q.', 'cross_attn.q_linear.'],
  ['attn2.norm_q.', 'cross_attn.q_norm.'],
  ['attn2.norm_k.', 'cross_attn.k_norm.'],
  ['attn2.to_out.0.', 'cross_attn.proj.'],
  ['ff.conv_inverted.', 'mlp.inverted_conv.conv.'],
  ['ff.conv_depth.', 'mlp.depth_conv.conv.'],
  ['ff.conv_point.', 'mlp.point_conv.conv.'],
];

const AUTOENCODER: readonly Rule[] = [
  ['encoder.conv_in.', 'encoder.project_in.conv.'],
  ['encoder.conv_out.', 'encoder.project_out.main.op_list.0.conv.'],
  ['decoder.conv_in.', 'decoder.project_in.main.conv.'],
  ['decoder.norm_out.', 'decoder.project_out.op_list.0.'],
  ['decoder.conv_out.', 'decoder.project_out.op_list.2.conv.'],
  [['attn.to_q.', 'attn.to_k.', 'attn.to_v.'], 'context_module.main.qkv.conv.'],
  ['attn.to_qkv_multiscale.0.proj_in.', 'context_module.main.aggreg.0.0.'],
  ['attn.to_qkv_multiscale.0.proj_out.', 'context_module.main.aggreg.0.1.'],
  ['attn.to_out.', 'context_module.main.proj.conv.'],
  ['attn.norm_out.', 'context_module.main.proj.norm.'],
  ['conv_out.conv_inverted.', 'local_module.main.inverted_conv.conv.'],
  ['conv_out.conv_depth.', 'local_module.main.depth_conv.conv.'],
  ['conv_out.conv_point.', 'local_module.main.point_conv.conv.'],
  ['conv_out.norm.', 'local_module.main.point_conv.norm.'],
  ['conv1.', 'main.conv1.conv.'],
  ['conv2.', 'main.conv2.conv.'],
  ['norm.', 'main.conv2.norm.'],
];

/** What is stacked, or stored as a 1×1 convolution, there. */
const CONVOLVED = /qkv\.conv|main\.proj\.conv/;

/** Where a block begins, in both namings. */
function blockOf(part: PartName, name: string): readonly [own: string, original: string] {
  const [transformer, index] = /^transformer_blocks\.(\d+)\./.exec(name) ?? [];
  if (transformer !== undefined) return [transformer, `blocks.${index}.`];
  const [block, half, stage, at] = /^(encoder|decoder)\.(?:down|up)_blocks\.(\d+)\.(\d+)\./.exec(name) ?? [];
  return part === 'autoencoder' && block ? [block, `${half}.stages.${stage}.op_list.${at}.`] : ['', ''];
}

/** A convolution that changes the resolution is one level deeper in the decoder. */
function resampling(own: string, rest: string): string | undefined {
  if (!rest.startsWith('conv.')) return undefined;
  return rest.replace('conv.', own.startsWith('decoder') ? 'main.conv.conv.' : 'main.conv.');
}

/** The same values under the names of the original repositories. A text encoder has only one set of names. */
export function underOriginalNames(part: PartName, tensors: Tensors): Tensors {
  if (part === 'textEncoder') return tensors;
  const rules = part === 'transformer' ? TRANSFORMER : AUTOENCODER;
  const renamed = new Map<string, Tensor>();
  for (const [name, tensor] of tensors) {
    const [own, original] = blockOf(part, name);
    const rest = name.slice(own.length);
    const inBlock = own !== '' && rest === 'scale_shift_table';
    const rule = inBlock ? undefined : rules.find(([names]) => [names].flat().some(start => rest.startsWith(start)));
    const [names, to] = rule ?? [rest, rest];
    const stack = [names].flat();
    const first = stack[0]!;
    if (stack.length > 1 && !rest.startsWith(first)) continue;
    const end = rest.slice(stack.find(start => rest.startsWith(start))!.length);
    const target = (own && resampling(own, rest)) || to + end;
    const parts = stack.length > 1 ? stack.map(start => tensors.get(own + start + end)!) : [tensor];
    const rows = parts.reduce((sum, { shape }) => sum + shape[0]!, 0);
    const shape = [rows, ...tensor.shape.slice(1), ...(CONVOLVED.test(target) && end === 'weight' ? [1, 1] : [])];
    const values = Float32Array.from(parts.flatMap(part_ => [...part_.values]));
    renamed.set(original + target, { shape, values });
  }
  return renamed;
}

const bytesOf = (values: Float32Array) => new Uint8Array(values.buffer, values.byteOffset, values.byteLength);

/** The byte whose value is nearest. */
function nearest(dtype: 'F8_E4M3' | 'F8_E5M2', values: Float32Array): Uint8Array {
  const table = new Float32Array(256);
  widen(dtype, Uint8Array.from(table.keys()), table);
  const sorted = [...table.keys()]
    .filter(byte => Number.isFinite(table[byte]))
    .toSorted((a, b) => table[a]! - table[b]!);
  return Uint8Array.from(values, value => {
    let [low, high] = [0, sorted.length - 1];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (table[sorted[middle]!]! <= value) low = middle;
      else high = middle;
    }
    return value - table[sorted[low]!]! < table[sorted[high]!]! - value ? sorted[low]! : sorted[high]!;
  });
}

function stored(dtype: TensorDtype, values: Float32Array): Uint8Array {
  if (dtype === 'F16') return narrow(values);
  if (dtype === 'BF16') {
    const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
    return new Uint8Array(Uint16Array.from(bits, value => (value + 0x8000) >>> 16).buffer);
  }
  return dtype === 'F8_E4M3' || dtype === 'F8_E5M2' ? nearest(dtype, values) : bytesOf(values);
}

export interface OtherFile {
  readonly bytes: Uint8Array;
  /** What its tensors are worth, under the names of the tidy folder. */
  readonly tensors: Tensors;
  /** For the message of a test that fails. */
  readonly words: string;
}

const PREFIXES: Readonly<Record<PartName, readonly string[]>> = {
  transformer: ['', 'model.diffusion_model.', 'diffusion_model.', 'module.', 'transformer.'],
  autoencoder: ['', 'vae.', 'first_stage_model.', 'module.'],
  textEncoder: ['', 'model.', 'text_encoder.model.'],
};

/** What the values become when they are stored, so that both are compared with the same rounding. */
function rounded(dtype: TensorDtype, values: Float32Array): Float32Array {
  const out = new Float32Array(values.length);
  if (dtype === 'F32') return values;
  widen(dtype as 'F16', stored(dtype, values), out);
  return out;
}

/** The same part as somebody else keeps it. Rounding to other types is done before, so that `tensors` are what is drawn. */
export function otherFile(part: PartName, tidy: Tensors, random: Random): OtherFile {
  const dtype = pick(random, ['F32', 'F16', 'BF16', 'F8_E4M3', 'F8_E5M2'] as const);
  const scaled = dtype.startsWith('F8') && random() < 0.5;
  const scaleName = pick(random, ['scale_weight', 'weight_scale']);
  const original = random() < 0.5;
  const prefix = pick(random, PREFIXES[part]);
  const isStored = (name: string, shape: readonly number[]) => shape.length > 1 && name.endsWith('.weight');
  // a power of two, so that scaling rounds nothing
  const scale = scaled ? 2 ** (below(random, 7) - 3) : 1;
  const tensors = new Map(
    [...tidy].map(([name, { shape, values }]) => {
      if (!isStored(name, shape)) return [name, { shape, values }];
      const kept = rounded(
        dtype,
        values.map(value => value / scale),
      ).map(value => value * scale);
      return [name, { shape, values: kept }];
    }),
  );
  const files: TestTensor[] = [];
  for (const [name, { shape, values }] of original ? underOriginalNames(part, tensors) : tensors) {
    if (!isStored(name, shape)) files.push({ name: prefix + name, dtype: 'F32', shape, bytes: bytesOf(values) });
    else {
      const bytes = stored(
        dtype,
        values.map(value => value / scale),
      );
      files.push({ name: prefix + name, dtype, shape, bytes });
      const beside = prefix + name.replace(/weight$/, scaleName);
      if (scaled) files.push({ name: beside, dtype: 'F32', shape: [], bytes: bytesOf(Float32Array.of(scale)) });
    }
  }
  if (scaled) files.push({ name: 'scaled_fp8', dtype: 'F8_E4M3', shape: [0], bytes: new Uint8Array(0) });
  const words = [part, original ? 'original names' : 'names of diffusers', `"${prefix}"`, dtype, scaled && scaleName];
  return { bytes: safetensorsBytes(files), tensors, words: words.filter(Boolean).join(', ') };
}
