/** Where the weights of a diffusers folder are. Apart from the networks, for places that only fetch files. */
export const WEIGHT_FILES = {
  textEncoder: { directory: 'text_encoder', stem: 'model' },
  transformer: { directory: 'transformer', stem: 'diffusion_pytorch_model' },
  autoencoder: { directory: 'vae', stem: 'diffusion_pytorch_model' },
} as const;

export type PartName = keyof typeof WEIGHT_FILES;
