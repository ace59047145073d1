/** Float32 bit patterns: above the first a value is not finite in half precision, below the second it is subnormal. */
const OVERFLOW = 0x477ff000;
const SMALLEST_NORMAL = 0x38800000;

/**
 * Rounds to half precision, to the nearest and ties to even. What is too large becomes infinite, as in the reference.
 * @returns little-endian float16
 */
export function narrow(values: Float32Array): Uint8Array {
  const from = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const to = new Uint16Array(values.length);
  for (let i = 0; i < to.length; i++) {
    const bits = from[i]!;
    const sign = (bits >>> 16) & 0x8000;
    const magnitude = bits & 0x7fffffff;
    to[i] = sign | halfOf(magnitude);
  }
  return new Uint8Array(to.buffer);
}

function halfOf(magnitude: number): number {
  if (magnitude > 0x7f800000) return 0x7e00;
  if (magnitude >= OVERFLOW) return 0x7c00;
  if (magnitude >= SMALLEST_NORMAL) {
    // the exponent's other bias, and half a unit, less if the last kept bit is even
    return (magnitude - 0x38000000 + 0xfff + ((magnitude >>> 13) & 1)) >>> 13;
  }
  // Subnormal: units of 2^-24.
  const shift = 126 - (magnitude >>> 23);
  if (shift > 24) return 0;
  const mantissa = (magnitude & 0x7fffff) | 0x800000;
  const half = 1 << (shift - 1);
  return (mantissa + half - 1 + ((mantissa >>> shift) & 1)) >>> shift;
}
