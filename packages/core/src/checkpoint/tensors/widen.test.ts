import { describe, expect, it } from 'vitest';
import { widen } from './widen.ts';

/** The value of a half by its definition in IEEE 754. */
function halfValue(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const mantissa = bits & 1023;
  if (exponent === 31) return mantissa ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return exponent ? sign * 2 ** (exponent - 15) * (1 + mantissa / 1024) : sign * 2 ** -14 * (mantissa / 1024);
}

const everyPattern = Uint16Array.from({ length: 65536 }, (_, i) => i);
const everyByte = new Uint8Array(everyPattern.buffer);

describe('widening to float32', () => {
  it('gives every half precision number its value', () => {
    const out = new Float32Array(65536);
    widen('F16', everyByte, out);
    expect(everyPattern.findIndex(bits => !Object.is(out[bits], halfValue(bits)))).toBe(-1);
  });

  it('keeps the bits of every bfloat16', () => {
    const out = new Float32Array(65536);
    widen('BF16', everyByte, out);
    const bits = new Uint32Array(out.buffer);
    expect(everyPattern.findIndex(pattern => bits[pattern] !== pattern * 65536)).toBe(-1);
  });

  it('gives every number of eight bits its value', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    const e4m3 = (byte: number) => {
      const [sign, exponent, mantissa] = [byte & 128 ? -1 : 1, (byte >> 3) & 15, byte & 7];
      if (exponent === 15 && mantissa === 7) return Number.NaN;
      return exponent ? sign * 2 ** (exponent - 7) * (1 + mantissa / 8) : sign * 2 ** -6 * (mantissa / 8);
    };
    const out = new Float32Array(256);
    widen('F8_E4M3', bytes, out);
    expect([...bytes].filter(byte => !Object.is(out[byte], e4m3(byte)))).toEqual([]);
    widen('F8_E5M2', bytes, out);
    expect([...bytes].filter(byte => !Object.is(out[byte], halfValue(byte << 8)))).toEqual([]);
  });

  it('works at odd addresses', () => {
    const shifted = new Uint8Array(9).subarray(1);
    shifted.set(new Uint8Array(Float64Array.of(0.1).buffer));
    const out = new Float32Array(1);
    widen('F64', shifted, out);
    expect(out[0]).toBe(Math.fround(0.1));
    shifted.set([0, 0x3c]);
    widen('F16', shifted.subarray(0, 2), out);
    expect(out[0]).toBe(1);
  });
});
