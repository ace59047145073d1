/** Configurations as published with Sana-0.6B at 512 px; defaults are left out. */

export const TRANSFORMER = {
  _class_name: 'SanaTransformer2DModel',
  in_channels: 32,
  out_channels: 32,
  num_attention_heads: 36,
  attention_head_dim: 32,
  num_layers: 28,
  num_cross_attention_heads: 16,
  cross_attention_head_dim: 72,
  cross_attention_dim: 1152,
  caption_channels: 2304,
  mlp_ratio: 2.5,
  sample_size: 16,
  patch_size: 1,
  norm_eps: 1e-6,
};

export const TEXT_ENCODER = {
  architectures: ['Gemma2Model'],
  model_type: 'gemma2',
  vocab_size: 256_000,
  hidden_size: 2304,
  num_hidden_layers: 26,
  num_attention_heads: 8,
  num_key_value_heads: 4,
  head_dim: 256,
  intermediate_size: 9216,
  query_pre_attn_scalar: 256,
  sliding_window: 4096,
};

const [RESIDUAL, ATTENTION] = ['ResBlock', 'EfficientViTBlock'];
const BLOCK_TYPES = [RESIDUAL, RESIDUAL, RESIDUAL, ATTENTION, ATTENTION, ATTENTION];
const WIDTHS = [128, 256, 512, 512, 1024, 1024];
const MULTISCALES = [[], [], [], [5], [5], [5]];

export const AUTOENCODER = {
  _class_name: 'AutoencoderDC',
  in_channels: 3,
  latent_channels: 32,
  attention_head_dim: 32,
  encoder_block_types: BLOCK_TYPES,
  decoder_block_types: BLOCK_TYPES,
  encoder_block_out_channels: WIDTHS,
  decoder_block_out_channels: WIDTHS,
  encoder_layers_per_block: [2, 2, 2, 3, 3, 3],
  decoder_layers_per_block: [3, 3, 3, 3, 3, 3],
  encoder_qkv_multiscales: MULTISCALES,
  decoder_qkv_multiscales: MULTISCALES,
  downsample_block_type: 'Conv',
  upsample_block_type: 'interpolate',
  decoder_norm_types: 'rms_norm',
  decoder_act_fns: 'silu',
  scaling_factor: 0.41407,
};

export const SCHEDULER = {
  _class_name: 'DPMSolverMultistepScheduler',
  algorithm_type: 'dpmsolver++',
  solver_order: 2,
  prediction_type: 'flow_prediction',
  use_flow_sigmas: true,
  flow_shift: 3,
  num_train_timesteps: 1000,
};

export const MODEL_INDEX = {
  _class_name: 'SanaPipeline',
  scheduler: ['diffusers', 'DPMSolverMultistepScheduler'],
  text_encoder: ['transformers', 'Gemma2Model'],
  tokenizer: ['transformers', 'GemmaTokenizerFast'],
  transformer: ['diffusers', 'SanaTransformer2DModel'],
  vae: ['diffusers', 'AutoencoderDC'],
};
