import type { ContentId } from '@sana-studio/core';
import { StoredBlob } from './blob.ts';
import { contentOf, ownKey, sourceKey, statedContent } from './content.ts';
import type { FileStore } from './file-store.ts';
import { listManifests, type Manifest, type ManifestFile, writeManifest } from './manifest.ts';
import type { Source } from './remote.ts';

function address(source: Source | undefined): string {
  if (source?.kind === 'hub') return source.hubUrl;
  return source?.kind === 'url' ? source.url : (source?.label ?? '');
}

/**
 * Keys that several places brought bytes to and that nothing was proved of: earlier versions took a hash that was only
 * stated for a content. Nobody knows any more which of them brought what.
 */
async function contestedKeys(files: FileStore, manifests: readonly Manifest[]): Promise<ReadonlySet<ContentId>> {
  const places = new Map<ContentId, Set<string>>();
  for (const { sources, files: ofModel } of manifests) {
    for (const { key, source, shared } of ofModel) {
      if (!shared) places.set(key, (places.get(key) ?? new Set()).add(address(sources[source])));
    }
  }
  const contested = new Set<ContentId>();
  for (const [key, from] of places) {
    if (from.size > 1 && (await StoredBlob.open(files, key))?.provedContent === undefined) contested.add(key);
  }
  return contested;
}

/** Every model that is kept, with files that are its own or proved. What is contested counts for none of them. */
export async function ownedManifests(files: FileStore): Promise<readonly Manifest[]> {
  const manifests = await listManifests(files);
  const contested = await contestedKeys(files, manifests);
  if (contested.size === 0) return manifests;
  const owned = (manifest: Manifest) => async (file: ManifestFile) =>
    contested.has(file.key) ? { ...file, key: await ownKey(manifest, file), contested: true as const } : file;
  return Promise.all(
    manifests.map(async manifest => ({ ...manifest, files: await Promise.all(manifest.files.map(owned(manifest))) })),
  );
}

/** Writes down what `ownedManifests` finds: once one of several models is gone or fetched, it could not be found again. */
export async function settleOwners(files: FileStore): Promise<readonly Manifest[]> {
  const manifests = await ownedManifests(files);
  for (const manifest of manifests) {
    if (manifest.files.some(({ contested }) => contested)) await writeManifest(files, manifest);
  }
  return manifests;
}

/** A key under which this content is kept, proved; `own` if it is among them. */
async function provedKey(
  files: FileStore,
  manifests: readonly Manifest[],
  content: string | undefined,
  { own, size }: { readonly own: ContentId; readonly size: number },
): Promise<ContentId | undefined> {
  if (content === undefined) return undefined;
  const keys = new Set([own]);
  for (const { files: ofModel, weights } of manifests) {
    for (const file of ofModel) {
      if (statedContent(file, weights) === content) keys.add(file.key);
      if (file.published?.hash && contentOf(file.published.hash) === content) keys.add(file.published.key);
    }
  }
  for (const key of keys) {
    const blob = await StoredBlob.open(files, key);
    if (blob?.provedContent === content && blob.size === size) return key;
  }
  return undefined;
}

/** Keys that an earlier version gave to files, by those that they have now. */
async function earlierKeys(files: FileStore, known: Manifest | undefined): Promise<ReadonlyMap<ContentId, ContentId>> {
  const keys = new Map<ContentId, ContentId>();
  for (const file of known?.files ?? []) {
    const isUsable = !file.shared && (await StoredBlob.open(files, file.key))?.size === file.size;
    if (known && isUsable) keys.set(await ownKey(known, file), file.key);
  }
  return keys;
}

/**
 * The manifest with the keys of what its model may read and write: what is proved to be what its source states, whoever
 * brought it, and otherwise its source's own.
 * @param manifests of all models in the store, also what is known of this one
 */
export async function assignKeys(
  files: FileStore,
  manifest: Manifest,
  manifests: readonly Manifest[],
): Promise<Manifest> {
  const earlier = await earlierKeys(
    files,
    manifests.find(({ id }) => id === manifest.id),
  );
  async function place(
    own: ContentId,
    size: number,
    content: string | undefined,
  ): Promise<{ readonly key: ContentId; readonly shared?: true }> {
    const mine = earlier.get(own) ?? own;
    const key = (await provedKey(files, manifests, content, { own: mine, size })) ?? mine;
    return key === mine ? { key } : { key, shared: true };
  }
  async function assign({ shared, contested, ...file }: ManifestFile): Promise<ManifestFile> {
    const { published, remotePath, validator, source } = file;
    const found = await place(await ownKey(manifest, file), file.size, statedContent(file, manifest.weights));
    if (!published) return { ...file, ...found };
    const { size, hash } = published;
    const own = await sourceKey(manifest.sources[source]!, { ...published, remotePath, validator });
    const kept = await place(own, size, hash && contentOf(hash));
    return { ...file, ...found, published: { size, ...(hash && { hash }), ...kept } };
  }
  return { ...manifest, files: await Promise.all(manifest.files.map(assign)) };
}
