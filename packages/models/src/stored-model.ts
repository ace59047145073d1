import { type PartName, SanaError } from '@sana-studio/core';
import { blobBytes, StoredBlob } from './blob.ts';
import { type Comparison, comparisonOf, type KeptFile } from './comparison.ts';
import { mayRead } from './content.ts';
import type { Context } from './context.ts';
import { isSettled } from './fetch-model.ts';
import type { FileStore } from './file-store.ts';
import type { Manifest, ManifestFile } from './manifest.ts';
import { isUnneeded, partEntries } from './model-parts.ts';
import { isPartial, type Needs, wantedRanges } from './needs.ts';
import { rangesLength } from './ranges.ts';
import { readThrough } from './read-through.ts';
import { sourceName } from './remote.ts';
import type { WeightFormat } from './weights.ts';

export interface StoredModel {
  readonly id: string;
  readonly title: string;
  /** Whether everything that was asked for is there and compared. */
  readonly complete: boolean;
  /**
   * Whether it can be opened: also while more is fetched than every picture needs, as for use without a network, or when
   * that broke off.
   */
  readonly usable: boolean;
  /** Bytes of what was asked for that are there. */
  readonly bytes: number;
  /** Bytes of what was asked for; what depends on headers that were not read yet does not count. */
  readonly totalBytes: number;
  /** Bytes that it takes in the store; what models share counts for each of them. */
  readonly storedBytes: number;
  readonly needs: Needs;
  /** How they are kept: here, or already where they come from. */
  readonly weights: WeightFormat;
  /** Links to terms that its source states. */
  readonly licences?: readonly string[] | undefined;
  /** Its source sends files only as a whole, so all of each was fetched. */
  readonly wholeFiles?: true | undefined;
  /** Where it came from. */
  readonly source: string;
  /** What takes the place of its source's own parts. */
  readonly parts?: readonly StoredPart[];
  /** What of it is proved, and against whom. Absent where an earlier version tells of it. */
  readonly comparison?: Comparison;
}

/** A part that does not come from the model's own source. */
export interface StoredPart {
  readonly part: PartName;
  /** On this computer: a path, or another name for it. Otherwise the file and its source. */
  readonly from: string;
  readonly kind: 'local' | 'stored';
  /** False for what was on this computer and is not there any more. */
  readonly here: boolean;
}

async function describeParts({ openLocal }: Context, manifest: Manifest): Promise<readonly StoredPart[]> {
  const parts: StoredPart[] = [];
  for (const [part, kept] of partEntries(manifest.parts)) {
    const { kind } = kept;
    if (kind === 'local') {
      // what says why it is not there is asked again when it is opened
      const place = await openLocal(part, kept.reference).catch(() => undefined);
      parts.push({ part, kind, from: kept.reference, here: place !== undefined });
    } else {
      const file = manifest.files.find(({ path }) => path === kept.path);
      const source = file && manifest.sources[file.source];
      parts.push({ part, kind, from: source ? `${file.remotePath} (${sourceName(source)})` : kept.path, here: true });
    }
  }
  return parts;
}

/** Whether everything is there that no picture does without. */
async function hasLeast(blob: StoredBlob, { path }: ManifestFile): Promise<boolean> {
  const least: Needs = { imageEncoder: false, offline: false };
  if (!isPartial(path, least)) return false;
  try {
    return blob.missing(await wantedRanges(path, readThrough(path, blob, undefined), least)).length === 0;
  } catch (error) {
    // Not even its header is here, or it is none.
    if (error instanceof SanaError) return false;
    throw error;
  } finally {
    await blob.close();
  }
}

/** What there is to tell of a model. */
export async function describeModel(context: Context, store: FileStore, manifest: Manifest): Promise<StoredModel> {
  const { id, title, needs, files, sources, stated } = manifest;
  const kept: KeptFile[] = [];
  let complete = true;
  let usable = true;
  let bytes = 0;
  let totalBytes = 0;
  for (const file of files) {
    const blob = await StoredBlob.open(store, file.key);
    if (!blob && isUnneeded(file)) continue;
    const isReadable = blob !== undefined && mayRead(blob, manifest, file);
    if (isReadable) kept.push({ file, blob });
    if (!isUnneeded(file) && !(isReadable && isSettled(blob, file))) {
      complete = false;
      usable &&= isReadable && (await hasLeast(blob, file));
    }
    const wanted = rangesLength(file.wanted ?? []);
    totalBytes += wanted;
    // what was taken over from another source cannot be read yet, and need not come again
    const isThere = isReadable || (blob?.borrowed && blob.size === file.size);
    bytes += isThere ? wanted - rangesLength(blob.missing(file.wanted ?? [])) : 0;
  }
  const storedBytes = await blobBytes(store, new Set(files.map(({ key }) => key)));
  const source = sources[0] ? sourceName(sources[0]) : '';
  const comparison = comparisonOf(manifest, kept);
  const weights = manifest.weights === 'original' ? (stated?.weights ?? 'original') : manifest.weights;
  const licences = stated?.licences;
  const wholeFiles = sources.some(from => from.kind === 'url' && from.wholeFiles) || undefined;
  const sizes = { bytes, totalBytes, storedBytes };
  const parts = await describeParts(context, manifest);
  usable &&= parts.every(({ here }) => here);
  return {
    ...{ id, title, complete, usable, ...sizes, needs, weights, licences, wholeFiles, source, comparison },
    ...(parts.length > 0 && { parts }),
  };
}
