import * as z from 'zod/mini';
import { schedulerSchema } from '../../diffusion/scheduler-config.ts';
import { SanaError } from '../../errors.ts';
import { readForeign } from '../../foreign.ts';

/** Far above every published model (60), so that a damaged number is an error and not an endless loop. */
const MAX_LAYERS = 1000;

const count = z.int().check(z.positive());

/** transformer/config.json (SanaTransformer2DModel), names as published. */
const transformerSchema = z.object({
  in_channels: count,
  out_channels: count,
  num_attention_heads: count,
  attention_head_dim: count,
  num_layers: z.int().check(z.positive(), z.maximum(MAX_LAYERS)),
  num_cross_attention_heads: count,
  cross_attention_head_dim: count,
  cross_attention_dim: count,
  caption_channels: count,
  mlp_ratio: z._default(z.number().check(z.positive()), 2.5),
  attention_bias: z._default(z.boolean(), false),
  sample_size: z._default(count, 32),
  patch_size: z._default(z.literal(1), 1),
  norm_eps: z._default(z.number().check(z.positive()), 1e-6),
  norm_elementwise_affine: z._default(z.literal(false), false),
  interpolation_scale: z._default(z.nullable(z.number().check(z.positive())), null),
  qk_norm: z._default(z.nullable(z.literal('rms_norm_across_heads')), null),
  guidance_embeds: z._default(z.boolean(), false),
  guidance_embeds_scale: z._default(z.number(), 0.1),
  timestep_scale: z._default(z.number(), 1),
});

const blockType = z.enum(['ResBlock', 'EfficientViTBlock']);

/** vae/config.json (AutoencoderDC). */
const autoencoderSchema = z.object({
  in_channels: z._default(z.literal(3), 3),
  latent_channels: z._default(count, 32),
  attention_head_dim: z._default(count, 32),
  encoder_block_types: z.array(blockType).check(z.minLength(2)),
  decoder_block_types: z.array(blockType).check(z.minLength(2)),
  encoder_block_out_channels: z.array(count).check(z.minLength(2)),
  decoder_block_out_channels: z.array(count).check(z.minLength(2)),
  encoder_layers_per_block: z.array(z.int().check(z.nonnegative(), z.maximum(MAX_LAYERS))).check(z.minLength(2)),
  decoder_layers_per_block: z.array(z.int().check(z.nonnegative(), z.maximum(MAX_LAYERS))).check(z.minLength(2)),
  encoder_qkv_multiscales: z.array(z.array(count)),
  decoder_qkv_multiscales: z.array(z.array(count)),
  downsample_block_type: z._default(z.enum(['conv', 'Conv', 'pixel_unshuffle', 'PixelUnshuffle']), 'pixel_unshuffle'),
  upsample_block_type: z._default(z.enum(['interpolate', 'pixel_shuffle']), 'pixel_shuffle'),
  decoder_norm_types: z._default(z.union([z.literal('rms_norm'), z.array(z.literal('rms_norm'))]), 'rms_norm'),
  decoder_act_fns: z._default(z.union([z.literal('silu'), z.array(z.literal('silu'))]), 'silu'),
  decoder_conv_act_fn: z._default(z.literal('relu'), 'relu'),
  encoder_out_shortcut: z._default(z.literal(true), true),
  decoder_in_shortcut: z._default(z.literal(true), true),
  scaling_factor: z._default(z.number().check(z.positive()), 1),
});

/** text_encoder/config.json (Gemma2Model). */
const textEncoderSchema = z.object({
  model_type: z._default(z.literal('gemma2'), 'gemma2'),
  vocab_size: count,
  hidden_size: count,
  num_hidden_layers: z.int().check(z.positive(), z.maximum(MAX_LAYERS)),
  num_attention_heads: count,
  num_key_value_heads: count,
  head_dim: z._default(count, 256),
  intermediate_size: count,
  hidden_activation: z.nullish(z.literal('gelu_pytorch_tanh')),
  rms_norm_eps: z._default(z.number().check(z.positive()), 1e-6),
  query_pre_attn_scalar: z._default(z.number().check(z.positive()), 256),
  attn_logit_softcapping: z._default(z.nullable(z.number().check(z.positive())), 50),
  sliding_window: z._default(z.nullable(count), 4096),
  /** Absent in older files: even layers slide, odd ones see everything. */
  layer_types: z.optional(z.array(z.enum(['sliding_attention', 'full_attention']))),
  /** Older files have rope_theta at the top, newer ones inside rope_parameters. */
  rope_theta: z.optional(z.number().check(z.positive())),
  rope_parameters: z.optional(z.object({ rope_theta: z.optional(z.number().check(z.positive())) })),
  attention_bias: z._default(z.literal(false), false),
});

/** sana.json beside model_index.json: what a small model wants differently from the published ones. All optional. */
const settingsSchema = z.object({
  name: z.optional(z.string()),
  /** Side of a square picture the model was trained at, pixels. */
  nativeSize: z.optional(count),
  /** Lines of the instruction put before every prompt; null: none. Absent: the official one. */
  complexHumanInstruction: z.optional(z.nullable(z.array(z.string()))),
  maxSequenceLength: z.optional(z.int().check(z.minimum(2), z.maximum(300))),
  steps: z.optional(count),
  guidanceScale: z.optional(z.number().check(z.nonnegative())),
  useResolutionBinning: z.optional(z.boolean()),
  license: z.optional(z.string()),
});

export type TransformerConfig = z.output<typeof transformerSchema>;
export type AutoencoderConfig = z.output<typeof autoencoderSchema>;
export type TextEncoderConfig = z.output<typeof textEncoderSchema>;
export type ModelSettings = z.output<typeof settingsSchema>;

function parser<Schema extends z.ZodMiniType>(
  schema: Schema,
  reason: 'config-invalid:value' | 'config-invalid:scheduler' = 'config-invalid:value',
) {
  return (value: unknown, label: string): z.output<Schema> => {
    const read = readForeign(schema, value);
    if (read.fits) return read.value;
    const { field, problem: detail } = read;
    if (field === '') throw new SanaError('config-invalid:content', { file: label, field: 'the file', detail });
    throw new SanaError(reason, { file: label, field, detail });
  };
}

/** Each takes parsed JSON and the file's name for messages. @throws SanaError `config-invalid` naming the field */
export const parseTransformerConfig = parser(transformerSchema);
export const parseAutoencoderConfig = parser(autoencoderSchema);
export const parseTextEncoderConfig = parser(textEncoderSchema);
export const parseSchedulerConfig = parser(schedulerSchema, 'config-invalid:scheduler');
export const parseModelSettings = parser(settingsSchema);
