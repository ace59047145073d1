// What the configurations of the published models say of their sizes, under the names of their files, for tests.

/** Transformers of https://huggingface.co/Efficient-Large-Model: Sana 0.6B, 1.6B (at 2K and 4K as well), 1.5 with 4.8B, Sprint. */
const narrow = {
  num_attention_heads: 36,
  num_cross_attention_heads: 16,
  cross_attention_head_dim: 72,
  cross_attention_dim: 1152,
};
const wide = {
  num_attention_heads: 70,
  num_cross_attention_heads: 20,
  cross_attention_head_dim: 112,
  cross_attention_dim: 2240,
};
const sana = {
  in_channels: 32,
  out_channels: 32,
  attention_head_dim: 32,
  caption_channels: 2304,
  mlp_ratio: 2.5,
  patch_size: 1,
};
const normed = { qk_norm: 'rms_norm_across_heads' };

export const PUBLISHED_TRANSFORMERS = {
  'Sana 0.6B': { ...sana, ...narrow, num_layers: 28, sample_size: 32 },
  'Sana 1.6B': { ...sana, ...wide, num_layers: 20, sample_size: 32 },
  'Sana 1.6B at 2K': { ...sana, ...wide, num_layers: 20, sample_size: 64, interpolation_scale: 1 },
  'Sana 1.6B at 4K': { ...sana, ...wide, num_layers: 20, sample_size: 128, interpolation_scale: 2 },
  'Sana 1.5 4.8B': { ...sana, ...wide, ...normed, num_layers: 60, sample_size: 32 },
  'Sprint 0.6B': { ...sana, ...narrow, ...normed, num_layers: 28, sample_size: 32, guidance_embeds: true },
  'Sprint 1.6B': { ...sana, ...wide, ...normed, num_layers: 20, sample_size: 32, guidance_embeds: true },
} as const;
