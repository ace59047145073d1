import type { StoredTensorReader } from '../tensors/tensor-data.ts';
import type { ByteSource } from '../tensors/tensors.ts';
import { GGUF_MAGIC, openGguf } from './gguf.ts';
import { openSafetensors } from './safetensors.ts';
import { openTorchCheckpoint } from './torch-checkpoint.ts';

export type TensorFileFormat = 'safetensors' | 'torch' | 'gguf';

/** The first byte of a zip archive, and of a bare pickle (which the torch reader explains). */
const TORCH_STARTS: readonly (number | undefined)[] = [0x50, 0x80];

/** What a safetensors header begins with, behind its length of eight bytes. */
const OPENING_BRACE = 0x7b;

/** What a file of tensors is, by its content, not by its name. */
export async function tensorFileFormat(source: ByteSource): Promise<TensorFileFormat> {
  const start = await source.read(0, Math.min(9, source.size));
  if (start[8] === OPENING_BRACE) return 'safetensors';
  if (TORCH_STARTS.includes(start[0])) return 'torch';
  const isGguf = start.length >= 4 && new DataView(start.buffer, start.byteOffset).getUint32(0, true) === GGUF_MAGIC;
  return isGguf ? 'gguf' : 'safetensors';
}

const OPEN: Readonly<Record<TensorFileFormat, (source: ByteSource) => Promise<StoredTensorReader>>> = {
  safetensors: openSafetensors,
  torch: openTorchCheckpoint,
  gguf: async source => (await openGguf(source)).reader,
};

/**
 * Opens a single file of tensors. The source stays open; whoever opened it closes it.
 * @throws SanaError as openSafetensors, openTorchCheckpoint and openGguf
 */
export async function openTensorFile(
  source: ByteSource,
): Promise<{ readonly format: TensorFileFormat; readonly reader: StoredTensorReader }> {
  const format = await tensorFileFormat(source);
  return { format, reader: await OPEN[format](source) };
}
