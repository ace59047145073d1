import { BUDGETS, overBudget } from '../../budgets.ts';
import { SanaError } from '../../errors.ts';
import { assertJsonSize } from '../../json.ts';
import { fromIntegerTensor } from '../tensors/integer-blocks.ts';
import {
  elementCount,
  itemSize,
  type StoredTensor,
  type StoredTensorReader,
  storedTensorReader,
} from '../tensors/tensor-data.ts';
import type { ByteSource, TensorDtype } from '../tensors/tensors.ts';

/** The limit of the official library, in bytes. What says more is something else. */
const LONGEST_HEADER = 100_000_000;

const GIT_LFS_POINTER = 'version ';

async function readHeader(source: ByteSource): Promise<{ header: unknown; dataStart: number }> {
  const prefix = await source.read(0, 8);
  const headerLength = Number(new DataView(prefix.buffer, prefix.byteOffset).getBigUint64(0, true));
  if (headerLength > LONGEST_HEADER) {
    if (new TextDecoder().decode(prefix) === GIT_LFS_POINTER) {
      throw new SanaError('file-corrupt:lfs', { file: source.label });
    }
    throw new SanaError('file-corrupt:no-safetensors', { file: source.label, headerLength });
  }
  const what = `${source.label}: the header`;
  if (headerLength > BUDGETS.tensorHeader.most) throw overBudget('tensorHeader', what);
  const text = await source.read(8, headerLength);
  assertJsonSize(text, what, 'tensorHeaderEntries');
  try {
    const header: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(text));
    return { header, dataStart: 8 + headerLength };
  } catch (cause) {
    throw new SanaError('file-corrupt:header-json', { file: source.label }, cause);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isDtype(value: unknown): value is TensorDtype {
  return typeof value === 'string' && Object.hasOwn(itemSize, value);
}

function isNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.every(item => Number.isSafeInteger(item) && item >= 0);
}

/** What stands where a name should, in the terms of JSON; the value itself may be nested without an end. */
function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  return Array.isArray(value) ? '[…]' : typeof value === 'object' ? '{…}' : `${value}`;
}

interface Placed extends StoredTensor {
  readonly name: string;
  /** Offset behind the last byte. */
  readonly end: number;
}

function place(source: ByteSource, dataStart: number, name: string, info: unknown): Placed {
  if (!isRecord(info)) throw new SanaError('file-corrupt:header-entry', { file: source.label, tensor: name });
  const { dtype, shape, data_offsets: offsets } = info;
  if (!isDtype(dtype)) {
    const words = typeof dtype === 'string' ? `"${dtype}"` : kindOf(dtype);
    throw new SanaError('tensor-dtype:unknown', { file: source.label, tensor: name, dtype: words });
  }
  if (!isNumbers(shape) || shape.length > BUDGETS.tensorRank.most)
    throw new SanaError('file-corrupt:tensor-shape', { file: source.label, tensor: name });
  if (!isNumbers(offsets) || offsets.length !== 2) {
    throw new SanaError('file-corrupt:tensor-offsets', { file: source.label, tensor: name });
  }
  const [begin, end] = offsets as [number, number];
  if (elementCount(shape) * itemSize[dtype] !== end - begin) {
    const bytes = end - begin;
    throw new SanaError('file-corrupt:tensor-bytes', { file: source.label, tensor: name, dtype, shape, bytes });
  }
  if (dataStart + end > source.size) {
    throw new SanaError('file-truncated:tensor', {
      file: source.label,
      tensor: name,
      size: source.size,
      end: dataStart + end,
    });
  }
  const stored = { name, dtype, shape, source, offset: dataStart + begin, end: dataStart + end };
  return { ...stored, ...fromIntegerTensor(name, dtype, shape) };
}

/** What the header of a safetensors file says beside its tensors (`__metadata__`); nothing of it is needed to read them. */
export async function safetensorsNotes(source: ByteSource): Promise<Readonly<Record<string, unknown>>> {
  const { header } = await readHeader(source);
  const notes = isRecord(header) ? header.__metadata__ : undefined;
  return isRecord(notes) ? notes : {};
}

/**
 * Opens a safetensors file: reads and checks the header only. As the official library does, it refuses data that
 * overlaps, leaves holes or goes past the end of the file; with that a name given twice cannot pass either. Matrices of
 * block-wise integers (integer-blocks.ts) appear under the name and shape of the matrix that they stand for.
 * The source stays open; whoever opened it closes it.
 *
 * Format: https://github.com/huggingface/safetensors (README, "Format").
 * @throws SanaError `file-truncated`, `file-corrupt`, `over-budget`, `tensor-dtype`
 */
export async function openSafetensors(source: ByteSource): Promise<StoredTensorReader> {
  const { header, dataStart } = await readHeader(source);
  if (!isRecord(header)) throw new SanaError('file-corrupt:header-object', { file: source.label });
  const placed: Placed[] = [];
  for (const [name, info] of Object.entries(header)) {
    if (name !== '__metadata__') placed.push(place(source, dataStart, name, info));
  }
  const inFileOrder = placed.toSorted((a, b) => a.offset - b.offset || a.end - b.end);
  let end = dataStart;
  for (const tensor of inFileOrder) {
    if (tensor.offset !== end) {
      const reason = tensor.offset < end ? 'file-corrupt:overlap' : 'file-corrupt:hole';
      throw new SanaError(reason, { file: source.label, tensor: tensor.name });
    }
    end = tensor.end;
  }
  if (end !== source.size) throw new SanaError('file-corrupt:rest', { file: source.label, bytes: source.size - end });
  return storedTensorReader(source.label, new Map(placed.map(({ name, end: _, ...tensor }) => [name, tensor])));
}
