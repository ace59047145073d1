// GGUF, the files of llama.cpp and Ollama: one header with everything that is to be said of a model, its tokenizer
// included, and behind it tensors. Layout: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md

import { BUDGETS, overBudget } from '../../budgets.ts';
import { SanaError } from '../../errors.ts';
import { GGUF_TYPES } from '../tensors/gguf-blocks.ts';
import {
  elementCount,
  type StoredTensor,
  type StoredTensorReader,
  storedBytes,
  storedTensorReader,
} from '../tensors/tensor-data.ts';
import type { ByteSource } from '../tensors/tensors.ts';
import { GgufCursor, NeedsMore } from './gguf-cursor.ts';

export type GgufValue = number | boolean | string | readonly string[] | Float64Array;

export interface GgufFile {
  readonly metadata: ReadonlyMap<string, GgufValue>;
  /** Under the names that the file has. */
  readonly reader: StoredTensorReader;
}

/** "GGUF", little-endian. */
export const GGUF_MAGIC = 0x46554747;
/** What is read at first: the whole header of a Gemma 2, vocabulary included, has 6.1 MB. */
const FIRST_READ = 8 * 2 ** 20;
/** What ggml has. */
const MOST_DIMENSIONS = 4;
const DEFAULT_ALIGNMENT = 32;
const MOST_ALIGNMENT = 2 ** 16;
const BOOLEAN = 7;
const TEXT = 8;
const ARRAY = 9;

type Read = (view: DataView, at: number) => number;

/** Bytes and meaning of the numbers that a header may hold. */
const NUMBERS: ReadonlyMap<number, readonly [size: number, read: Read]> = new Map([
  [0, [1, (view, at) => view.getUint8(at)]],
  [1, [1, (view, at) => view.getInt8(at)]],
  [2, [2, (view, at) => view.getUint16(at, true)]],
  [3, [2, (view, at) => view.getInt16(at, true)]],
  [4, [4, (view, at) => view.getUint32(at, true)]],
  [5, [4, (view, at) => view.getInt32(at, true)]],
  [6, [4, (view, at) => view.getFloat32(at, true)]],
  [BOOLEAN, [1, (view, at) => view.getUint8(at)]],
  [10, [8, (view, at) => Number(view.getBigUint64(at, true))]],
  [11, [8, (view, at) => Number(view.getBigInt64(at, true))]],
  [12, [8, (view, at) => view.getFloat64(at, true)]],
]);

function readValue(cursor: GgufCursor, key: string): GgufValue {
  const unknown = () => new SanaError('file-corrupt:gguf-value', { file: cursor.source.label, key });
  const type = cursor.u32();
  if (type === TEXT) return cursor.text();
  if (type !== ARRAY) {
    const number = NUMBERS.get(type);
    if (!number) throw unknown();
    const value = cursor.number(...number);
    return type === BOOLEAN ? value !== 0 : value;
  }
  const element = cursor.u32();
  const count = cursor.u64();
  if (element === TEXT) return cursor.texts(count);
  const number = NUMBERS.get(element);
  // lists of lists are in the format, and in no file
  if (!number) throw unknown();
  return cursor.numbers(count, ...number);
}

interface Header {
  readonly metadata: ReadonlyMap<string, GgufValue>;
  readonly tensors: ReadonlyMap<string, StoredTensor>;
}

function readHeader(cursor: GgufCursor): Header {
  const { source } = cursor;
  if (cursor.u32() !== GGUF_MAGIC) throw new SanaError('file-corrupt:no-gguf', { file: source.label });
  const version = cursor.u32();
  if (version > 0xffff) throw new SanaError('model-unsupported:big-endian', { file: source.label });
  if (version < 2 || version > 3)
    throw new SanaError('model-unsupported:gguf-version', { file: source.label, version });
  const tensorCount = cursor.u64();
  const valueCount = cursor.u64();
  const metadata = new Map<string, GgufValue>();
  cursor.expect(valueCount, 13);
  for (let index = 0; index < valueCount; index++) {
    const key = cursor.text();
    if (metadata.has(key)) throw new SanaError('file-corrupt:gguf-twice', { file: source.label, name: key });
    metadata.set(key, readValue(cursor, key));
  }
  const drafts = new Map<string, Omit<StoredTensor, 'source'>>();
  cursor.expect(tensorCount, 24);
  for (let index = 0; index < tensorCount; index++) {
    const name = cursor.text();
    if (drafts.has(name)) throw new SanaError('file-corrupt:gguf-twice', { file: source.label, name });
    drafts.set(name, readTensor(cursor, name));
  }
  return { metadata, tensors: placed(cursor, metadata, drafts) };
}

/** Its offset is from the beginning of the data. */
function readTensor(cursor: GgufCursor, name: string): Omit<StoredTensor, 'source'> {
  const facts = { file: cursor.source.label, tensor: name };
  const rank = cursor.u32();
  if (rank > MOST_DIMENSIONS) throw new SanaError('file-corrupt:tensor-shape', facts);
  const shape = Array.from({ length: rank }, () => cursor.u64()).reverse();
  const number = cursor.u32();
  const offset = cursor.u64();
  const type = GGUF_TYPES.get(number);
  if (type === undefined) throw new SanaError('tensor-dtype:gguf', { ...facts, number });
  const entry = typeof type === 'string' ? { dtype: type, shape } : { dtype: 'U8' as const, shape, blocks: type };
  const rowLength = shape.at(-1) ?? 1;
  const isWhole = entry.blocks === undefined || rowLength % entry.blocks.values === 0;
  if (Number.isNaN(elementCount(shape)) || !isWhole) throw new SanaError('file-corrupt:tensor-shape', facts);
  return { ...entry, offset };
}

/** Where the tensors are in the file. @throws SanaError `file-corrupt`, `file-truncated` */
function placed(
  cursor: GgufCursor,
  metadata: Header['metadata'],
  drafts: ReadonlyMap<string, Omit<StoredTensor, 'source'>>,
): ReadonlyMap<string, StoredTensor> {
  const { source } = cursor;
  const alignment = metadata.get('general.alignment') ?? DEFAULT_ALIGNMENT;
  const isPower = typeof alignment === 'number' && alignment > 0 && Number.isInteger(Math.log2(alignment));
  if (!isPower || alignment > MOST_ALIGNMENT)
    throw new SanaError('file-corrupt:gguf-alignment', { file: source.label });
  const dataStart = Math.ceil(cursor.at / alignment) * alignment;
  const tensors = new Map<string, StoredTensor>();
  for (const [name, draft] of drafts) {
    if (draft.offset % alignment !== 0) {
      throw new SanaError('file-corrupt:tensor-offsets', { file: source.label, tensor: name });
    }
    const offset = dataStart + draft.offset;
    const end = offset + storedBytes(draft as StoredTensor);
    if (!(end <= source.size)) {
      throw new SanaError('file-truncated:tensor', { file: source.label, tensor: name, size: source.size, end });
    }
    tensors.set(name, { ...draft, source, offset });
  }
  let end = 0;
  for (const [name, tensor] of [...tensors].toSorted(([, a], [, b]) => a.offset - b.offset)) {
    if (tensor.offset < end) throw new SanaError('file-corrupt:overlap', { file: source.label, tensor: name });
    end = tensor.offset + storedBytes(tensor);
  }
  return tensors;
}

/** Large ones are cut by llama.cpp's tools, which note it. No Gemma 2 2B needs to be. */
function refusePieces(file: string, metadata: GgufFile['metadata']): void {
  const count = metadata.get('split.count');
  if (typeof count === 'number' && count > 1) throw new SanaError('model-unsupported:gguf-pieces', { file, count });
}

/**
 * Opens a GGUF file: reads and checks the header only, in one read where it has at most 8 MiB. Matrices of quantised
 * blocks appear with the shape of their values. The source stays open; whoever opened it closes it.
 * @throws SanaError `file-truncated`, `file-corrupt`, `over-budget`, `model-unsupported`, `tensor-dtype` (a type of blocks
 *   that is not known by name either)
 */
export async function openGguf(source: ByteSource): Promise<GgufFile> {
  const most = Math.min(source.size, BUDGETS.ggufHeader.most);
  for (let length = Math.min(most, FIRST_READ); ; ) {
    const bytes = await source.read(0, length);
    try {
      const { metadata, tensors } = readHeader(new GgufCursor(source, bytes));
      refusePieces(source.label, metadata);
      return { metadata, reader: storedTensorReader(source.label, tensors) };
    } catch (error) {
      if (!(error instanceof NeedsMore)) throw error;
      if (length === most) throw overBudget('ggufHeader', `${source.label}: the header`);
      length = Math.min(most, Math.max(error.needed, 2 * length));
    }
  }
}
