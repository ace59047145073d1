import { SanaError } from '../errors.ts';
import type { TensorReader } from './tensors.ts';

/**
 * Makes sure that every expected tensor is there with its shape; more tensors than expected do no harm.
 * @throws SanaError `tensor-missing`, `tensor-shape` with the name, the expected shape and the one found
 */
export function checkTensors(reader: TensorReader, expected: ReadonlyMap<string, readonly number[]>): void {
  for (const [tensor, shape] of expected) {
    const found = reader.entries.get(tensor)?.shape;
    if (!found) {
      throw new SanaError(
        'tensor-missing',
        `${reader.label}: the tensor ${tensor} [${shape}] is missing. Check that weights and config.json belong together.`,
        { file: reader.label, tensor, expected: shape },
      );
    }
    if (!sameShape(found, shape)) {
      throw new SanaError(
        'tensor-shape',
        `${reader.label}: ${tensor} has the shape [${found}], the configuration implies [${shape}]. Check that weights and config.json belong together.`,
        { file: reader.label, tensor, expected: shape, found },
      );
    }
  }
}

export function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((dimension, i) => dimension === b[i]);
}
