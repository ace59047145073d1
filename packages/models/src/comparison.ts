import { StoredBlob } from './blob.ts';
import { mayRead, statedContent } from './content.ts';
import type { FileStore } from './file-store.ts';
import type { Manifest, ManifestFile } from './manifest.ts';
import { rangesLength } from './ranges.ts';
import { sourceName } from './remote.ts';

/**
 * How far something was compared with a hash that its source states:
 * - `verified`: all of it is here, was read here, and has that hash;
 * - `in-part`: only parts are here, which no hash is stated for;
 * - `not-compared`: no hash is stated, or what it is of was converted on the way and is not here.
 */
export type CompareState = 'verified' | 'in-part' | 'not-compared';

export interface FileComparison {
  readonly path: string;
  readonly state: CompareState;
  /** Bytes of it that are here. */
  readonly bytes: number;
  /** Of the whole file as it is kept, in bytes. */
  readonly size: number;
  /** Where it comes from: who states the hash, if one is stated. */
  readonly source: string;
  /** Another place that parts were compared with, see ModelStore.compare, and how many bytes of those that are here. */
  readonly other?: { readonly source: string; readonly bytes: number };
}

/** What of a model is proved, and against whom. */
export interface Comparison {
  /** Of the file that was compared least. */
  readonly state: CompareState;
  /** Files that are here, or parts of them. */
  readonly files: readonly FileComparison[];
  /**
   * Files of which an earlier version kept bytes of several sources that nobody compared: they count as missing, and
   * `add` fetches them again.
   */
  readonly contested: readonly string[];
}

function stateOf(blob: StoredBlob, { weights }: Manifest, file: ManifestFile): CompareState {
  const stated = statedContent(file, weights);
  if (stated !== undefined && blob.verified && blob.provedContent === stated) return 'verified';
  return file.hash && blob.missing().length > 0 ? 'in-part' : 'not-compared';
}

export async function comparisonOf(files: FileStore, manifest: Manifest): Promise<Comparison> {
  const compared: FileComparison[] = [];
  for (const file of manifest.files) {
    const blob = await StoredBlob.open(files, file.key);
    if (!blob || !mayRead(blob, manifest, file)) continue;
    const source = sourceName(manifest.sources[file.source]!);
    const bytes = rangesLength(blob.extents);
    const state = stateOf(blob, manifest, file);
    const other = blob.compared;
    compared.push({ path: file.path, state, bytes, size: file.size, source, ...(other && { other }) });
  }
  const states = new Set(compared.map(({ state }) => state));
  const state = states.has('not-compared') ? 'not-compared' : states.has('in-part') ? 'in-part' : 'verified';
  const contested = manifest.files.filter(file => file.contested).map(({ path }) => path);
  return { state, files: compared, contested };
}
