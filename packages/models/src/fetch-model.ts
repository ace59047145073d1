import { SanaError } from '@sana-studio/core';
import { StoredBlob } from './blob.ts';
import type { BlobWriter } from './blob-writer.ts';
import { throwIfCancelled } from './clock.ts';
import { publishedBlob, readableBlob, statedContent } from './content.ts';
import { busy, type Context } from './context.ts';
import { type FileStore, storageFull } from './file-store.ts';
import { CATALOGUE, takingTurns } from './holding.ts';
import { type Manifest, type ManifestFile, writeManifest } from './manifest.ts';
import { isUnneeded } from './model-parts.ts';
import { wantedRanges } from './needs.ts';
import { originOf } from './origin.ts';
import { assignKeys, ownedManifests } from './ownership.ts';
import type { ModelPlan } from './plan-model.ts';
import { mergeRanges, rangesLength } from './ranges.ts';
import { readThrough } from './read-through.ts';
import { type FileTransfer, transferAll } from './transfer.ts';
import { TransferMeter, type TransferProgress } from './transfer-progress.ts';
import { changedParts, dropAll, restore, settle } from './verify.ts';

export interface FetchOptions {
  /** Stops the download, for a pause as well as for good: what has arrived is kept. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: TransferProgress) => void) | undefined;
}

/** Room for journals and manifests beside the weights, in bytes. */
const SPARE_BYTES = 16 * 2 ** 20;

const isWhole = ({ size, wanted }: ManifestFile) => wanted !== null && rangesLength(wanted) === size;

/** What is kept of a file, or a beginning. A file is kept packed unless all of it is needed. */
async function openBlob(files: FileStore, manifest: Manifest, file: ManifestFile): Promise<StoredBlob> {
  const { key, size, shared, path } = file;
  // Nothing is ever begun in another's place.
  if (shared) return (await readableBlob(files, manifest, file)) ?? busy(`${manifest.title} (${path})`);
  const blob = await StoredBlob.create(files, key, size, !isWhole(file));
  if (!blob.borrowed || isWhole(file)) return blob;
  // What another source brought counts only in a whole that is proved.
  const writer = (await blob.write()) ?? busy(`${manifest.title} (${path})`);
  await writer.reset();
  await writer.close();
  return blob;
}

/** Reads the headers of files that are needed in part, to know which parts. */
async function resolveWanted(
  context: Context,
  files: FileStore,
  { manifest, remotes }: ModelPlan,
  signal?: AbortSignal,
): Promise<Manifest> {
  const resolve = async (file: ManifestFile): Promise<ManifestFile> => {
    if (file.wanted) return file;
    const blob = await openBlob(files, manifest, file);
    const origin = originOf(context, files, manifest, file, remotes, signal);
    const read = async () => [...(await wantedRanges(file.path, readThrough(file.path, blob, origin), manifest.needs))];
    try {
      return { ...file, wanted: await read() };
    } catch (error) {
      if (!(error instanceof SanaError) || error.code !== 'file-corrupt') throw error;
      // The header arrived wrong, or changed on the disk.
      const changed = blob.provedContent === undefined ? [{ from: 0, to: blob.size }] : await changedParts(blob, {});
      const writer = await blob.write();
      if (writer) await dropAll(writer, changed);
      await writer?.close();
      return { ...file, wanted: await read() };
    } finally {
      await blob.close();
    }
  };
  const resolved: ManifestFile[] = [];
  for (const file of manifest.files) resolved.push(await resolve(file));
  return { ...manifest, files: resolved };
}

async function openTransfers(
  context: Context,
  files: FileStore,
  { manifest, remotes, earlier }: ModelPlan,
  opened: BlobWriter[],
  signal?: AbortSignal,
): Promise<readonly FileTransfer[]> {
  const byKey = new Map<string, ManifestFile[]>();
  for (const file of manifest.files) {
    if (isUnneeded(file)) continue;
    byKey.set(file.key, [...(byKey.get(file.key) ?? []), file]);
  }
  const transfers: FileTransfer[] = [];
  for (const same of byKey.values()) {
    const first = same[0]!;
    const blob = await openBlob(files, manifest, first);
    const wanted = mergeRanges(same.flatMap(file => file.wanted ?? []));
    if (same.every(file => isSettled(blob, file)) && !canBeCompared(blob, first)) continue;
    const origin = originOf(context, files, manifest, first, remotes);
    if (!origin) {
      throw new SanaError('model-incomplete:imported', { title: manifest.title, model: manifest.id });
    }
    const writer = (await blob.write()) ?? busy(`${manifest.title} (${first.path})`);
    opened.push(writer);
    const { remote, file, isProved } = origin;
    if (blob.extents.length === 0 && first.hash && isWhole(first))
      await takeOver(files, earlier, first, writer, signal);
    // What is converted of the proved file has nothing else among it.
    const isConverted =
      first.published && blob.provedContent === undefined && (await publishedBlob(files, manifest, first))?.isProved;
    if (isConverted && blob.missing(wanted).length > 0 && blob.extents.length > 0) await writer.reset();
    const content = statedContent(first, manifest.weights);
    transfers.push({ remote, file, writer, wanted, content, isProved, isShared: first.shared ?? false });
  }
  // Small files first: with them it is known early whether the model can be used at all.
  return transfers.toSorted((a, b) => a.file.size - b.file.size);
}

/** Whether a file can be used: everything needed is there, and compared if the whole file is needed and has a hash. */
export function isSettled(blob: StoredBlob, file: ManifestFile): boolean {
  const { wanted, size, pieces } = file;
  if (!wanted || blob.borrowed || blob.missing(wanted).length > 0) return false;
  if (rangesLength(wanted) < size) return !pieces || blob.compared !== undefined || blob.verified;
  return !canBeCompared(blob, file);
}

/** Whether the whole file is there and was not compared yet: later reads can make it whole that was needed in part. */
function canBeCompared(blob: StoredBlob, { hash }: ManifestFile): boolean {
  return hash !== undefined && !blob.verified && blob.missing().length === 0;
}

async function assertRoom(files: FileStore, needed: number): Promise<void> {
  const free = await files.freeBytes();
  if (free !== undefined && needed > 0 && needed + SPARE_BYTES > free) throw storageFull(files.label, { needed, free });
}

/**
 * Writes down that a model's files are needed, while nobody looks for files that are not.
 * @returns the manifest with the keys that it has in this store
 */
export async function noteManifest(
  context: Context,
  files: FileStore,
  manifest: Manifest,
  signal?: AbortSignal,
): Promise<Manifest> {
  return takingTurns(context, files, CATALOGUE, { signal, what: manifest.title }, async () => {
    const assigned = await assignKeys(files, manifest, await ownedManifests(files));
    await writeManifest(files, assigned);
    return assigned;
  });
}

/**
 * Takes over what an earlier source of the model brought of a file that is needed whole, so that another mirror can go
 * on with it. It is not read before the whole has the hash that the new source states.
 */
async function takeOver(
  files: FileStore,
  earlier: Manifest | undefined,
  file: ManifestFile,
  writer: BlobWriter,
  signal?: AbortSignal,
): Promise<void> {
  const isSame = ({ hash, size }: ManifestFile) => size === file.size && hash?.hex === file.hash?.hex;
  const known = earlier?.files.find(other => isSame(other) && !other.shared && other.key !== file.key);
  const blob = known && (await StoredBlob.open(files, known.key));
  if (!blob || blob.size !== file.size || blob.extents.length === 0) return;
  await writer.markBorrowed();
  try {
    for (const part of blob.extents) {
      throwIfCancelled(signal);
      const bytes = await blob.readPart(part);
      if (bytes) await writer.keep(part.from, bytes);
    }
  } finally {
    await blob.close();
  }
}

/** A published file that is here as a whole, and proved, is converted as a whole: so what is made of it is as well. */
async function withConversions(files: FileStore, manifest: Manifest): Promise<Manifest> {
  const whole = async (file: ManifestFile): Promise<ManifestFile> => {
    if (isUnneeded(file) || file.shared || !(await publishedBlob(files, manifest, file))?.isProved) return file;
    return { ...file, wanted: file.size === 0 ? [] : [{ from: 0, to: file.size }] };
  };
  return { ...manifest, files: await Promise.all(manifest.files.map(whole)) };
}

/**
 * Finds out what of which file is needed, and writes it down.
 * @throws SanaError `cancelled`, `network-failed`, `storage-full`, `storage-busy`, `file-corrupt`, `access-denied`
 */
export async function prepareModel(
  context: Context,
  files: FileStore,
  plan: ModelPlan,
  signal?: AbortSignal,
): Promise<Manifest> {
  // Before any byte: what is kept must be known, so that it can be removed.
  const noted = await noteManifest(context, files, plan.manifest, signal);
  const assigned = await withConversions(files, noted);
  const manifest = await resolveWanted(context, files, { ...plan, manifest: assigned }, signal);
  const options = { signal, what: manifest.title };
  await takingTurns(context, files, CATALOGUE, options, () => writeManifest(files, manifest));
  return manifest;
}

/**
 * Brings everything that a plan needs into the store.
 * @throws SanaError `cancelled`, `network-failed`, `storage-full`, `storage-busy`, `file-corrupt`, `access-denied`
 */
export async function fetchModel(
  context: Context,
  files: FileStore,
  plan: ModelPlan,
  { signal, onProgress = () => undefined }: FetchOptions,
): Promise<Manifest> {
  const meter = new TransferMeter(context.clock, onProgress);
  meter.begin('list');
  const manifest = await prepareModel(context, files, plan, signal);
  const writers: BlobWriter[] = [];
  try {
    const transfers = await openTransfers(context, files, { ...plan, manifest }, writers, signal);
    const missing = transfers.reduce((sum, { writer, wanted }) => sum + rangesLength(writer.blob.missing(wanted)), 0);
    await assertRoom(files, missing);
    const total = manifest.files.reduce((sum, { wanted }) => sum + rangesLength(wanted ?? []), 0);
    meter.begin('download', total - missing, total);

    let left = missing;
    let isComparing = false;
    let compared = 0;
    const toCompare = transfers.reduce((sum, { file }) => sum + (file.hash ? file.size : 0), 0);
    const onArrival = (count: number) => {
      left -= count;
      meter.add(count);
      if (left > 0 || isComparing) return;
      isComparing = true;
      meter.begin('verify', compared, toCompare);
    };
    const onCompared = (count: number) => {
      compared += count;
      if (left <= 0) meter.add(count);
    };
    const { createHasher, connections } = context;
    const arriving = { ...context.receiving(signal, onArrival), connections };
    for (const transfer of transfers) await restore(transfer, arriving);
    const again = { ...context.receiving(signal), connections };
    const compare = { createHasher, signal, onBytes: onCompared };
    await transferAll(transfers, transfer => settle(transfer, again, compare), arriving);
  } finally {
    await Promise.all(writers.map(writer => writer.close().then(() => writer.blob.close())));
  }
  return manifest;
}
