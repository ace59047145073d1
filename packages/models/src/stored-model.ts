import { blobBytes, StoredBlob } from './blob.ts';
import { type Comparison, comparisonOf, type KeptFile } from './comparison.ts';
import { mayRead } from './content.ts';
import { isSettled } from './fetch-model.ts';
import type { FileStore } from './file-store.ts';
import type { Manifest } from './manifest.ts';
import type { Needs } from './needs.ts';
import { rangesLength } from './ranges.ts';
import { sourceName } from './remote.ts';
import type { WeightFormat } from './weights.ts';

export interface StoredModel {
  readonly id: string;
  readonly title: string;
  /** Whether everything that was asked for is there and compared: only then it can be opened. */
  readonly complete: boolean;
  /** Bytes of what was asked for that are there. */
  readonly bytes: number;
  /** Bytes of what was asked for; what depends on headers that were not read yet does not count. */
  readonly totalBytes: number;
  /** Bytes that it takes in the store; what models share counts for each of them. */
  readonly storedBytes: number;
  readonly needs: Needs;
  readonly weights: WeightFormat;
  /** Where it came from. */
  readonly source: string;
  /** What of it is proved, and against whom. Absent where an earlier version tells of it. */
  readonly comparison?: Comparison;
}

/** What there is to tell of a model. */
export async function describeModel(store: FileStore, manifest: Manifest): Promise<StoredModel> {
  const { id, title, needs, weights, files, sources } = manifest;
  const kept: KeptFile[] = [];
  let complete = true;
  let bytes = 0;
  let totalBytes = 0;
  for (const file of files) {
    const blob = await StoredBlob.open(store, file.key);
    const isReadable = blob !== undefined && mayRead(blob, manifest, file);
    if (isReadable) kept.push({ file, blob });
    if (!isReadable || !isSettled(blob, file)) complete = false;
    const wanted = rangesLength(file.wanted ?? []);
    totalBytes += wanted;
    // what was taken over from another source cannot be read yet, and need not come again
    const isThere = isReadable || (blob?.borrowed && blob.size === file.size);
    bytes += isThere ? wanted - rangesLength(blob.missing(file.wanted ?? [])) : 0;
  }
  const storedBytes = await blobBytes(store, new Set(files.map(({ key }) => key)));
  const source = sources[0] ? sourceName(sources[0]) : '';
  const comparison = comparisonOf(manifest, kept);
  return { id, title, complete, bytes, totalBytes, storedBytes, needs, weights, source, comparison };
}
