import { SanaError } from '../../errors.ts';
import type { TensorReader } from '../tensors/tensors.ts';

/** What a file of tensors can be that is no part of a model. */
export type OtherKind = 'lora' | 'controlnet' | 'nunchaku';

/** Every adapter's names end like this, whoever trained it. */
const LORA = /\.lora_(?:A|B|down|up|magnitude_vector)(?:\.|$)|\.dora_scale$/;
const CONTROLNET = /(?:^|\.)(?:input_block\.weight|controlnet_blocks\.0\.weight|controlnet\.\d+\.after_proj\.weight)$/;
/** SVDQuant: integers in the order of NVIDIA's tensor cores, with scales and a branch of low rank beside them. */
const NUNCHAKU = /\.qweight$/;
const NUNCHAKU_SCALES = /\.(?:wscales|wtscale|smooth_factor|smooth)$/;

/** Looked for before the parts of a model: these files have some of the same names. */
export function otherKindOf({ entries }: Pick<TensorReader, 'entries'>): OtherKind | undefined {
  const names = [...entries.keys()];
  const has = (pattern: RegExp) => names.some(name => pattern.test(name));
  if (has(NUNCHAKU) && has(NUNCHAKU_SCALES)) return 'nunchaku';
  if (has(CONTROLNET)) return 'controlnet';
  return has(LORA) ? 'lora' : undefined;
}

/** @throws SanaError `model-unsupported` for a file that is something else than a part of a model, with its name */
export function refuseOtherKinds({ label, entries }: Pick<TensorReader, 'entries' | 'label'>): void {
  const kind = otherKindOf({ entries });
  if (kind) throw new SanaError(`model-unsupported:${kind}`, { file: label });
}
