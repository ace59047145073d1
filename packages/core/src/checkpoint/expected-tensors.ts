import type { AutoencoderConfig, TextEncoderConfig, TransformerConfig } from './config.ts';

/** Tensor names and the shapes that they must have. */
export type ExpectedTensors = Map<string, readonly number[]>;

function collector() {
  const tensors: ExpectedTensors = new Map();
  return {
    tensors,
    weight(name: string, ...shape: number[]): void {
      tensors.set(`${name}.weight`, shape);
    },
    /** Weight and bias; the bias has one value for each row of the weight. */
    affine(name: string, ...shape: number[]): void {
      tensors.set(`${name}.weight`, shape);
      tensors.set(`${name}.bias`, shape.slice(0, 1));
    },
  };
}

/** The tensors of SanaTransformer2DModel, under their names in diffusers. */
export function transformerTensors(config: TransformerConfig): ExpectedTensors {
  const { tensors, weight, affine } = collector();
  const width = config.num_attention_heads * config.attention_head_dim;
  const crossWidth = config.num_cross_attention_heads * config.cross_attention_head_dim;
  const hidden = Math.trunc(config.mlp_ratio * width);
  const patch = config.patch_size;

  affine('patch_embed.proj', width, config.in_channels, patch, patch);
  const timestep = config.guidance_embeds ? 'time_embed.timestep_embedder' : 'time_embed.emb.timestep_embedder';
  for (const embedder of config.guidance_embeds ? [timestep, 'time_embed.guidance_embedder'] : [timestep]) {
    affine(`${embedder}.linear_1`, width, 256);
    affine(`${embedder}.linear_2`, width, width);
  }
  affine('time_embed.linear', 6 * width, width);
  affine('caption_projection.linear_1', width, config.caption_channels);
  affine('caption_projection.linear_2', width, width);
  weight('caption_norm', width);
  tensors.set('scale_shift_table', [2, width]);
  affine('proj_out', config.out_channels * patch * patch, width);

  for (let i = 0; i < config.num_layers; i++) {
    const block = `transformer_blocks.${i}`;
    tensors.set(`${block}.scale_shift_table`, [6, width]);
    for (const part of ['to_q', 'to_k', 'to_v']) {
      (config.attention_bias ? affine : weight)(`${block}.attn1.${part}`, width, width);
    }
    affine(`${block}.attn1.to_out.0`, width, width);
    affine(`${block}.attn2.to_q`, crossWidth, width);
    affine(`${block}.attn2.to_k`, crossWidth, config.cross_attention_dim);
    affine(`${block}.attn2.to_v`, crossWidth, config.cross_attention_dim);
    affine(`${block}.attn2.to_out.0`, width, crossWidth);
    if (config.qk_norm) {
      for (const part of ['norm_q', 'norm_k']) {
        weight(`${block}.attn1.${part}`, width);
        weight(`${block}.attn2.${part}`, crossWidth);
      }
    }
    affine(`${block}.ff.conv_inverted`, 2 * hidden, width, 1, 1);
    affine(`${block}.ff.conv_depth`, 2 * hidden, 1, 3, 3);
    weight(`${block}.ff.conv_point`, width, hidden, 1, 1);
  }
  return tensors;
}

/** The tensors of Gemma2Model (without the `model.` that some files put before the names). */
export function textEncoderTensors(config: TextEncoderConfig): ExpectedTensors {
  const { tensors, weight } = collector();
  const { hidden_size: width, intermediate_size: intermediate, head_dim: head } = config;
  const queries = config.num_attention_heads * head;
  const keys = config.num_key_value_heads * head;
  weight('embed_tokens', config.vocab_size, width);
  weight('norm', width);
  for (let i = 0; i < config.num_hidden_layers; i++) {
    const layer = `layers.${i}`;
    weight(`${layer}.input_layernorm`, width);
    weight(`${layer}.post_attention_layernorm`, width);
    weight(`${layer}.pre_feedforward_layernorm`, width);
    weight(`${layer}.post_feedforward_layernorm`, width);
    weight(`${layer}.self_attn.q_proj`, queries, width);
    weight(`${layer}.self_attn.k_proj`, keys, width);
    weight(`${layer}.self_attn.v_proj`, keys, width);
    weight(`${layer}.self_attn.o_proj`, width, queries);
    weight(`${layer}.mlp.gate_proj`, intermediate, width);
    weight(`${layer}.mlp.up_proj`, intermediate, width);
    weight(`${layer}.mlp.down_proj`, width, intermediate);
  }
  return tensors;
}

/** The tensors of AutoencoderDC (both halves). */
export function autoencoderTensors(config: AutoencoderConfig): ExpectedTensors {
  const { tensors, weight, affine } = collector();
  const latent = config.latent_channels;

  function block(name: string, type: 'ResBlock' | 'EfficientViTBlock', c: number, scales: readonly number[]): void {
    if (type === 'ResBlock') {
      affine(`${name}.conv1`, c, c, 3, 3);
      weight(`${name}.conv2`, c, c, 3, 3);
      affine(`${name}.norm`, c);
      return;
    }
    for (const part of ['to_q', 'to_k', 'to_v']) weight(`${name}.attn.${part}`, c, c);
    scales.forEach((kernel, scale) => {
      weight(`${name}.attn.to_qkv_multiscale.${scale}.proj_in`, 3 * c, 1, kernel, kernel);
      weight(`${name}.attn.to_qkv_multiscale.${scale}.proj_out`, 3 * c, config.attention_head_dim, 1, 1);
    });
    weight(`${name}.attn.to_out`, c, c * (1 + scales.length));
    affine(`${name}.attn.norm_out`, c);
    affine(`${name}.conv_out.conv_inverted`, 8 * c, c, 1, 1);
    affine(`${name}.conv_out.conv_depth`, 8 * c, 1, 3, 3);
    weight(`${name}.conv_out.conv_point`, c, 4 * c, 1, 1);
    affine(`${name}.conv_out.norm`, c);
  }

  const down = config.encoder_block_out_channels;
  // pixel_unshuffle multiplies the channels by four behind the convolution, pixel_shuffle divides them.
  const unshuffles = /unshuffle/i.test(config.downsample_block_type);
  const shuffles = config.upsample_block_type === 'pixel_shuffle';
  const downsample = (name: string, from: number, to: number) => affine(name, unshuffles ? to / 4 : to, from, 3, 3);
  const upsample = (name: string, from: number, to: number) => affine(name, shuffles ? to * 4 : to, from, 3, 3);
  // A first stage without layers leaves its change of resolution to the convolution next to the picture.
  if (config.encoder_layers_per_block[0] === 0) downsample('encoder.conv_in.conv', config.in_channels, down[1] ?? 0);
  else affine('encoder.conv_in', down[0] ?? 0, config.in_channels, 3, 3);
  down.forEach((channels, stage) => {
    const name = `encoder.down_blocks.${stage}`;
    const layers = config.encoder_layers_per_block[stage] ?? 0;
    for (let j = 0; j < layers; j++) {
      block(
        `${name}.${j}`,
        config.encoder_block_types[stage] ?? 'ResBlock',
        channels,
        config.encoder_qkv_multiscales[stage] ?? [],
      );
    }
    const next = down[stage + 1];
    if (next !== undefined && layers > 0) downsample(`${name}.${layers}.conv`, channels, next);
  });
  affine('encoder.conv_out', latent, down.at(-1) ?? 0, 3, 3);

  const up = config.decoder_block_out_channels;
  affine('decoder.conv_in', up.at(-1) ?? 0, latent, 3, 3);
  up.forEach((channels, stage) => {
    const name = `decoder.up_blocks.${stage}`;
    const previous = up[stage + 1];
    const layers = config.decoder_layers_per_block[stage] ?? 0;
    if (previous !== undefined && layers > 0) upsample(`${name}.0.conv`, previous, channels);
    const first = previous === undefined ? 0 : 1;
    for (let j = 0; j < layers; j++) {
      block(
        `${name}.${first + j}`,
        config.decoder_block_types[stage] ?? 'ResBlock',
        channels,
        config.decoder_qkv_multiscales[stage] ?? [],
      );
    }
  });
  const bare = config.decoder_layers_per_block[0] === 0;
  const last = up[bare ? 1 : 0] ?? 0;
  affine('decoder.norm_out', last);
  if (bare) upsample('decoder.conv_out.conv', last, config.in_channels);
  else affine('decoder.conv_out', config.in_channels, last, 3, 3);
  return tensors;
}
