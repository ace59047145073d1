import type { StoredTensorReader } from '../tensors/tensor-data.ts';
import type { ByteSource } from '../tensors/tensors.ts';
import { openSafetensors } from './safetensors.ts';
import { openTorchCheckpoint } from './torch-checkpoint.ts';

export type TensorFileFormat = 'safetensors' | 'torch';

/** The first byte of a zip archive, and of a bare pickle (which the torch reader explains). */
const TORCH_STARTS: readonly (number | undefined)[] = [0x50, 0x80];

/** What a safetensors header begins with, behind its length of eight bytes. */
const OPENING_BRACE = 0x7b;

/**
 * Opens a single file of tensors, told apart by content, not by name. The source stays open; whoever opened it closes it.
 * @throws SanaError as openSafetensors and openTorchCheckpoint
 */
export async function openTensorFile(
  source: ByteSource,
): Promise<{ readonly format: TensorFileFormat; readonly reader: StoredTensorReader }> {
  const start = await source.read(0, Math.min(9, source.size));
  if (TORCH_STARTS.includes(start[0]) && start[8] !== OPENING_BRACE) {
    return { format: 'torch', reader: await openTorchCheckpoint(source) };
  }
  return { format: 'safetensors', reader: await openSafetensors(source) };
}
