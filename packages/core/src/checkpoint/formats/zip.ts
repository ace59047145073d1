import { BUDGETS, overBudget } from '../../budgets.ts';
import { SanaError } from '../../errors.ts';

import { assertInside } from '../files/source.ts';
import type { ByteSource } from '../tensors/tensors.ts';

// Record layouts: PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12, 4.3.14-16, 4.5.3.
const LOCAL_SIGNATURE = 0x04034b50;
const CENTRAL_SIGNATURE = 0x02014b50;
const END_SIGNATURE = 0x06054b50;
const END64_LOCATOR_SIGNATURE = 0x07064b50;
const END64_SIGNATURE = 0x06064b50;
const LOCAL_BYTES = 30;
const CENTRAL_BYTES = 46;
const END_BYTES = 22;
const END64_LOCATOR_BYTES = 20;
const END64_BYTES = 56;
const MAX_COMMENT_BYTES = 0xffff;
const ZIP64_EXTRA = 0x0001;
const ENCRYPTED_FLAG = 1;

interface ZipEntry {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly headerOffset: number;
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Offsets beyond 2^53 become inexact, but then lie outside of every file all the same. */
function uint64(data: DataView, at: number): number {
  return Number(data.getBigUint64(at, true));
}

interface Directory {
  readonly offset: number;
  readonly length: number;
  readonly count: number;
}

async function findDirectory(source: ByteSource): Promise<Directory> {
  const tailLength = Math.min(source.size, END_BYTES + MAX_COMMENT_BYTES);
  const tailStart = source.size - tailLength;
  const tail = view(await source.read(tailStart, tailLength));
  let at = tailLength - END_BYTES;
  while (
    at >= 0 &&
    !(tail.getUint32(at, true) === END_SIGNATURE && at + END_BYTES + tail.getUint16(at + 20, true) === tailLength)
  )
    at--;
  if (at < 0) {
    throw new SanaError('file-truncated:zip', { file: source.label, size: source.size });
  }
  const count = tail.getUint16(at + 10, true);
  const length = tail.getUint32(at + 12, true);
  const offset = tail.getUint32(at + 16, true);
  const locatorAt = at - END64_LOCATOR_BYTES;
  if (locatorAt < 0 || tail.getUint32(locatorAt, true) !== END64_LOCATOR_SIGNATURE) return { offset, length, count };
  const end64 = view(await source.read(uint64(tail, locatorAt + 8), END64_BYTES));
  if (end64.getUint32(0, true) !== END64_SIGNATURE) throw new SanaError('file-corrupt:zip64', { file: source.label });
  return { count: uint64(end64, 32), length: uint64(end64, 40), offset: uint64(end64, 48) };
}

/** Sizes and offset of an entry that has them in its zip64 field, in place of those that read 0xffffffff. */
function zip64Values(source: ByteSource, extra: DataView, values: readonly number[]): number[] {
  for (let at = 0; at + 4 <= extra.byteLength; at += 4 + extra.getUint16(at + 2, true)) {
    if (extra.getUint16(at, true) !== ZIP64_EXTRA) continue;
    let next = at + 4;
    const end = Math.min(next + extra.getUint16(at + 2, true), extra.byteLength);
    return values.map(value => {
      if (value !== 0xffffffff) return value;
      if (next + 8 > end) throw new SanaError('file-corrupt:zip64-field', { file: source.label });
      next += 8;
      return uint64(extra, next - 8);
    });
  }
  return [...values];
}

async function readDirectory(source: ByteSource): Promise<ZipEntry[]> {
  const { offset, length, count } = await findDirectory(source);
  assertInside(source.label, source.size, offset, length);
  if (length > BUDGETS.zipDirectory.most) throw overBudget('zipDirectory', source.label);
  if (count * CENTRAL_BYTES > length) {
    throw new SanaError('file-corrupt:zip-count', { file: source.label, count, length });
  }
  const bytes = await source.read(offset, length);
  const data = view(bytes);
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + CENTRAL_BYTES > length || data.getUint32(at, true) !== CENTRAL_SIGNATURE) {
      throw new SanaError('file-corrupt:zip-entry', { file: source.label, entry: i });
    }
    const nameEnd = at + CENTRAL_BYTES + data.getUint16(at + 28, true);
    const extraEnd = nameEnd + data.getUint16(at + 30, true);
    const next = extraEnd + data.getUint16(at + 32, true);
    if (next > length) throw new SanaError('file-corrupt:zip-entry-cut', { file: source.label, entry: i });
    const name = new TextDecoder().decode(bytes.subarray(at + CENTRAL_BYTES, nameEnd));
    if (data.getUint16(at + 10, true) !== 0 || (data.getUint16(at + 8, true) & ENCRYPTED_FLAG) !== 0) {
      throw new SanaError('model-unsupported:zip', { file: source.label, entry: name });
    }
    const stored = [data.getUint32(at + 24, true), data.getUint32(at + 20, true), data.getUint32(at + 42, true)];
    const extra = view(bytes.subarray(nameEnd, extraEnd));
    const [size = 0, packed = 0, headerOffset = 0] = zip64Values(source, extra, stored);
    if (size !== packed) throw new SanaError('file-corrupt:zip-sizes', { file: source.label, entry: name });
    assertInside(source.label, source.size, headerOffset, LOCAL_BYTES + size);
    entries.push({ name, size, headerOffset });
    at = next;
  }
  return entries;
}

/** An entry as a source of its own. Its place is looked up at the first read. */
function entrySource(source: ByteSource, entry: ZipEntry): ByteSource {
  const label = `${source.label}: ${entry.name}`;
  let start: Promise<number> | undefined;

  async function findStart(): Promise<number> {
    const header = view(await source.read(entry.headerOffset, LOCAL_BYTES));
    if (header.getUint32(0, true) !== LOCAL_SIGNATURE)
      throw new SanaError('file-corrupt:zip-header', { file: source.label, entry: entry.name });
    // The lengths in front of the data may differ from those in the directory (torch pads here to align).
    const dataStart = entry.headerOffset + LOCAL_BYTES + header.getUint16(26, true) + header.getUint16(28, true);
    assertInside(label, source.size, dataStart, entry.size);
    return dataStart;
  }

  return {
    label,
    size: entry.size,
    async read(offset, length) {
      assertInside(label, entry.size, offset, length);
      start ??= findStart();
      return source.read((await start) + offset, length);
    },
  };
}

/**
 * The entries of a zip archive that holds them uncompressed, as torch.save writes it; zip64 included. Reads the
 * directory only.
 * @throws SanaError `file-truncated`, `file-corrupt`, `over-budget`, `model-unsupported` (compressed or encrypted entries)
 */
export async function openStoredZip(source: ByteSource): Promise<ReadonlyMap<string, ByteSource>> {
  const entries = await readDirectory(source);
  const sources = new Map(entries.map(entry => [entry.name, entrySource(source, entry)]));
  if (sources.size !== entries.length) throw new SanaError('file-corrupt:zip-twice', { file: source.label });
  return sources;
}
