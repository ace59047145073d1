import type { StoredTensorReader } from '../checkpoint/tensors/tensor-data.ts';
import { SanaError } from '../errors.ts';

/** What other trainers write, under names that say it. */
const OTHER_METHODS: readonly (readonly [RegExp, string])[] = [
  [/\.(?:hada_w[12]_[ab]|hada_t[12])$/, 'LoHa'],
  [/\.lokr_(?:w1|w2|w1_a|w1_b|w2_a|w2_b|t2)$/, 'LoKr'],
  [/\.lora_mid\.weight$/, 'LoCon'],
  [/\.(?:oft_blocks|oft_diag|oft_R)/, 'OFT'],
  [/\.(?:diff|diff_b)$/, 'full weights'],
  [/\.(?:lora_B|lora_up)(?:\.[\w-]+)?\.bias$/, 'LoRA with biases'],
];

const DORA = /\.(?:lora_magnitude_vector(?:\.[\w-]+)?(?:\.weight)?|dora_scale)$/;
const TEXT_ENCODER = /^(?:lora_te\d?_|text_encoder(?:_\d)?\.|te\d?_text_model|bundle_emb\.)/;
const PAIR = /\.(?:lora_A|lora_down)(?:\.[\w-]+)?\.weight$/;

/** Modules that only networks of others have. */
const OTHER_MODELS: readonly (readonly [RegExp, string])[] = [
  [/(?:double|single)_blocks[._]\d|single_transformer_blocks[._]\d/, 'FLUX'],
  [/(?:input|output|middle|down|up|mid)_blocks?[._]/, 'Stable Diffusion'],
  [/joint_blocks[._]\d|add_(?:q|k|v)_proj/, 'Stable Diffusion 3'],
  [/(?:noise_refiner|context_refiner)[._]/, 'Lumina'],
  [/blocks[._]\d+[._](?:self_attn|cross_attn)[._](?:q|k|v|o)$/, 'Wan'],
];

/** The family of models that a module belongs to, if one is known by it. */
export function otherModel(module: string): string | undefined {
  return OTHER_MODELS.find(([pattern]) => pattern.test(module))?.[1];
}

/** @throws SanaError `lora-unfit` for a file that is no LoRA, or has in it what is not applied here */
export function assertLora({ label: file, entries }: StoredTensorReader): void {
  const names = [...entries.keys()];
  for (const [pattern, method] of OTHER_METHODS) {
    const tensor = names.find(name => pattern.test(name));
    if (tensor !== undefined) throw new SanaError('lora-unfit:method', { file, method, tensor });
  }
  if (names.some(name => DORA.test(name))) throw new SanaError('lora-unfit:dora', { file });
  const words = names.find(name => TEXT_ENCODER.test(name));
  if (words !== undefined) throw new SanaError('lora-unfit:text-encoder', { file, tensor: words });
  if (!names.some(name => PAIR.test(name))) throw new SanaError('lora-unfit:none', { file });
}
