import type { ContentId } from '@sana-studio/core';
import { StoredBlob } from './blob.ts';
import { type RepositoryHash, sha256 } from './digest.ts';
import type { FileStore } from './file-store.ts';
import type { Manifest, ManifestFile } from './manifest.ts';
import type { Source } from './remote.ts';
import type { WeightFormat } from './weights.ts';

// Whose bytes are whose. A file belongs to its source until the whole was read here and has the hash that is stated for
// it. What was proved so is common to every model whose source states the same; whatever else a source says of a file
// counts for its own models only.

/** Changes when the same published weights are kept otherwise by a later version. */
const SHRINKING_VERSION = 1;

const hashOf = (parts: readonly unknown[]) => sha256(new TextEncoder().encode(JSON.stringify(parts)));

/** What a whole file is, as it can be proved: the hash that it has, and how it was converted. */
export function contentOf({ algorithm, hex }: RepositoryHash): string {
  return `${algorithm}:${hex}`;
}

/** What a file should be, according to its source; undefined where that states no hash. */
export function statedContent(file: ManifestFile, weights: WeightFormat): string | undefined {
  if (file.hash) return contentOf(file.hash);
  const hash = file.published?.hash;
  return hash && `${weights}/${SHRINKING_VERSION}/${contentOf(hash)}`;
}

interface PublishedFile {
  readonly remotePath: string;
  readonly size: number;
  readonly hash?: RepositoryHash | undefined;
  readonly validator?: string | undefined;
}

/**
 * Whoever answers for the bytes of a file. A hub names a content by its hash in all its repositories, and serves them all:
 * files in part are common to its models. Where it states no hash, a name means something in one commit only.
 */
function identity(source: Source, hash: RepositoryHash | undefined): readonly string[] {
  if (source.kind !== 'hub') return [source.kind === 'url' ? source.url : source.label];
  return hash ? [source.hubUrl] : [source.hubUrl, source.repo, source.revision];
}

/**
 * Where a source's own bytes of a file are kept: under everything that the source says of it. Nobody else can name this
 * key: no content is kept under a hash that was only stated.
 */
export async function sourceKey(source: Source, published: PublishedFile): Promise<ContentId> {
  const { remotePath, size, hash, validator = '' } = published;
  const what = hash ? [contentOf(hash)] : [remotePath, validator];
  return hashOf(['published', source.kind, ...identity(source, hash), size, ...what]);
}

/** As `sourceKey`, of a file of `size` bytes as it is kept when its weights are kept in fewer bits. */
export async function shrunkenKey(publishedKey: ContentId, size: number, weights: WeightFormat): Promise<ContentId> {
  return hashOf(['shrunken', publishedKey, size, weights, SHRINKING_VERSION]);
}

/** The key under which a model may fetch a file, whatever others have. */
export async function ownKey({ sources, weights }: Manifest, file: ManifestFile): Promise<ContentId> {
  const source = sources[file.source]!;
  const { published, remotePath, validator } = file;
  if (!published) return sourceKey(source, file);
  return shrunkenKey(await sourceKey(source, { ...published, remotePath, validator }), file.size, weights);
}

/** Whether a model may read what is kept of a file. */
export function mayRead(blob: StoredBlob, { weights }: Manifest, file: ManifestFile): boolean {
  if (blob.size !== file.size) return false;
  if (!file.shared) return !blob.borrowed;
  return blob.provedContent !== undefined && blob.provedContent === statedContent(file, weights);
}

/** The blob of a file, if there is one and the model may read it. */
export async function readableBlob(
  files: FileStore,
  manifest: Manifest,
  file: ManifestFile,
): Promise<StoredBlob | undefined> {
  const blob = await StoredBlob.open(files, file.key);
  return blob && mayRead(blob, manifest, file) ? blob : undefined;
}

/** The published file that a file is made of, where it is kept and the model may read it: its source's own, or proved. */
export async function publishedBlob(
  files: FileStore,
  { sources }: Manifest,
  { published, remotePath, validator, source }: ManifestFile,
): Promise<{ readonly blob: StoredBlob; readonly isProved: boolean } | undefined> {
  const blob = published && (await StoredBlob.open(files, published.key));
  if (!blob || blob.size !== published.size) return undefined;
  // Earlier versions noted the key of whoever stated the same hash.
  const isOwn = published.key === (await sourceKey(sources[source]!, { ...published, remotePath, validator }));
  const isProved = published.hash !== undefined && blob.verified && blob.provedContent === contentOf(published.hash);
  return isProved || (isOwn && !blob.borrowed) ? { blob, isProved } : undefined;
}
