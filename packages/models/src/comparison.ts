import type { StoredBlob } from './blob.ts';
import { statedContent } from './content.ts';
import type { Manifest, ManifestFile } from './manifest.ts';
import { rangesLength } from './ranges.ts';
import { sourceName } from './remote.ts';

/**
 * How far something was compared with a hash that its source states:
 * - `verified`: all of it is here, was read here, and has that hash;
 * - `in-part`: only parts are here, which no hash is stated for, or for some only;
 * - `not-compared`: nothing says what it should be, or nobody looked yet.
 */
export type CompareState = 'verified' | 'in-part' | 'not-compared';

/** Why a file is not verified: what its source states no hash for, or for something else than is here; or is whole only now. */
export type WhyNot = 'in-part' | 'pieces' | 'no-hash' | 'converted' | 'whole';

export interface FileComparison {
  readonly path: string;
  readonly state: CompareState;
  /** Absent where it is verified. */
  readonly why?: WhyNot;
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

function whyNot(blob: StoredBlob, { weights }: Manifest, file: ManifestFile): WhyNot | undefined {
  const stated = statedContent(file, weights);
  if (stated !== undefined && blob.verified && blob.provedContent === stated) return undefined;
  if (file.published?.hash) return 'converted';
  if (!file.hash) return 'no-hash';
  if (blob.missing().length === 0) return 'whole';
  return file.pieces && blob.compared ? 'pieces' : 'in-part';
}

/** A file of which something is here that its model may read. */
export interface KeptFile {
  readonly file: ManifestFile;
  readonly blob: StoredBlob;
}

export function comparisonOf(manifest: Manifest, kept: readonly KeptFile[]): Comparison {
  const compared: FileComparison[] = [];
  for (const { file, blob } of kept) {
    const source = sourceName(manifest.sources[file.source]!);
    const bytes = rangesLength(blob.extents);
    const why = whyNot(blob, manifest, file);
    const isInPart = why === 'in-part' || why === 'pieces';
    const state = why === undefined ? 'verified' : isInPart ? 'in-part' : 'not-compared';
    const other = blob.compared;
    compared.push({
      path: file.path,
      state,
      ...(why && { why }),
      bytes,
      size: file.size,
      source,
      ...(other && { other }),
    });
  }
  const states = new Set(compared.map(({ state }) => state));
  const state = states.has('not-compared') ? 'not-compared' : states.has('in-part') ? 'in-part' : 'verified';
  const contested = manifest.files.filter(file => file.contested).map(({ path }) => path);
  return { state, files: compared, contested };
}
