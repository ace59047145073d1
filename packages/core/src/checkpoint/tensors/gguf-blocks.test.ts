import { describe, expect, it } from 'vitest';
import { readJson, referencePath } from '../../../../../test/reference-data.ts';
import { type BlockFormat, widenIntegers, zeroCode } from './block-format.ts';
import { GGUF_TYPES, READABLE_BLOCKS } from './gguf-blocks.ts';

/** A block of each type with random bytes, its values as gguf-py 0.19 gives them, and for two the codes of MatMulNBits. */
const BLOCKS = readJson(referencePath('gguf-blocks.json')) as Readonly<
  Record<string, { readonly hex: string; readonly values: readonly number[]; readonly codes?: string }>
>;

function format(name: string): BlockFormat {
  for (const type of GGUF_TYPES.values()) if (typeof type !== 'string' && type.name === name) return type;
  throw new TypeError(name);
}

describe('quantised blocks of GGUF files', () => {
  it('are those that are read', () => {
    expect([...READABLE_BLOCKS].sort()).toEqual(Object.keys(BLOCKS).sort());
  });

  it.each(Object.entries(BLOCKS))('%s: values are the reference’s, to the bit', (name, { hex, values, codes }) => {
    const { unpack, integers, bytes } = format(name);
    const stored = Uint8Array.from(Buffer.from(hex.repeat(2), 'hex'));
    expect(stored.length).toBe(2 * bytes);
    const rows = unpack!(stored, values.length);
    const expected = Float32Array.from([...values, ...values]);
    expect(widenIntegers(rows, integers!)).toEqual(expected);
    if (codes) {
      expect(Buffer.from(rows.codes).toString('hex')).toBe(codes.repeat(2));
      expect(integers!.zero).toBe(zeroCode(integers!.bits));
    }
  });
});
