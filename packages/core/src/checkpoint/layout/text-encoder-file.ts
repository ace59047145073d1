import { SanaError } from '../../errors.ts';
import { tensorFileFormat } from '../formats/tensor-file.ts';
import type { ByteSource } from '../tensors/tensors.ts';
import { openGgufTextEncoder, type TextEncoderFile } from './gguf-text-encoder.ts';

/**
 * Opens a text encoder that is a single file, told by its content. Whoever opened the source closes it.
 * @throws SanaError `model-unsupported` for other files, and as openGgufTextEncoder
 */
export async function openTextEncoderFile(source: ByteSource): Promise<TextEncoderFile> {
  if ((await tensorFileFormat(source)) === 'gguf') return openGgufTextEncoder(source);
  throw new SanaError('model-unsupported:text-encoder-file', { file: source.label });
}
