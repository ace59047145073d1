import type { StoredBlob } from './blob.ts';
import { publishedBlob } from './content.ts';
import type { Context } from './context.ts';
import type { FileStore } from './file-store.ts';
import type { Manifest, ManifestFile } from './manifest.ts';
import type { ByteRange } from './ranges.ts';
import type { Origin } from './read-through.ts';
import type { Remote, RemoteFile } from './remote.ts';
import { readShrunkenLayout, shrinkingRemote } from './shrinking-remote.ts';
import type { ShrunkenLayout } from './shrunken-layout.ts';

/** Small against a part, so that converting whole groups costs little when a line is cut. */
const GROUPS_PER_PART = 16;

/**
 * Where a file of a model comes from, as it is kept: with its weights in fewer bits where the manifest says so.
 * @param remotes of the manifest's sources
 * @returns undefined when the place cannot be reached again
 */
export function originOf(
  context: Context,
  files: FileStore,
  manifest: Manifest,
  file: ManifestFile,
  remotes: readonly (Remote | undefined)[],
  signal?: AbortSignal,
): Origin | undefined {
  const place = remotes[file.source];
  if (!place) return undefined;
  if (!file.published) return keptOrigin(context, manifest, file, place, signal);
  let isProved = true;
  const onUnproved = () => {
    isProved = false;
  };
  const origin = keptOrigin(context, manifest, file, storedFirst({ files, manifest, file }, place, onUnproved), signal);
  return { ...origin, isProved: async () => isProved && ((await origin.isAsPlanned?.()) ?? false) };
}

/** A file as a place has it and the model keeps it, whatever the store has of it. */
export function keptOrigin(
  context: Context,
  { weights }: Pick<Manifest, 'weights'>,
  file: ManifestFile,
  remote: Remote,
  signal?: AbortSignal,
): Origin & { readonly isAsPlanned?: () => Promise<boolean> } {
  const { path, remotePath, size, hash, pieces, published } = file;
  const options = context.receiving(signal);
  const kept: RemoteFile = { path: remotePath, size, ...(hash && { hash }), ...(pieces && { pieces }) };
  if (!published) return { remote, file: kept, options };
  const original: RemoteFile = { path: remotePath, size: published.size };
  let layout: Promise<ShrunkenLayout> | undefined;
  const readLayout = (asking = signal) => {
    layout ??= readShrunkenLayout(remote, original, path, weights, { ...options, signal: asking });
    // a failure is for this time only
    layout.catch(() => {
      layout = undefined;
    });
    return layout;
  };
  return {
    remote: shrinkingRemote(remote, original, readLayout, options.partBytes / GROUPS_PER_PART),
    file: kept,
    options,
    isAsPlanned: async () => (await readLayout()).size === size,
  };
}

interface Kept {
  readonly files: FileStore;
  readonly manifest: Manifest;
  readonly file: ManifestFile;
}

/**
 * Takes from the published file what is here already, because the model was kept as it is published before.
 * @param onUnproved called when bytes are taken that were not proved to be the published ones
 */
function storedFirst({ files, manifest, file }: Kept, remote: Remote, onUnproved: () => void): Remote {
  return {
    ...remote,
    async *stream(published, range, signal) {
      const stored = await publishedBlob(files, manifest, file);
      let at = range.from;
      if (!stored?.isProved) onUnproved();
      if (stored && stored.blob.missing([range]).length === 0) {
        try {
          for await (const bytes of unchanged(stored.blob, range)) {
            yield bytes;
            at += bytes.length;
          }
        } finally {
          await stored.blob.close();
        }
      }
      if (at === range.to) return;
      onUnproved();
      yield* remote.stream(published, { from: at, to: range.to }, signal);
    },
  };
}

/** The bytes of a range, part by part, up to the first part that is not as it arrived. */
async function* unchanged(blob: StoredBlob, { from, to }: ByteRange): AsyncGenerator<Uint8Array> {
  for (const part of blob.extents.filter(extent => extent.from < to && from < extent.to)) {
    const bytes = await blob.readPart(part);
    if (!bytes) return;
    yield bytes.subarray(Math.max(from - part.from, 0), Math.min(to, part.to) - part.from);
  }
}
