/** A vector divided by its length. */
export function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return length > 0 ? vector.map(value => value / length) : vector;
}

/** 100 times the cosine of two vectors of length 1. */
export function hundredCosine(a: Float32Array, b: Float32Array): number {
  return 100 * a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}

/**
 * Four decimals, as Python's `f'{score:.04f}'` gives them: of two that are as near, the even one. As they are near only for
 * what is a whole number of 32nds, these are looked at.
 */
export function fourDecimals(score: number): string {
  const isTie = Number.isInteger(score * 32) && !Number.isInteger(score * 16);
  if (!isTie) return score.toFixed(4);
  const below = Math.floor(score * 10_000);
  return ((below % 2 === 0 ? below : below + 1) / 10_000).toFixed(4);
}
