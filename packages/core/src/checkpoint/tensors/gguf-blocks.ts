// The blocks of quantised matrices in GGUF files, as ggml lays them out (ggml-common.h): what each holds, and how its
// codes, scales and shifts are taken apart. All numbers are as exact as the file has them: scales and shifts are products
// of at most 11 and 8 bits, which float32 holds.

import type { BlockFormat, BlockName, IntegerLayout, IntegerRows } from './block-format.ts';
import type { TensorDtype } from './tensors.ts';
import { halfValues } from './widen.ts';

interface Writable {
  readonly codes: Uint8Array;
  readonly scales: Float32Array;
  readonly shifts: Float32Array;
}

/** Takes the block at `at` apart, into the codes from `code` on and the scales and shifts from `part` on. */
type Decode = (from: Uint8Array, at: number, to: Writable, code: number, part: number) => void;

const half = (from: Uint8Array, at: number) => halfValues()[from[at]! | (from[at + 1]! << 8)]!;

/** The low halves of `count` bytes are the first codes, the high halves the next: packs pairs of neighbours. */
function packNibbles(from: Uint8Array, at: number, count: number, to: Uint8Array, code: number): void {
  const pairs = count / 2;
  for (let pair = 0; pair < pairs; pair++) {
    const a = from[at + 2 * pair]!;
    const b = from[at + 2 * pair + 1]!;
    to[code + pair] = (a & 15) | ((b & 15) << 4);
    to[code + pairs + pair] = (a >> 4) | (b & 0xf0);
  }
}

/** d, then codes */
const q4 =
  (hasShift: boolean): Decode =>
  (from, at, to, code, part) => {
    to.scales[part] = half(from, at);
    if (hasShift) to.shifts[part] = half(from, at + 2);
    packNibbles(from, at + (hasShift ? 4 : 2), 16, to.codes, code);
  };

/** d, the fifth bits of all codes, their other bits */
const q5 =
  (hasShift: boolean): Decode =>
  (from, at, to, code, part) => {
    to.scales[part] = half(from, at);
    if (hasShift) to.shifts[part] = half(from, at + 2);
    const high = at + (hasShift ? 4 : 2);
    const zero = hasShift ? 128 : 128 - 16;
    for (let j = 0; j < 16; j++) {
      const bits = from[high + 4 + j]!;
      to.codes[code + j] = zero + ((bits & 15) | (((from[high + (j >> 3)]! >> (j & 7)) & 1) << 4));
      to.codes[code + 16 + j] = zero + ((bits >> 4) | (((from[high + 2 + (j >> 3)]! >> (j & 7)) & 1) << 4));
    }
  };

const q8: Decode = (from, at, to, code, part) => {
  to.scales[part] = half(from, at);
  for (let j = 0; j < 32; j++) to.codes[code + j] = from[at + 2 + j]! ^ 0x80;
};

/** Scales and minima of the eight parts of a block, 6 bits each, times those of the block. */
function kScales(from: Uint8Array, at: number, to: Writable, part: number): void {
  const scale = half(from, at);
  const least = half(from, at + 2);
  const packed = at + 4;
  for (let s = 0; s < 4; s++) {
    const [a, b, c] = [from[packed + s]!, from[packed + s + 4]!, from[packed + s + 8]!];
    to.scales[part + s] = scale * (a & 63);
    to.shifts[part + s] = -least * (b & 63);
    to.scales[part + s + 4] = scale * ((c & 15) | ((a >> 6) << 4));
    to.shifts[part + s + 4] = -least * ((c >> 4) | ((b >> 6) << 4));
  }
}

const q4k: Decode = (from, at, to, code, part) => {
  kScales(from, at, to, part);
  for (let c = 0; c < 4; c++) packNibbles(from, at + 16 + 32 * c, 32, to.codes, code + 32 * c);
};

const q5k: Decode = (from, at, to, code, part) => {
  kScales(from, at, to, part);
  for (let c = 0; c < 4; c++) {
    for (let l = 0; l < 32; l++) {
      const high = from[at + 16 + l]! >> (2 * c);
      const bits = from[at + 48 + 32 * c + l]!;
      to.codes[code + 64 * c + l] = 128 + ((bits & 15) | ((high & 1) << 4));
      to.codes[code + 64 * c + 32 + l] = 128 + ((bits >> 4) | ((high & 2) << 3));
    }
  }
};

const q6k: Decode = (from, at, to, code, part) => {
  const scale = half(from, at + 208);
  for (let s = 0; s < 16; s++) to.scales[part + s] = scale * ((from[at + 192 + s]! << 24) >> 24);
  for (let h = 0; h < 2; h++) {
    for (let l = 0; l < 32; l++) {
      const first = from[at + 64 * h + l]!;
      const second = from[at + 64 * h + 32 + l]!;
      const high = from[at + 128 + 32 * h + l]!;
      const e = code + 128 * h + l;
      to.codes[e] = 96 + ((first & 15) | ((high & 3) << 4));
      to.codes[e + 32] = 96 + ((second & 15) | ((high & 12) << 2));
      to.codes[e + 64] = 96 + ((first >> 4) | (high & 48));
      to.codes[e + 96] = 96 + ((second >> 4) | ((high & 192) >> 2));
    }
  }
};

function unpack(stored: Uint8Array, values: number, bytes: number, layout: IntegerLayout, decode: Decode): IntegerRows {
  const blocks = stored.length / bytes;
  const parts = values / layout.block;
  const codeBytes = (values * layout.bits) / 8;
  const rows: Writable = {
    codes: new Uint8Array(blocks * codeBytes),
    scales: new Float32Array(blocks * parts),
    shifts: new Float32Array(layout.shifted ? blocks * parts : 0),
  };
  for (let index = 0; index < blocks; index++) decode(stored, index * bytes, rows, index * codeBytes, index * parts);
  return { ...rows, shifts: layout.shifted ? rows.shifts : undefined };
}

function readable(
  name: BlockName,
  [values, bytes]: readonly [number, number],
  layout: Omit<IntegerLayout, 'exact'>,
  decode: Decode,
): BlockFormat {
  const integers = { ...layout, exact: true };
  return { name, values, bytes, integers, unpack: stored => unpack(stored, values, bytes, integers, decode) };
}

const named = (name: BlockName, values: number, bytes: number): BlockFormat => {
  return { name, values, bytes, integers: undefined, unpack: undefined };
};

/** Types of tensors by their number in a file: plain values, or blocks. */
export const GGUF_TYPES: ReadonlyMap<number, TensorDtype | BlockFormat> = new Map<number, TensorDtype | BlockFormat>([
  [0, 'F32'],
  [1, 'F16'],
  [2, readable('Q4_0', [32, 18], { bits: 4, block: 32, zero: 8, shifted: false }, q4(false))],
  [3, readable('Q4_1', [32, 20], { bits: 4, block: 32, zero: 0, shifted: true }, q4(true))],
  [6, readable('Q5_0', [32, 22], { bits: 8, block: 32, zero: 128, shifted: false }, q5(false))],
  [7, readable('Q5_1', [32, 24], { bits: 8, block: 32, zero: 128, shifted: true }, q5(true))],
  [8, readable('Q8_0', [32, 34], { bits: 8, block: 32, zero: 128, shifted: false }, q8)],
  [9, named('Q8_1', 32, 36)],
  [10, named('Q2_K', 256, 84)],
  [11, named('Q3_K', 256, 110)],
  [12, readable('Q4_K', [256, 144], { bits: 4, block: 32, zero: 0, shifted: true }, q4k)],
  [13, readable('Q5_K', [256, 176], { bits: 8, block: 32, zero: 128, shifted: true }, q5k)],
  [14, readable('Q6_K', [256, 210], { bits: 8, block: 16, zero: 128, shifted: false }, q6k)],
  [15, named('Q8_K', 256, 292)],
  [16, named('IQ2_XXS', 256, 66)],
  [17, named('IQ2_XS', 256, 74)],
  [18, named('IQ3_XXS', 256, 98)],
  [19, named('IQ1_S', 256, 50)],
  [20, named('IQ4_NL', 32, 18)],
  [21, named('IQ3_S', 256, 110)],
  [22, named('IQ2_S', 256, 82)],
  [23, named('IQ4_XS', 256, 136)],
  [24, 'I8'],
  [25, 'I16'],
  [26, 'I32'],
  [27, 'I64'],
  [28, 'F64'],
  [29, named('IQ1_M', 256, 56)],
  [30, 'BF16'],
  [34, named('TQ1_0', 256, 54)],
  [35, named('TQ2_0', 256, 66)],
  [39, named('MXFP4', 32, 17)],
]);

/** What quantised matrices may be for this program to draw with them. */
export const READABLE_BLOCKS: readonly BlockName[] = [...GGUF_TYPES.values()].flatMap(type =>
  typeof type !== 'string' && type.integers ? [type.name] : [],
);
