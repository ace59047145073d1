/** How far two computations of a tensor are apart. */
export interface Difference {
  readonly name: string;
  /** Largest absolute difference of two elements; infinite when the sizes differ or an element is not finite. */
  readonly maxAbs: number;
  /** `maxAbs` relative to the largest absolute value expected. */
  readonly maxRel: number;
}

/** Compares what was `found` for a tensor with what was `expected`, element by element. */
export function compare(
  name: string,
  expected: Float32Array | Int32Array,
  found: Float32Array | Int32Array,
): Difference {
  if (expected.length !== found.length) {
    return { name, maxAbs: Number.POSITIVE_INFINITY, maxRel: Number.POSITIVE_INFINITY };
  }
  let maxAbs = 0;
  let largest = 0;
  for (let i = 0; i < expected.length; i++) {
    const difference = Math.abs(expected[i]! - found[i]!);
    maxAbs = Math.max(maxAbs, Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference);
    largest = Math.max(largest, Math.abs(expected[i]!));
  }
  return { name, maxAbs, maxRel: maxAbs === 0 ? 0 : maxAbs / largest };
}
