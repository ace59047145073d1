import { SanaError } from '../../errors.ts';
import { unreadableBlocks } from './tensor-data.ts';
import type { TensorReader } from './tensors.ts';

/**
 * Makes sure that a tensor is there with its shape, in numbers that can be read.
 * @throws SanaError `tensor-missing`, `tensor-shape` with the name, the expected shape and the one found, `tensor-dtype`
 */
export function checkTensor(reader: TensorReader, tensor: string, shape: readonly number[]): void {
  const entry = reader.entries.get(tensor);
  const found = entry?.shape;
  if (!found) {
    throw new SanaError('tensor-missing:model', { file: reader.label, tensor, expected: [...shape] });
  }
  if (!sameShape(found, shape)) {
    throw new SanaError('tensor-shape:model', { file: reader.label, tensor, expected: [...shape], found: [...found] });
  }
  if (entry?.blocks && !entry.blocks.integers) throw unreadableBlocks(reader.label, tensor, entry.blocks);
}

/** `checkTensor` for all of them; more tensors than expected do no harm. */
export function checkTensors(reader: TensorReader, expected: ReadonlyMap<string, readonly number[]>): void {
  for (const [tensor, shape] of expected) checkTensor(reader, tensor, shape);
}

export function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((dimension, i) => dimension === b[i]);
}
