import {
  BLOCK,
  type IntegerBits,
  integerTensor,
  isFloat,
  itemSize,
  narrow,
  OWN_FORMATS,
  packRows,
  SanaError,
  type StoredTensor,
  safetensorsHeader,
  storedBytes,
  type TensorDtype,
  type TensorPlace,
  widen,
} from '@sana-studio/core';
import type { WeightFormat } from './weights.ts';

/** A tensor of a shrunken file, and what it is made of. */
export interface ShrunkenTensor {
  /** Offset of its data in the published file, and of the first byte behind it. */
  readonly from: number;
  readonly to: number;
  /** Offset in the shrunken file, and of the first byte behind it. */
  readonly at: number;
  readonly end: number;
  /** Bytes that are converted together, before and after: a row of a matrix, or one byte of what stays as it is. */
  readonly sourceRow: number;
  readonly row: number;
  /** Converts whole rows. */
  readonly convert: (rows: Uint8Array) => Uint8Array;
}

export interface ShrunkenLayout {
  readonly header: Uint8Array<ArrayBuffer>;
  /** In the order of both files, without those that have no elements. */
  readonly tensors: readonly ShrunkenTensor[];
  /** Bytes of the shrunken file. */
  readonly size: number;
}

/**
 * The matrices that make a network large: those inside its layers. What is beside them (embeddings of text, time and
 * patches, the last projection) is small, and errors there reach every layer.
 */
const IN_LAYER = /(^|\.)(layers|transformer_blocks)\.\d+\..*\.weight$/;
/** Tables that are added to the modulation, of a few rows. */
const TABLE = /(^|\.)scale_shift_table$/;

/**
 * Projections of attention keep 8 bits where the rest has 4: a third of the matrices, and most of the error. With all of
 * them in 4 bits pictures of sana-mini have 31.5 dB (the worst 22.9) against float32, like this 36.6 dB (28.9).
 */
const ATTENTION = /attn/;

function bitsOf(name: string, weights: WeightFormat): IntegerBits | undefined {
  if (weights === 'int8') return 8;
  if (weights !== 'int4') return undefined;
  return ATTENTION.test(name) ? 8 : 4;
}

/** Matrices [out, in] and 1×1 convolutions with whole blocks in every row. */
function isMatrix(shape: readonly number[]): boolean {
  const [outputs = 0, inputs = 0, ...rest] = shape;
  return shape.length >= 2 && outputs > 1 && inputs > 0 && inputs % BLOCK === 0 && rest.every(dim => dim === 1);
}

interface Conversion extends TensorPlace {
  readonly sourceRow: number;
  readonly row: number;
  readonly convert: (rows: Uint8Array) => Uint8Array;
}

function conversion(path: string, name: string, entry: StoredTensor, weights: WeightFormat): Conversion {
  const { dtype, shape, blocks } = entry;
  const bytes = storedBytes(entry);
  const asItIs = { name, dtype, shape, bytes, sourceRow: 1, row: 1, convert: (rows: Uint8Array) => rows };
  if (blocks) return { ...asItIs, ...integerTensor(name, shape, blocks === OWN_FORMATS[4] ? 4 : 8) };
  if (!isFloat(dtype) || shape.length < 2 || TABLE.test(name) || bytes === 0) return asItIs;
  const rows = shape[0]!;
  const columns = bytes / itemSize[dtype] / rows;
  const sourceRow = bytes / rows;
  const bits = bitsOf(name, weights);
  if (bits !== undefined && !path.startsWith('vae/') && IN_LAYER.test(name) && isMatrix(shape)) {
    const place = integerTensor(name, shape, bits);
    const row = place.shape.slice(1).reduce((product, dim) => product * dim, 1);
    const convert = (stored: Uint8Array) => packRows(floats(dtype, stored), columns, bits);
    return { ...place, dtype: 'U8', bytes: rows * row, sourceRow, row, convert };
  }
  if (itemSize[dtype] <= 2) return asItIs;
  const convert = (stored: Uint8Array) => halves(path, name, floats(dtype, stored));
  return { name, dtype: 'F16', shape, bytes: rows * columns * 2, sourceRow, row: columns * 2, convert };
}

function floats(dtype: TensorDtype, stored: Uint8Array): Float32Array {
  if (!isFloat(dtype)) throw new TypeError(`${dtype} is no type of floating-point numbers`);
  const values = new Float32Array(stored.length / itemSize[dtype]);
  widen(dtype, stored, values);
  return values;
}

/** @throws SanaError `model-unsupported` when a value is too large */
function halves(path: string, name: string, values: Float32Array): Uint8Array {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (largest < 65520) return narrow(values);
  throw new SanaError('model-unsupported:too-large-for-16-bits', { file: path, tensor: name, value: largest });
}

/**
 * How the weight file at `path` is kept in fewer bits: every tensor stays where it is between its neighbours, and every
 * row is converted by itself, so that any part of the file can be made from the same part of the published one.
 * @param entries of the published file
 */
export function shrunkenLayout(
  path: string,
  entries: ReadonlyMap<string, StoredTensor>,
  weights: WeightFormat,
): ShrunkenLayout {
  const inOrder = [...entries].toSorted(([, a], [, b]) => a.offset - b.offset);
  const conversions = inOrder.map(([name, entry]) => ({
    ...conversion(path, name, entry, weights),
    from: entry.offset,
    to: entry.offset + storedBytes(entry),
  }));
  const header = safetensorsHeader(conversions);
  let end = header.length;
  const tensors = conversions.map(({ from, to, bytes, sourceRow, row, convert }) => {
    const at = end;
    end += bytes;
    return { from, to, at, end, sourceRow, row, convert };
  });
  return { header, tensors: tensors.filter(({ at, end: behind }) => behind > at), size: end };
}
