import { SanaError } from '@sana-studio/core';
import type { BlobWriter, StoredBlob } from './blob.ts';
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
async function isReadable(reading: Promise<void>): Promise<boolean> {
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
    const bytes = new Uint8Array(extent.to - extent.from);
    const readable = await isReadable(blob.readInto(extent.from, bytes));
    if (!readable || (await sha256(bytes)) !== extent.sha256) changed.push({ from: extent.from, to: extent.to });
    onBytes?.(extent.to - extent.from);
  }
  return changed;
}

/**
 * What of a stored file is not as it should be: parts that changed since they arrived, or, when every part is as it
 * arrived and yet the whole is not the repository's file, all of it, because nobody can tell which part is wrong.
 */
export async function damagedRanges(
  blob: StoredBlob,
  hash: RepositoryHash | undefined,
  options: VerifyOptions,
): Promise<readonly ByteRange[]> {
  const whole = hash !== undefined && blob.missing().length === 0;
  if (whole && (await agreesWith(blob, hash, options))) return [];
  // The bytes of a whole file were counted by the comparison above.
  const changed = await changedParts(blob, whole ? { signal: options.signal } : options);
  return whole && changed.length === 0 ? [...blob.extents] : changed;
}

async function dropAll(writer: BlobWriter, ranges: readonly ByteRange[]): Promise<void> {
  for (const range of ranges) await writer.drop(range);
}

/**
 * Every part is as it arrived, but the whole is not what the repository has, so something arrived wrong. A hub states
 * no hash per part: they are fetched once more, one after another, until one differs and the whole agrees.
 */
async function mendArrival(
  { remote, file, writer }: FileTransfer,
  agrees: () => Promise<boolean>,
  options: TransferOptions,
): Promise<boolean> {
  for (const extent of [...writer.blob.extents]) {
    const fresh = new Uint8Array(extent.to - extent.from);
    await receive(remote, file, extent, async (from, bytes) => fresh.set(bytes, from - extent.from), options);
    if ((await sha256(fresh)) === extent.sha256) continue;
    await writer.drop(extent);
    await writer.keep(extent.from, fresh);
    if (await agrees()) return true;
  }
  return false;
}

/**
 * Compares a file that has arrived with the repository's hash, mends what can be mended, and writes down that it agrees.
 * Files that are there in part, or for which no hash is stated, cannot be compared and stay unverified.
 * @throws SanaError `file-corrupt` when the server's bytes do not have the hash that it states
 */
export async function settle(
  transfer: FileTransfer,
  transferOptions: TransferOptions,
  verifyOptions: VerifyOptions,
): Promise<void> {
  const { file, writer } = transfer;
  const { blob } = writer;
  const { hash } = file;
  if (!hash || blob.verified || blob.missing().length > 0) return;
  const agrees = () => agreesWith(blob, hash, verifyOptions);
  if (await agrees()) return writer.markVerified();
  const changed = await changedParts(blob, verifyOptions);
  if (changed.length > 0) {
    await dropAll(writer, changed);
    await transferAll([transfer], async () => undefined, transferOptions);
    if (await agrees()) return writer.markVerified();
  }
  if (await mendArrival(transfer, agrees, transferOptions)) return writer.markVerified();
  await writer.drop({ from: 0, to: blob.size });
  throw new SanaError('file-corrupt:hash', { file: file.path, source: transfer.remote.label, hash: hash.hex });
}
