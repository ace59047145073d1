import { SanaError } from '@sana-studio/core';
import { type BlobWriter, StoredBlob } from './blob.ts';
import { busy, type Context } from './context.ts';
import { type FileStore, storageFull } from './file-store.ts';
import { CATALOGUE, takingTurns } from './holding.ts';
import { type Manifest, type ManifestFile, writeManifest } from './manifest.ts';
import { wantedRanges } from './needs.ts';
import { originOf } from './origin.ts';
import type { ModelPlan } from './plan-model.ts';
import { mergeRanges, rangesLength } from './ranges.ts';
import { readThrough } from './read-through.ts';
import type { Remote } from './remote.ts';
import { type FileTransfer, transferAll } from './transfer.ts';
import { TransferMeter, type TransferProgress } from './transfer-progress.ts';
import { settle } from './verify.ts';

export interface FetchOptions {
  /** Stops the download, for a pause as well as for good: what has arrived is kept. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: TransferProgress) => void) | undefined;
}

/** Room for journals and manifests beside the weights, in bytes. */
const SPARE_BYTES = 16 * 2 ** 20;

/** A file is kept packed unless all of it is needed. */
function createBlob(files: FileStore, { key, size, wanted }: ManifestFile): Promise<StoredBlob> {
  return StoredBlob.create(files, key, size, wanted === null || rangesLength(wanted) < size);
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
    const blob = await createBlob(files, file);
    const origin = originOf(context, files, manifest, file, remotes, signal);
    const read = async () => [...(await wantedRanges(file.path, readThrough(file.path, blob, origin), manifest.needs))];
    try {
      return { ...file, wanted: await read() };
    } catch (error) {
      if (!(error instanceof SanaError) || error.code !== 'file-corrupt') throw error;
      // The header arrived wrong, or changed on the disk.
      const writer = await blob.write();
      await writer?.drop({ from: 0, to: blob.size });
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
  manifest: Manifest,
  remotes: readonly (Remote | undefined)[],
  opened: BlobWriter[],
): Promise<readonly FileTransfer[]> {
  const byKey = new Map<string, ManifestFile[]>();
  for (const file of manifest.files) byKey.set(file.key, [...(byKey.get(file.key) ?? []), file]);
  const transfers: FileTransfer[] = [];
  for (const same of byKey.values()) {
    const first = same[0]!;
    const blob = await createBlob(files, first);
    const wanted = mergeRanges(same.flatMap(file => file.wanted ?? []));
    if (isSettled(blob, first) && !canBeCompared(blob, first)) continue;
    const origin = originOf(context, files, manifest, first, remotes);
    if (!origin) {
      throw new SanaError('model-incomplete:imported', { title: manifest.title, model: manifest.id });
    }
    const writer = (await blob.write()) ?? busy(`${manifest.title} (${first.path})`);
    opened.push(writer);
    transfers.push({ remote: origin.remote, file: origin.file, writer, wanted });
  }
  // Small files first: with them it is known early whether the model can be used at all.
  return transfers.toSorted((a, b) => a.file.size - b.file.size);
}

/** Whether a file can be used: everything needed is there, and compared if the whole file is needed and has a hash. */
export function isSettled(blob: StoredBlob, file: ManifestFile): boolean {
  const { wanted, size } = file;
  if (!wanted || blob.missing(wanted).length > 0) return false;
  return rangesLength(wanted) < size || !canBeCompared(blob, file);
}

/** Whether the whole file is there and was not compared yet: later reads can make it whole that was needed in part. */
function canBeCompared(blob: StoredBlob, { hash }: ManifestFile): boolean {
  return hash !== undefined && !blob.verified && blob.missing().length === 0;
}

async function assertRoom(files: FileStore, needed: number): Promise<void> {
  const free = await files.freeBytes();
  if (free !== undefined && needed > 0 && needed + SPARE_BYTES > free) throw storageFull(files.label, { needed, free });
}

/** Writes down that a model's files are needed, while nobody looks for files that are not. */
export async function noteManifest(
  context: Context,
  files: FileStore,
  manifest: Manifest,
  signal?: AbortSignal,
): Promise<void> {
  const options = { signal, what: manifest.title };
  await takingTurns(context, files, CATALOGUE, options, () => writeManifest(files, manifest));
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
  await noteManifest(context, files, plan.manifest, signal);
  const manifest = await resolveWanted(context, files, plan, signal);
  await writeManifest(files, manifest);
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
    const transfers = await openTransfers(context, files, manifest, plan.remotes, writers);
    const missing = transfers.reduce((sum, { writer, wanted }) => sum + rangesLength(writer.blob.missing(wanted)), 0);
    await assertRoom(files, missing);
    const total = manifest.files.reduce((sum, { wanted }) => sum + rangesLength(wanted ?? []), 0);
    meter.begin('download', total - missing, total);

    let left = missing;
    let compared = 0;
    const toCompare = transfers.reduce((sum, { file }) => sum + (file.hash ? file.size : 0), 0);
    const onArrival = (count: number) => {
      left -= count;
      meter.add(count);
      if (left === 0) meter.begin('verify', compared, toCompare);
    };
    const onCompared = (count: number) => {
      compared += count;
      if (left <= 0) meter.add(count);
    };
    const { createHasher, connections } = context;
    const again = { ...context.receiving(signal), connections };
    await transferAll(transfers, transfer => settle(transfer, again, { createHasher, signal, onBytes: onCompared }), {
      ...context.receiving(signal, onArrival),
      connections,
    });
  } finally {
    await Promise.all(writers.map(writer => writer.close().then(() => writer.blob.close())));
  }
  return manifest;
}
