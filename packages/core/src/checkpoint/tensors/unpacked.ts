import { scaledTensors } from './scaled.ts';
import type { StoredTensorReader } from './tensor-data.ts';
import type { TensorReader } from './tensors.ts';
import { ternaryTensors } from './ternary.ts';

/**
 * The weights that a file's tensors stand for: packed matrices and those with scales beside them under the names and with
 * the values of what they were made of.
 * @throws SanaError as ternaryTensors and scaledTensors
 */
export function unpackedTensors(reader: StoredTensorReader): TensorReader {
  return scaledTensors(ternaryTensors(reader));
}
