import { transformerTensors } from '../../diffusion/tensors.ts';
import { SanaError } from '../../errors.ts';
import { FAMILIES, familyOfTensors } from '../../families/families.ts';
import { checkTensors } from '../tensors/checked.ts';
import { entryOf } from '../tensors/tensor-data.ts';
import type { TensorReader } from '../tensors/tensors.ts';
import { parseTransformerConfig, type TransformerConfig } from './config.ts';
import { asDiffusersTransformer, positionalTable } from './original-names.ts';

const ATTENTION_HEAD_DIM = 32;

/** Heads of the cross-attention in the published models, by width. Shapes do not tell them. */
const CROSS_ATTENTION_HEADS: Readonly<Record<number, number>> = { 1152: 16, 2240: 20 };

/** What a stored positional table says about the training resolution, by its length in tokens. */
const RESOLUTIONS: Readonly<Record<number, { sampleSize: number; interpolationScale: number; flowShift: number }>> = {
  4096: { sampleSize: 64, interpolationScale: 1, flowShift: 3 },
  16384: { sampleSize: 128, interpolationScale: 2, flowShift: 6 },
};

function storedResolution(reader: TensorReader) {
  const tokens = positionalTable(reader)?.shape[1];
  return tokens === undefined ? undefined : RESOLUTIONS[tokens];
}

function fits(tensors: TensorReader, config: TransformerConfig): boolean {
  const hasNorm = tensors.entries.has('transformer_blocks.0.attn1.norm_q.weight');
  if (hasNorm !== (config.qk_norm !== null)) return false;
  if (tensors.entries.has(`transformer_blocks.${config.num_layers}.scale_shift_table`)) return false;
  try {
    checkTensors(tensors, transformerTensors(config));
    return true;
  } catch {
    return false;
  }
}

/** Heads of the cross-attention: of a configuration for this width, or of the published models. */
function crossAttentionHeads(width: number, configs: readonly TransformerConfig[]): number | undefined {
  const alike = configs.find(config => config.num_attention_heads * config.attention_head_dim === width);
  return alike?.num_cross_attention_heads ?? CROSS_ATTENTION_HEADS[width];
}

function derivedConfig(tensors: TensorReader, configs: readonly TransformerConfig[]): TransformerConfig {
  const shape = (name: string) => entryOf(tensors.label, tensors.entries, name).shape;
  const [width = 0, latentChannels = 0] = shape('patch_embed.proj.weight');
  const crossHeads = crossAttentionHeads(width, configs);
  if (crossHeads === undefined) {
    throw new SanaError('config-invalid:heads', { file: tensors.label, width });
  }
  const blocks = [...tensors.entries.keys()].map(name => Number(/^transformer_blocks\.(\d+)\./.exec(name)?.[1] ?? -1));
  const [, captionChannels = 0] = shape('caption_projection.linear_1.weight');
  const [hidden = 0] = shape('transformer_blocks.0.ff.conv_inverted.weight');
  return parseTransformerConfig(
    {
      in_channels: latentChannels,
      out_channels: shape('proj_out.weight')[0],
      num_attention_heads: width / ATTENTION_HEAD_DIM,
      attention_head_dim: ATTENTION_HEAD_DIM,
      num_layers: blocks.reduce((most, block) => Math.max(most, block), -1) + 1,
      num_cross_attention_heads: crossHeads,
      cross_attention_head_dim: width / crossHeads,
      cross_attention_dim: width,
      caption_channels: captionChannels,
      mlp_ratio: hidden / 2 / width,
      qk_norm: tensors.entries.has('transformer_blocks.0.attn1.norm_q.weight') ? 'rms_norm_across_heads' : null,
      ...FAMILIES[familyOfTensors(tensors)].mark?.config,
    },
    tensors.label,
  );
}

/**
 * The configuration of a transformer that came without one: widths and depth from the shapes, the resolution from a
 * stored positional table (2K and 4K models), otherwise 1024 pixels.
 * @param reader original or diffusers names; the positional table exists under the original ones only
 * @param hints.configs configurations that accompany it: the first that agrees with the shapes is taken, except for the
 *   resolution that a stored table proves; otherwise one of the same width still tells the heads
 * @throws SanaError `config-invalid` when the shapes are not enough, `model-unsupported`, `tensor-missing`
 */
export function transformerConfigFromTensors(
  reader: TensorReader,
  { configs = [] }: { readonly configs?: readonly TransformerConfig[] } = {},
): TransformerConfig {
  const tensors = asDiffusersTransformer(reader);
  const config = configs.find(hint => fits(tensors, hint)) ?? derivedConfig(tensors, configs);
  const resolution = storedResolution(reader);
  if (!resolution) return config;
  return { ...config, sample_size: resolution.sampleSize, interpolation_scale: resolution.interpolationScale };
}

/** The flow shift that a transformer was trained with, where its stored positional table proves it (2K and 4K models). */
export function provenFlowShift(reader: TensorReader): number | undefined {
  return storedResolution(reader)?.flowShift;
}
