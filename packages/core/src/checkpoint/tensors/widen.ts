import type { TensorDtype } from './tensors.ts';

const FLOATS = ['F64', 'F32', 'F16', 'BF16', 'F8_E4M3', 'F8_E5M2'] as const satisfies readonly TensorDtype[];

export type FloatDtype = (typeof FLOATS)[number];

export function isFloat(dtype: TensorDtype): dtype is FloatDtype {
  return FLOATS.some(float => float === dtype);
}

/** Float32 bit patterns of all 65536 half-precision values, made at first use (256 KiB). */
let halfTable: Uint32Array | undefined;

function halfBits(half: number): number {
  const sign = (half & 0x8000) << 16;
  const exponent = (half >> 10) & 0x1f;
  const mantissa = half & 0x3ff;
  if (exponent === 0x1f) return sign | 0x7f800000 | (mantissa << 13);
  if (exponent !== 0) return sign | ((exponent + 112) << 23) | (mantissa << 13);
  if (mantissa === 0) return sign;
  // Subnormal: mantissa · 2^-24; every one is a normal float32.
  const shift = Math.clz32(mantissa) - 21;
  return sign | ((113 - shift) << 23) | (((mantissa << shift) & 0x3ff) << 13);
}

function halves(): Uint32Array {
  halfTable ??= Uint32Array.from({ length: 65536 }, (_, half) => halfBits(half));
  return halfTable;
}

/** Float32 bit patterns of all 256 values of one byte, by type. */
const byteTables: Partial<Record<'F8_E4M3' | 'F8_E5M2', Uint32Array>> = {};

/** Sign, four bits of exponent (bias 7), three of mantissa; no infinities, and not a number only where all but the sign are ones. */
function e4m3Bits(byte: number): number {
  const sign = (byte & 0x80) << 24;
  const exponent = (byte >> 3) & 0xf;
  const mantissa = byte & 7;
  if ((byte & 0x7f) === 0x7f) return sign | 0x7fc00000;
  if (exponent !== 0) return sign | ((exponent + 120) << 23) | (mantissa << 20);
  if (mantissa === 0) return sign;
  // Subnormal: mantissa · 2^-9.
  const shift = Math.clz32(mantissa) - 28;
  return sign | ((121 - shift) << 23) | (((mantissa << shift) & 7) << 20);
}

/** The latter is the upper byte of a half-precision value. */
function byteTable(dtype: 'F8_E4M3' | 'F8_E5M2'): Uint32Array {
  const bits = dtype === 'F8_E4M3' ? e4m3Bits : (byte: number) => halfBits(byte << 8);
  byteTables[dtype] ??= Uint32Array.from({ length: 256 }, (_, byte) => bits(byte));
  return byteTables[dtype];
}

let halfFloats: Float32Array | undefined;

/** All 65536 half-precision values, by their bits. */
export function halfValues(): Float32Array {
  halfFloats ??= new Float32Array(halves().buffer);
  return halfFloats;
}

/** The bytes at an address that is a multiple of `size`; copied only when they are not. */
export function aligned(bytes: Uint8Array, size: number): Uint8Array {
  return bytes.byteOffset % size === 0 ? bytes : bytes.slice();
}

/**
 * Widens little-endian values to float32, exactly (F64 is rounded), bit for bit including NaN payloads.
 * @param out as many values as `bytes` holds, or more
 */
export function widen(dtype: FloatDtype, bytes: Uint8Array, out: Float32Array): void {
  if (dtype === 'F64') {
    const { buffer, byteOffset, byteLength } = aligned(bytes, 8);
    out.set(new Float64Array(buffer, byteOffset, byteLength / 8));
    return;
  }
  if (dtype === 'F32') {
    new Uint8Array(out.buffer, out.byteOffset, bytes.byteLength).set(bytes);
    return;
  }
  if (dtype === 'F8_E4M3' || dtype === 'F8_E5M2') {
    const table = byteTable(dtype);
    const bits = new Uint32Array(out.buffer, out.byteOffset, bytes.length);
    for (let i = 0; i < bytes.length; i++) bits[i] = table[bytes[i]!]!;
    return;
  }
  const { buffer, byteOffset, byteLength } = aligned(bytes, 2);
  const from = new Uint16Array(buffer, byteOffset, byteLength / 2);
  // Integers rather than floats, because a float copy may quieten signalling NaNs.
  const bits = new Uint32Array(out.buffer, out.byteOffset, from.length);
  if (dtype === 'BF16') {
    for (let i = 0; i < from.length; i++) bits[i] = from[i]! << 16;
    return;
  }
  const table = halves();
  for (let i = 0; i < from.length; i++) bits[i] = table[from[i]!]!;
}
