// Matrices of block-wise integers, as ONNX Runtime's MatMulNBits multiplies them: every 32 neighbouring values of a row
// share a scale, value = (code − offset) · scale. A row is stored as the codes of all its blocks, then their scales
// (float16, little-endian); of two 4-bit codes the first is in the low half of the byte.

import type { BlockFormat, IntegerBits, IntegerRows } from './block-format.ts';
import { narrow } from './narrow.ts';
import { widen } from './widen.ts';

/** Values that share a scale. */
export const BLOCK = 32;
const SCALE_BYTES = 2;

/** Bytes that the codes of one block take. */
function codeBytes(bits: IntegerBits): number {
  return (BLOCK * bits) / 8;
}

/** Bytes that a block takes in a file. */
function blockBytes(bits: IntegerBits): number {
  return codeBytes(bits) + SCALE_BYTES;
}

/** The code that stands for zero. */
const offsetOf = (bits: IntegerBits) => 2 ** (bits - 1);

/**
 * Steps, relative to the one that just reaches a block's largest value, that are tried for 4 bits: a few large values cut
 * off cost less than a coarse step for all others.
 */
const STEPS: Readonly<Record<IntegerBits, readonly number[]>> = {
  4: [1, 0.94, 0.88, 0.82, 0.76, 1.06],
  8: [1],
};

/** Rounds rows of float32 values to integers. @param values [rows, columns], columns a multiple of 32 @returns the stored rows */
export function packRows(values: Float32Array, columns: number, bits: IntegerBits): Uint8Array {
  const blocks = columns / BLOCK;
  const rows = values.length / columns;
  const perBlock = codeBytes(bits);
  const rowBytes = blocks * blockBytes(bits);
  const packed = new Uint8Array(rows * rowBytes);
  const scales = new Float32Array(blocks);
  const codes = new Uint8Array(BLOCK);
  for (let row = 0; row < rows; row++) {
    const start = row * rowBytes;
    for (let block = 0; block < blocks; block++) {
      scales[block] = roundBlock(values, row * columns + block * BLOCK, bits, codes);
      const at = start + block * perBlock;
      if (bits === 8) packed.set(codes, at);
      else for (let i = 0; i < perBlock; i++) packed[at + i] = codes[2 * i]! | (codes[2 * i + 1]! << 4);
    }
    packed.set(narrow(scales), start + blocks * perBlock);
  }
  return packed;
}

/** Finds the scale of the 32 values from `at` on, and their codes. @returns the scale, which float16 holds exactly */
function roundBlock(values: Float32Array, at: number, bits: IntegerBits, codes: Uint8Array): number {
  const offset = offsetOf(bits);
  let extreme = 0;
  for (let i = 0; i < BLOCK; i++) {
    const value = values[at + i]!;
    if (Math.abs(value) > Math.abs(extreme)) extreme = value;
  }
  // There is one code more below zero than above: the largest value gets it, whatever its sign.
  const reach = bits === 4 ? -extreme / offset : Math.abs(extreme) / (offset - 1);
  let best = 0;
  let bestError = Number.POSITIVE_INFINITY;
  for (const step of STEPS[bits]) {
    const scale = roundHalf(reach * step);
    const error = errorOf(values, at, scale, offset);
    if (error < bestError) {
      best = scale;
      bestError = error;
    }
  }
  const inverse = best === 0 ? 0 : 1 / best;
  for (let i = 0; i < BLOCK; i++) codes[i] = codeOf(values[at + i]!, inverse, offset);
  return best;
}

function codeOf(value: number, inverse: number, offset: number): number {
  const code = value * inverse + (offset + 0.5);
  // what is left is positive, and this is the fastest way to cut its fraction off
  return code < 0 ? 0 : code >= 2 * offset ? 2 * offset - 1 : code | 0;
}

/** Sum of the squared differences that a scale leaves. */
function errorOf(values: Float32Array, at: number, scale: number, offset: number): number {
  const inverse = scale === 0 ? 0 : 1 / scale;
  let error = 0;
  for (let i = 0; i < BLOCK; i++) {
    const value = values[at + i]!;
    const difference = (codeOf(value, inverse, offset) - offset) * scale - value;
    error += difference * difference;
  }
  return error;
}

/** A number near `value` that float16 holds. */
function roundHalf(value: number): number {
  if (Math.abs(value) < 2 ** -14) return Math.round(value * 2 ** 24) / 2 ** 24;
  // Veltkamp's splitting of a float32: its 11 leading bits
  const scaled = Math.fround(value * (2 ** 13 + 1));
  return Math.fround(scaled - Math.fround(scaled - Math.fround(value)));
}

/** Takes codes and scales of stored rows apart. */
function unpackRows(stored: Uint8Array, columns: number, bits: IntegerBits): IntegerRows {
  const blocks = columns / BLOCK;
  const rowCodes = blocks * codeBytes(bits);
  const rowScales = blocks * SCALE_BYTES;
  const rows = stored.length / (rowCodes + rowScales);
  const codes = new Uint8Array(rows * rowCodes);
  const halves = new Uint8Array(rows * rowScales);
  for (let row = 0; row < rows; row++) {
    const at = row * (rowCodes + rowScales);
    codes.set(stored.subarray(at, at + rowCodes), row * rowCodes);
    halves.set(stored.subarray(at + rowCodes, at + rowCodes + rowScales), row * rowScales);
  }
  const scales = new Float32Array(rows * blocks);
  widen('F16', halves, scales);
  return { codes, scales };
}

function ownFormat(bits: IntegerBits): BlockFormat {
  return {
    name: `INT${bits}`,
    values: BLOCK,
    bytes: blockBytes(bits),
    integers: { bits, block: BLOCK, zero: offsetOf(bits), shifted: false, exact: false },
    unpack: (stored, columns) => unpackRows(stored, columns, bits),
  };
}

/** The formats in which weights are kept smaller. */
export const OWN_FORMATS: Readonly<Record<IntegerBits, BlockFormat>> = { 4: ownFormat(4), 8: ownFormat(8) };

const SUFFIXES: Readonly<Record<IntegerBits, string>> = { 4: '.int4', 8: '.int8' };

/** Name and shape under which a matrix [out, in] or 1×1 convolution [out, in, 1, 1] is stored as integers. */
export function integerTensor(name: string, shape: readonly number[], bits: IntegerBits) {
  const [outputs = 0, inputs = 0, ...rest] = shape;
  return { name: name + SUFFIXES[bits], shape: [outputs, inputs / BLOCK, blockBytes(bits), ...rest] };
}

/** What a stored tensor stands for; undefined when it is not one of integers. */
export function fromIntegerTensor(name: string, dtype: string, shape: readonly number[]) {
  const bits = ([4, 8] as const).find(candidate => name.endsWith(SUFFIXES[candidate]));
  const [outputs = 0, blocks = 0, bytes, ...rest] = shape;
  if (bits === undefined || dtype !== 'U8' || bytes !== blockBytes(bits)) return undefined;
  return {
    name: name.slice(0, -SUFFIXES[bits].length),
    shape: [outputs, blocks * BLOCK, ...rest],
    blocks: OWN_FORMATS[bits],
  };
}
