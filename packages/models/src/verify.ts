import { SanaError } from '@sana-studio/core';
import type { StoredBlob } from './blob.ts';
import type { BlobWriter } from './blob-writer.ts';
import { throwIfCancelled } from './clock.ts';
import { type CreateHasher, type RepositoryHash, repositoryHasher, sha256 } from './digest.ts';
import { type ByteRange, cutRange } from './ranges.ts';
import { receive } from './receive.ts';
import { type FileTransfer, type TransferOptions, transferAll } from './transfer.ts';

const CHUNK_BYTES = 4 * 2 ** 20;

export interface VerifyOptions {
  readonly createHasher: CreateHasher;
  readonly signal?: AbortSignal | undefined;
  /** Called with the number of bytes as they are read. */
  readonly onBytes?: ((count: number) => void) | undefined;
}

/** False where the data file is shorter than its journal says. */
async function isReadable(reading: Promise<unknown>): Promise<boolean> {
  try {
    await reading;
    return true;
  } catch (error) {
    if (error instanceof SanaError && error.code === 'file-truncated') return false;
    throw error;
  }
}

/** Whether a file that is there as a whole is the one that the repository has. */
export async function agreesWith(
  blob: StoredBlob,
  hash: RepositoryHash,
  { createHasher, signal, onBytes }: VerifyOptions,
): Promise<boolean> {
  const hasher = await repositoryHasher(createHasher, hash, blob.size);
  for (const { from, to } of cutRange({ from: 0, to: blob.size }, CHUNK_BYTES)) {
    throwIfCancelled(signal);
    const bytes = new Uint8Array(to - from);
    if (!(await isReadable(blob.readInto(from, bytes)))) return false;
    hasher.update(bytes);
    onBytes?.(bytes.length);
  }
  return hasher.digest() === hash.hex;
}

/** Compares every part with the hash it had when it arrived. @returns the parts that changed since, or are gone */
export async function changedParts(
  blob: StoredBlob,
  { signal, onBytes }: Omit<VerifyOptions, 'createHasher'>,
): Promise<readonly ByteRange[]> {
  const changed: ByteRange[] = [];
  for (const extent of blob.extents) {
    throwIfCancelled(signal);
    if (!(await blob.readPart(extent))) changed.push({ from: extent.from, to: extent.to });
    onBytes?.(extent.to - extent.from);
  }
  return changed;
}

/** What a look at a stored file finds. */
export interface Findings {
  /** Parts that are not as they should be. */
  readonly damaged: readonly ByteRange[];
  /** Whether the whole was compared with the hash that its source states, and has it. */
  readonly agrees: boolean;
  /** Whether every part is as it arrived and the whole has another hash: whatever was proved of it never was. */
  readonly isOther: boolean;
}

/**
 * What of a stored file is not as it should be: parts that changed since they arrived, or, when every part is as it
 * arrived and yet the whole is not the repository's file, all of it, because nobody can tell which part is wrong.
 */
export async function examine(
  blob: StoredBlob,
  hash: RepositoryHash | undefined,
  options: VerifyOptions,
): Promise<Findings> {
  const whole = hash !== undefined && blob.missing().length === 0;
  if (whole && (await agreesWith(blob, hash, options))) return { damaged: [], agrees: true, isOther: false };
  // The bytes of a whole file were counted by the comparison above.
  const changed = await changedParts(blob, whole ? { signal: options.signal } : options);
  const isOther = whole && changed.length === 0;
  return { damaged: isOther ? [...blob.extents] : changed, agrees: false, isOther };
}

export async function dropAll(writer: BlobWriter, ranges: readonly ByteRange[]): Promise<void> {
  for (const range of ranges) await writer.drop(range);
}

/**
 * Fetches what was lost of a file that had been proved. Each part must have the hash that it had then, so it does not
 * matter who sends it.
 * @throws SanaError `file-corrupt` when the source has other bytes
 */
export async function restore({ remote, file, writer, wanted }: FileTransfer, options: TransferOptions): Promise<void> {
  const isWanted = ({ from, to }: ByteRange) => wanted.some(range => range.from < to && from < range.to);
  for (const part of writer.blob.lost.filter(isWanted)) {
    const fresh = new Uint8Array(part.to - part.from);
    await receive(remote, file, part, async (from, bytes) => fresh.set(bytes, from - part.from), options);
    if ((await sha256(fresh)) !== part.sha256) {
      throw new SanaError('file-corrupt:hash', { file: file.path, source: remote.label, hash: part.sha256 });
    }
    await writer.keep(part.from, fresh);
  }
}

/**
 * Every part is as it arrived, but the whole is not what the repository has, so something arrived wrong. A hub states
 * no hash per part: they are fetched once more, one after another, until one differs and the whole agrees. The whole is
 * compared after one, two, four … that differ, so that a server that always sends something else costs little.
 */
async function mendArrival(
  { remote, file, writer }: FileTransfer,
  agrees: () => Promise<boolean>,
  options: TransferOptions,
): Promise<boolean> {
  let differing = 0;
  let next = 1;
  for (const extent of [...writer.blob.extents]) {
    const fresh = new Uint8Array(extent.to - extent.from);
    await receive(remote, file, extent, async (from, bytes) => fresh.set(bytes, from - extent.from), options);
    if ((await sha256(fresh)) === extent.sha256) continue;
    await writer.drop(extent);
    await writer.keep(extent.from, fresh);
    if (++differing < next) continue;
    next *= 2;
    if (await agrees()) return true;
  }
  return differing > 0 && agrees();
}

/** Whether a stretch of a file has this hash. */
async function hasHash(blob: StoredBlob, range: ByteRange, hex: string, options: VerifyOptions): Promise<boolean> {
  const hasher = await options.createHasher('sha256');
  for (const { from, to } of cutRange(range, CHUNK_BYTES)) {
    throwIfCancelled(options.signal);
    const bytes = new Uint8Array(to - from);
    if (!(await isReadable(blob.readInto(from, bytes)))) return false;
    hasher.update(bytes);
    options.onBytes?.(bytes.length);
  }
  return hasher.digest() === hex;
}

/**
 * Compares the stretches that are there of a file in part with the hashes that its source states for them. One that differs
 * is fetched once more.
 * @throws SanaError `file-corrupt` when the server's bytes do not have the hash that it states
 */
async function settlePieces(transfer: FileTransfer, arriving: TransferOptions, options: VerifyOptions): Promise<void> {
  const { file, writer, remote } = transfer;
  const { blob } = writer;
  let to = 0;
  for (const { size, sha256: hex } of file.pieces ?? []) {
    const range = { from: to, to: to + size };
    to = range.to;
    if (blob.missing([range]).length > 0 || (await hasHash(blob, range, hex, options))) continue;
    await writer.drop(range);
    await transferAll([transfer], async () => undefined, arriving);
    if (await hasHash(blob, range, hex, options)) continue;
    await writer.drop(range);
    throw new SanaError('file-corrupt:hash', { file: file.path, source: remote.label, hash: hex });
  }
  if (file.pieces) await writer.markCompared(remote.label);
}

/**
 * Compares a file that has arrived with the hash that its source states, mends what can be mended, and writes down that
 * it agrees: from then on it is common to all whose source states the same. Files that are there in part, or for which
 * no hash is stated, cannot be compared and stay their source's.
 * @throws SanaError `file-corrupt` when the server's bytes do not have the hash that it states
 */
export async function settle(
  transfer: FileTransfer,
  transferOptions: TransferOptions,
  verifyOptions: VerifyOptions,
): Promise<void> {
  const { file, writer, content } = transfer;
  const { blob } = writer;
  const { hash } = file;
  if (blob.missing().length > 0) return settlePieces(transfer, transferOptions, verifyOptions);
  if (content === undefined || blob.verified) return;
  if (!hash) {
    if (blob.provedContent === content || (await transfer.isProved?.())) await writer.markVerified(content);
    return;
  }
  const agrees = () => agreesWith(blob, hash, verifyOptions);
  if (await agrees()) return writer.markVerified(content);
  const changed = await changedParts(blob, verifyOptions);
  // Nothing of another source is mended: whatever of it is wrong, this one's own bytes take its place.
  const isFresh = changed.length === 0 && (blob.borrowed || blob.provedContent !== undefined);
  if (isFresh) await writer.reset();
  if (isFresh && transfer.isShared) throw new SanaError('file-corrupt:stored', { key: blob.key });
  await dropAll(writer, changed);
  if (changed.length > 0 || isFresh) {
    if (blob.provedContent === undefined) await transferAll([transfer], async () => undefined, transferOptions);
    else await restore(transfer, transferOptions);
    if (blob.missing().length > 0) return;
    if (await agrees()) return writer.markVerified(content);
  }
  const canMend = blob.provedContent === undefined && !transfer.remote.wholeFiles;
  if (canMend && (await mendArrival(transfer, agrees, transferOptions))) {
    return writer.markVerified(content);
  }
  await writer.reset();
  throw new SanaError('file-corrupt:hash', { file: file.path, source: transfer.remote.label, hash: hash.hex });
}
