import { describe, expect, it } from 'vitest';
import { narrow } from './narrow.ts';
import { widen } from './widen.ts';

const halves = (values: readonly number[]) => new Uint16Array(narrow(Float32Array.from(values)).buffer);

describe('rounding to half precision', () => {
  it('gives every half-precision number back', () => {
    const all = Uint16Array.from({ length: 65536 }, (_, half) => half).filter(half => (half & 0x7fff) <= 0x7c00);
    const values = new Float32Array(all.length);
    widen('F16', new Uint8Array(all.buffer), values);
    expect(new Uint16Array(narrow(values).buffer)).toEqual(all);
  });

  it('takes the nearest, and of two the even one', () => {
    // 1 + k · 2^-11 lies between two numbers for odd k
    expect([...halves([1 + 2 ** -11, 1 + 3 * 2 ** -11, 1 + 2 ** -11 + 2 ** -23])]).toEqual([0x3c00, 0x3c02, 0x3c01]);
    expect([...halves([2 ** -25, 2 ** -25 + 2 ** -48, 3 * 2 ** -25, -(2 ** -26)])]).toEqual([0, 1, 2, 0x8000]);
    // rounds up to the smallest normal number
    expect([...halves([2 ** -14 - 2 ** -26])]).toEqual([0x0400]);
  });

  it('makes infinity of what is too large, and keeps what is no number', () => {
    expect([...halves([65519, 65520, -1e30, Number.POSITIVE_INFINITY])]).toEqual([0x7bff, 0x7c00, 0xfc00, 0x7c00]);
    const [nan = 0] = halves([Number.NaN]);
    expect(nan & 0x7fff).toBeGreaterThan(0x7c00);
  });
});
