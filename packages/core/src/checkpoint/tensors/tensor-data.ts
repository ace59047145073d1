import { SanaError } from '../../errors.ts';
import { letGo } from '../../let-go.ts';
import { allocate } from '../files/source.ts';
import { type IntegerRows, widenIntegers } from './block-format.ts';
import { READABLE_BLOCKS } from './gguf-blocks.ts';
import type { ByteSource, TensorDtype, TensorEntry, TensorReader } from './tensors.ts';
import { aligned, isFloat, widen } from './widen.ts';

/** Bytes per element. */
export const itemSize: Readonly<Record<TensorDtype, number>> = {
  F64: 8,
  I64: 8,
  F32: 4,
  I32: 4,
  F16: 2,
  BF16: 2,
  I16: 2,
  F8_E4M3: 1,
  F8_E5M2: 1,
  I8: 1,
  U8: 1,
  BOOL: 1,
};

/** A contiguous little-endian, row-major tensor at `offset` bytes of `source`. */
export interface StoredTensor extends TensorEntry {
  readonly source: ByteSource;
  readonly offset: number;
}

/** A TensorReader that also gives the stored bytes, e.g. for integers or for conversions that start from 16 bits. */
export interface StoredTensorReader extends TensorReader {
  readonly entries: ReadonlyMap<string, StoredTensor>;
  /** The stored bytes of rows `[from, to)` (default: all), little-endian. @throws SanaError as readFloat32 */
  readBytes(name: string, rows?: readonly [from: number, to: number]): Promise<Uint8Array>;
}

/** Number of elements; NaN where it is no safe integer, so that every comparison with it fails. */
export function elementCount(shape: readonly number[]): number {
  let count = 1;
  for (const dimension of shape) {
    // Zero dimensions must not hide absurd ones: [0, 2^60] is as wrong as [1, 2^60].
    if (!Number.isSafeInteger(dimension) || dimension < 0) return Number.NaN;
    count *= dimension;
    if (!Number.isSafeInteger(count)) return Number.NaN;
  }
  return count;
}

/** Bytes that a tensor takes in its file. */
export function storedBytes({ dtype, shape, blocks }: TensorEntry): number {
  const count = elementCount(shape);
  return blocks === undefined ? count * itemSize[dtype] : (count / blocks.values) * blocks.bytes;
}

/** Bytes that a tensor takes in memory: as block-wise integers where it is stored so, else as float32. */
export function loadedBytes({ shape, blocks }: TensorEntry): number {
  const count = elementCount(shape);
  const layout = blocks?.integers;
  return layout ? count * (layout.bits / 8 + (layout.shifted ? 8 : 4) / layout.block) : 4 * count;
}

/**
 * What is read at once when values are widened: large enough for servers, small enough to stay near the processor
 * (16 MiB takes half as long again).
 */
const CHUNK_BYTES = 4 * 2 ** 20;

interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

/** @throws SanaError `tensor-shape` unless `[from, to)` are rows of a tensor of this shape */
export function assertRows(
  label: string,
  name: string,
  shape: readonly number[],
  rows: readonly [from: number, to: number],
): void {
  const [from, to] = rows;
  const height = shape[0] ?? 1;
  if (Number.isInteger(from) && Number.isInteger(to) && from >= 0 && from <= to && to <= height) return;
  throw new SanaError('tensor-shape:rows', {
    height,
    from,
    to,
    file: label,
    tensor: name,
    shape,
    rows,
  });
}

function byteRange(label: string, name: string, tensor: StoredTensor, rows?: readonly [number, number]): ByteRange {
  const total = storedBytes(tensor);
  if (!rows) return { offset: tensor.offset, length: total };
  assertRows(label, name, tensor.shape, rows);
  const [from, to] = rows;
  const rowBytes = total / (tensor.shape[0] || 1);
  return { offset: tensor.offset + from * rowBytes, length: (to - from) * rowBytes };
}

/** The entry, or a `tensor-missing` error that names it. */
export function entryOf<Entry extends TensorEntry>(
  label: string,
  entries: ReadonlyMap<string, Entry>,
  name: string,
): Entry {
  const entry = entries.get(name);
  if (entry) return entry;
  throw new SanaError('tensor-missing:file', { file: label, tensor: name });
}

/** What is said of a matrix whose blocks are known by name only. */
export function unreadableBlocks(file: string, tensor: string, { name }: { readonly name: string }): SanaError {
  return new SanaError('tensor-dtype:blocks', { file, tensor, dtype: name, known: READABLE_BLOCKS });
}

/** A reader over tensors whose place is known. The sources stay open until their owner closes them. */
export function storedTensorReader(label: string, entries: ReadonlyMap<string, StoredTensor>): StoredTensorReader {
  async function readBytes(name: string, rows?: readonly [number, number]): Promise<Uint8Array> {
    const tensor = entryOf(label, entries, name);
    const { offset, length } = byteRange(label, name, tensor, rows);
    return tensor.source.read(offset, length);
  }
  async function readIntegers(name: string, rows?: readonly [number, number]): Promise<IntegerRows> {
    const { dtype, shape, blocks } = entryOf(label, entries, name);
    if (blocks === undefined) throw wrongType(name, dtype);
    if (!blocks.unpack) throw unreadableBlocks(label, name, blocks);
    const stored = await readBytes(name, rows);
    const unpacked = blocks.unpack(stored, shape[1]!);
    letGo(stored);
    return unpacked;
  }
  function wrongType(name: string, dtype: TensorDtype): SanaError {
    return new SanaError('tensor-dtype:weights', {
      file: label,
      tensor: name,
      dtype,
    });
  }
  return {
    label,
    entries,
    readBytes,
    readIntegers,
    place(name, rows) {
      const tensor = entryOf(label, entries, name);
      const { source, dtype, blocks } = tensor;
      if (blocks !== undefined || (dtype !== 'F32' && dtype !== 'F16' && dtype !== 'BF16')) return undefined;
      return { source, dtype, offset: byteRange(label, name, tensor, rows).offset };
    },
    async readFloat32(name, rows) {
      const tensor = entryOf(label, entries, name);
      const { dtype, source, blocks } = tensor;
      if (blocks?.integers) return widenIntegers(await readIntegers(name, rows), blocks.integers);
      if (blocks) throw unreadableBlocks(label, name, blocks);
      if (!isFloat(dtype)) throw wrongType(name, dtype);
      const { offset, length } = byteRange(label, name, tensor, rows);
      if (dtype === 'F32') {
        const bytes = await source.read(offset, length);
        const { buffer, byteOffset } = aligned(bytes, 4);
        return new Float32Array(buffer, byteOffset, length / 4);
      }
      const out = new Float32Array(allocate(label, (length / itemSize[dtype]) * 4).buffer);
      for (let done = 0; done < length; done += CHUNK_BYTES) {
        const bytes = await source.read(offset + done, Math.min(CHUNK_BYTES, length - done));
        widen(dtype, bytes, out.subarray(done / itemSize[dtype]));
      }
      return out;
    },
  };
}
