import type { Reading } from '../prompt/second-look/probe.ts';
import type { EncodedText } from './prompt-encoder.ts';

/**
 * One vector for a text: the mean of its rows, or the last of them.
 * @param rows indices into the encoded text, ascending; none is before `states.first`
 * @returns [width]; undefined without rows
 */
export function pooledState(
  states: NonNullable<EncodedText['states']>,
  width: number,
  rows: readonly number[],
  reads: Reading,
): Float32Array | undefined {
  const read = reads === 'last' ? rows.slice(-1) : rows;
  if (read.length === 0) return undefined;
  const sums = new Float64Array(width);
  for (const row of read) {
    const start = (row - states.first) * width;
    for (const [column, value] of states.values.subarray(start, start + width).entries()) sums[column]! += value;
  }
  return Float32Array.from(sums, sum => sum / read.length);
}
