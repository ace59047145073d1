import * as z from 'zod';
import { schedulerSchema } from '../diffusion/solvers.ts';
import { SanaError } from '../errors.ts';

/** Far above every published model (60), so that a damaged number is an error and not an endless loop. */
const MAX_LAYERS = 1000;

/** transformer/config.json (SanaTransformer2DModel), names as published. */
const transformerSchema = z.object({
  in_channels: z.number().int().positive(),
  out_channels: z.number().int().positive(),
  num_attention_heads: z.number().int().positive(),
  attention_head_dim: z.number().int().positive(),
  num_layers: z.number().int().positive().max(MAX_LAYERS),
  num_cross_attention_heads: z.number().int().positive(),
  cross_attention_head_dim: z.number().int().positive(),
  cross_attention_dim: z.number().int().positive(),
  caption_channels: z.number().int().positive(),
  mlp_ratio: z.number().positive().default(2.5),
  attention_bias: z.boolean().default(false),
  sample_size: z.number().int().positive().default(32),
  patch_size: z.literal(1).default(1),
  norm_eps: z.number().positive().default(1e-6),
  norm_elementwise_affine: z.literal(false).default(false),
  interpolation_scale: z.number().positive().nullable().default(null),
  qk_norm: z.literal('rms_norm_across_heads').nullable().default(null),
  guidance_embeds: z.boolean().default(false),
  guidance_embeds_scale: z.number().default(0.1),
  timestep_scale: z.number().default(1),
});

const blockType = z.enum(['ResBlock', 'EfficientViTBlock']);

/** vae/config.json (AutoencoderDC). */
const autoencoderSchema = z.object({
  in_channels: z.literal(3).default(3),
  latent_channels: z.number().int().positive().default(32),
  attention_head_dim: z.number().int().positive().default(32),
  encoder_block_types: z.array(blockType).min(2),
  decoder_block_types: z.array(blockType).min(2),
  encoder_block_out_channels: z.array(z.number().int().positive()).min(2),
  decoder_block_out_channels: z.array(z.number().int().positive()).min(2),
  encoder_layers_per_block: z.array(z.number().int().nonnegative().max(MAX_LAYERS)).min(2),
  decoder_layers_per_block: z.array(z.number().int().nonnegative().max(MAX_LAYERS)).min(2),
  encoder_qkv_multiscales: z.array(z.array(z.number().int().positive())),
  decoder_qkv_multiscales: z.array(z.array(z.number().int().positive())),
  downsample_block_type: z.enum(['conv', 'Conv', 'pixel_unshuffle', 'PixelUnshuffle']).default('pixel_unshuffle'),
  upsample_block_type: z.enum(['interpolate', 'pixel_shuffle']).default('pixel_shuffle'),
  decoder_norm_types: z.union([z.literal('rms_norm'), z.array(z.literal('rms_norm'))]).default('rms_norm'),
  decoder_act_fns: z.union([z.literal('silu'), z.array(z.literal('silu'))]).default('silu'),
  decoder_conv_act_fn: z.literal('relu').default('relu'),
  encoder_out_shortcut: z.literal(true).default(true),
  decoder_in_shortcut: z.literal(true).default(true),
  scaling_factor: z.number().positive().default(1),
});

/** text_encoder/config.json (Gemma2Model). */
const textEncoderSchema = z.object({
  model_type: z.literal('gemma2').default('gemma2'),
  vocab_size: z.number().int().positive(),
  hidden_size: z.number().int().positive(),
  num_hidden_layers: z.number().int().positive().max(MAX_LAYERS),
  num_attention_heads: z.number().int().positive(),
  num_key_value_heads: z.number().int().positive(),
  head_dim: z.number().int().positive().default(256),
  intermediate_size: z.number().int().positive(),
  hidden_activation: z.literal('gelu_pytorch_tanh').nullish(),
  rms_norm_eps: z.number().positive().default(1e-6),
  query_pre_attn_scalar: z.number().positive().default(256),
  attn_logit_softcapping: z.number().positive().nullable().default(50),
  sliding_window: z.number().int().positive().nullable().default(4096),
  /** Absent in older files: even layers slide, odd ones see everything. */
  layer_types: z.array(z.enum(['sliding_attention', 'full_attention'])).optional(),
  /** Older files have rope_theta at the top, newer ones inside rope_parameters. */
  rope_theta: z.number().positive().optional(),
  rope_parameters: z.object({ rope_theta: z.number().positive().optional() }).optional(),
  attention_bias: z.literal(false).default(false),
});

/** sana.json beside model_index.json: what a small model wants differently from the published ones. All optional. */
const settingsSchema = z.object({
  name: z.string().optional(),
  /** Side of a square picture the model was trained at, pixels. */
  nativeSize: z.number().int().positive().optional(),
  /** Lines of the instruction put before every prompt; null: none. Absent: the official one. */
  complexHumanInstruction: z.array(z.string()).nullable().optional(),
  maxSequenceLength: z.number().int().min(2).max(300).optional(),
  steps: z.number().int().positive().optional(),
  guidanceScale: z.number().nonnegative().optional(),
  useResolutionBinning: z.boolean().optional(),
  license: z.string().optional(),
});

export type TransformerConfig = z.output<typeof transformerSchema>;
export type AutoencoderConfig = z.output<typeof autoencoderSchema>;
export type TextEncoderConfig = z.output<typeof textEncoderSchema>;
export type ModelSettings = z.output<typeof settingsSchema>;

function parser<Schema extends z.ZodType>(schema: Schema) {
  return (value: unknown, label: string): z.output<Schema> => {
    const result = schema.safeParse(value);
    if (result.success) return result.data;
    const issue = result.error.issues[0];
    const where = issue?.path.join('.') || 'the file';
    throw new SanaError(
      'config-invalid',
      `${label}: ${where}: ${issue?.message ?? 'not understood'}. This is not a configuration that Sana models use; check that the folder holds an official Sana checkpoint.`,
      { file: label, field: where },
    );
  };
}

/** Each takes parsed JSON and the file's name for messages. @throws SanaError `config-invalid` naming the field */
export const parseTransformerConfig = parser(transformerSchema);
export const parseAutoencoderConfig = parser(autoencoderSchema);
export const parseTextEncoderConfig = parser(textEncoderSchema);
export const parseSchedulerConfig = parser(schedulerSchema(z));
export const parseModelSettings = parser(settingsSchema);
