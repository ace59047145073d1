import * as z from 'zod/mini';
import { BUDGETS } from '../../budgets.ts';
import { schedulerSchema } from '../../diffusion/scheduler-config.ts';
import { SanaError } from '../../errors.ts';
import { readForeign } from '../../foreign.ts';
import { PIXELS_PER_LATENT } from '../../prompt/size-bins.ts';
import { FIELDS } from '../../request/fields.ts';

// Every number has a range with room for each published model (in brackets, the largest), so that a damaged one is an
// error and not an endless loop or a network of gigabytes. What they amount to together is bounded where the network is
// built: see graph/recording.ts.

const SIDE = FIELDS.width.kind.range;

const upTo = (most: number) => z.int().check(z.positive(), z.maximum(most));
const positive = (most: number) => z.number().check(z.positive(), z.maximum(most));
const list = <Item extends z.ZodMiniType>(item: Item, most: number) => z.array(item).check(z.maxLength(most));

/** Blocks of a network that follow one another (60 of Sana 4.8B). */
const layers = upTo(256);
/** Values that stand for one token (2304 of Gemma-2-2b). */
const width = upTo(8192);
/** Parts that attention is cut into, and their width (70 of 32, 20 of 112, 8 of 256). */
const heads = upTo(256);
const headWidth = upTo(512);
/** Each token's head looks at all words of the prompt at once. */
const fullHeads = upTo(64);
/** Values that stand for 32 × 32 pixels (32). */
const latentChannels = upTo(1024);
const epsilon = positive(1);
const factor = positive(1e6);

/** transformer/config.json (SanaTransformer2DModel), names as published. */
const transformerSchema = z.object({
  in_channels: latentChannels,
  out_channels: latentChannels,
  num_attention_heads: heads,
  attention_head_dim: headWidth,
  num_layers: layers,
  num_cross_attention_heads: fullHeads,
  cross_attention_head_dim: headWidth,
  cross_attention_dim: width,
  caption_channels: width,
  mlp_ratio: z._default(positive(16), 2.5),
  attention_bias: z._default(z.boolean(), false),
  sample_size: z._default(upTo(SIDE.max / PIXELS_PER_LATENT), 32),
  patch_size: z._default(z.literal(1), 1),
  norm_eps: z._default(epsilon, 1e-6),
  norm_elementwise_affine: z._default(z.literal(false), false),
  interpolation_scale: z._default(z.nullable(factor), null),
  qk_norm: z._default(z.nullable(z.literal('rms_norm_across_heads')), null),
  guidance_embeds: z._default(z.boolean(), false),
  guidance_embeds_scale: z._default(z.number(), 0.1),
  timestep_scale: z._default(z.number(), 1),
});

/** Each but the first halves the picture, until one value of a Sana latent stands for so many pixels. */
export const STAGES = 1 + Math.log2(PIXELS_PER_LATENT);
const stages = <Item extends z.ZodMiniType>(item: Item) => z.array(item).check(z.minLength(2), z.maxLength(STAGES));
const blockType = z.enum(['ResBlock', 'EfficientViTBlock']);
/** One for all stages, or one for each. */
const blockTypes = z.union([blockType, stages(blockType)]);
const channels = upTo(8192);
/** Blocks in a stage (3). */
const stageLayers = z.int().check(z.nonnegative(), z.maximum(64));
/** Sides of the neighbourhoods that attention looks at besides (one of 5). */
const multiscales = list(upTo(31), 4);

/** vae/config.json (AutoencoderDC). */
const autoencoderSchema = z.object({
  in_channels: z._default(z.literal(3), 3),
  latent_channels: z._default(latentChannels, 32),
  attention_head_dim: z._default(headWidth, 32),
  encoder_block_types: blockTypes,
  decoder_block_types: blockTypes,
  encoder_block_out_channels: stages(channels),
  decoder_block_out_channels: stages(channels),
  encoder_layers_per_block: stages(stageLayers),
  decoder_layers_per_block: stages(stageLayers),
  encoder_qkv_multiscales: stages(multiscales),
  decoder_qkv_multiscales: stages(multiscales),
  downsample_block_type: z._default(z.enum(['conv', 'Conv', 'pixel_unshuffle', 'PixelUnshuffle']), 'pixel_unshuffle'),
  upsample_block_type: z._default(z.enum(['interpolate', 'pixel_shuffle']), 'pixel_shuffle'),
  decoder_norm_types: z._default(z.union([z.literal('rms_norm'), list(z.literal('rms_norm'), STAGES)]), 'rms_norm'),
  decoder_act_fns: z._default(z.union([z.literal('silu'), list(z.literal('silu'), STAGES)]), 'silu'),
  decoder_conv_act_fn: z._default(z.enum(['relu', 'silu']), 'relu'),
  encoder_out_shortcut: z._default(z.literal(true), true),
  decoder_in_shortcut: z._default(z.literal(true), true),
  scaling_factor: z._default(factor, 1),
});

/** text_encoder/config.json (Gemma2Model). */
const textEncoderSchema = z.object({
  model_type: z._default(z.literal('gemma2'), 'gemma2'),
  vocab_size: upTo(BUDGETS.vocabulary.most),
  hidden_size: width,
  num_hidden_layers: layers,
  // all tokens look at all others
  num_attention_heads: upTo(32),
  num_key_value_heads: upTo(32),
  head_dim: z._default(headWidth, 256),
  intermediate_size: upTo(65_536),
  hidden_activation: z.nullish(z.literal('gelu_pytorch_tanh')),
  rms_norm_eps: z._default(epsilon, 1e-6),
  query_pre_attn_scalar: z._default(factor, 256),
  attn_logit_softcapping: z._default(z.nullable(factor), 50),
  final_logit_softcapping: z._default(z.nullable(factor), 30),
  sliding_window: z._default(z.nullable(upTo(1e6)), 4096),
  /** Absent in older files: even layers slide, odd ones see everything. */
  layer_types: z.optional(list(z.enum(['sliding_attention', 'full_attention']), 256)),
  /** Older files have rope_theta at the top, newer ones inside rope_parameters. */
  rope_theta: z.optional(positive(1e9)),
  rope_parameters: z.optional(z.object({ rope_theta: z.optional(positive(1e9)) })),
  attention_bias: z._default(z.literal(false), false),
});

const instructionSchema = z.array(z.string()).check(
  z.refine(lines => lines.reduce((sum, { length }) => sum + length, 0) <= BUDGETS.instruction.most, {
    error: `longer than ${BUDGETS.instruction.most} characters`,
  }),
);

/** sana.json beside model_index.json: what a small model wants differently from the published ones. All optional. */
const settingsSchema = z.object({
  name: z.optional(z.string().check(z.maxLength(100))),
  /** Side of a square picture the model was trained at, pixels. */
  nativeSize: z.optional(upTo(SIDE.max)),
  /** Lines of the instruction put before every prompt; null: none. Absent: the official one. */
  complexHumanInstruction: z.optional(z.nullable(instructionSchema)),
  maxSequenceLength: z.optional(z.int().check(z.minimum(2), z.maximum(300))),
  steps: z.optional(upTo(FIELDS.steps.kind.range.max)),
  guidanceScale: z.optional(z.number().check(z.nonnegative(), z.maximum(FIELDS.guidanceScale.kind.range.max))),
  useResolutionBinning: z.optional(z.boolean()),
  license: z.optional(z.string().check(z.maxLength(1000))),
  /** Whether known-things.json says what the model was trained to draw. */
  knownThings: z.optional(z.boolean()),
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
