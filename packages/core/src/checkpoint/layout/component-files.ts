import { SanaError } from '../../errors.ts';
import { readJson } from '../files/json-file.ts';
import { openSafetensors } from '../formats/safetensors.ts';
import { openSharded } from '../formats/sharded.ts';
import type { StoredTensorReader } from '../tensors/tensor-data.ts';
import type { ByteSource, Folder } from '../tensors/tensors.ts';

export type Variant = 'fp16' | 'bf16';

/** What weights were called before there was safetensors. */
const BINS = ['pytorch_model.bin', 'diffusion_pytorch_model.bin'];

const VARIANTS: readonly Variant[] = ['bf16', 'fp16'];

/** @throws SanaError `file-missing` naming the file */
export async function openRequired(folder: Folder, path: string): Promise<ByteSource> {
  const source = await folder.open(path);
  if (source) return source;
  throw missing(folder, path);
}

function missing(folder: Folder, path: string): SanaError {
  return new SanaError('file-missing:part', { folder: folder.label, file: path });
}

/** Python's pickles under the name that transformers and diffusers gave them. @throws SanaError `model-unsupported` */
export function refuseBin(file: string): void {
  if (/\.bin$/i.test(file)) throw new SanaError('model-unsupported:bin', { file });
}

/** @throws SanaError `file-missing`, `config-invalid`, `over-budget` */
export async function readRequiredJson(folder: Folder, path: string, kind?: 'tokenizer'): Promise<unknown> {
  return readJson(await openRequired(folder, path), kind);
}

/** The order in which a component's weights are looked for; undefined stands for the files without a suffix. */
function searchOrder(variant: Variant | undefined): readonly (Variant | undefined)[] {
  return variant ? [variant, undefined, ...VARIANTS.filter(other => other !== variant)] : [undefined, ...VARIANTS];
}

/**
 * Opens a component's weights: per variant first the shard index, then the single file. The dtype is each tensor's own,
 * whatever the file's name says.
 * @param directory e.g. `transformer`
 * @param stem e.g. `diffusion_pytorch_model`
 * @param variant what to prefer; without it, the files without a suffix
 * @throws SanaError `file-missing`, `model-unsupported` where they are there as .bin only, and what the readers throw
 */
export async function openComponentTensors(
  folder: Folder,
  directory: string,
  stem: string,
  variant?: Variant,
): Promise<StoredTensorReader> {
  for (const suffix of searchOrder(variant)) {
    const index = await folder.open(`${directory}/${stem}.safetensors.index.${suffix ? `${suffix}.` : ''}json`);
    if (index) return openSharded(index, shard => folder.open(`${directory}/${shard}`));
    const single = await folder.open(`${directory}/${stem}.${suffix ? `${suffix}.` : ''}safetensors`);
    if (single) return openSafetensors(single);
  }
  for (const name of BINS) {
    const file = await folder.open(`${directory}/${name}`);
    if (file) refuseBin(file.label);
  }
  throw missing(folder, `${directory}/${stem}.safetensors`);
}
