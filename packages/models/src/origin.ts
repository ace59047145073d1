import type { ContentId } from '@sana-studio/core';
import { StoredBlob } from './blob.ts';
import type { Context } from './context.ts';
import type { FileStore } from './file-store.ts';
import type { Manifest, ManifestFile } from './manifest.ts';
import { cutRange } from './ranges.ts';
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
  { weights }: Manifest,
  file: ManifestFile,
  remotes: readonly (Remote | undefined)[],
  signal?: AbortSignal,
): Origin | undefined {
  const { path, remotePath, size, hash, published } = file;
  const place = remotes[file.source];
  if (!place) return undefined;
  const options = context.receiving(signal);
  const kept: RemoteFile = { path: remotePath, size, ...(hash && { hash }) };
  if (!published) return { remote: place, file: kept, options };
  const remote = storedFirst(files, published.key, place);
  const original: RemoteFile = { path: remotePath, size: published.size };
  let layout: Promise<ShrunkenLayout> | undefined;
  const readLayout = () => {
    layout ??= readShrunkenLayout(remote, original, path, weights, options);
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
  };
}

/** What is asked for in small pieces when it comes from the store. */
const CHUNK_BYTES = 4 * 2 ** 20;

/** Takes from the published file what is here already, because the model was kept as it is published before. */
function storedFirst(files: FileStore, key: ContentId, remote: Remote): Remote {
  return {
    ...remote,
    async *stream(file, range, signal) {
      const blob = await StoredBlob.open(files, key);
      if (!blob || blob.missing([range]).length > 0) {
        yield* remote.stream(file, range, signal);
        return;
      }
      try {
        for (const { from, to } of cutRange(range, CHUNK_BYTES)) {
          const bytes = new Uint8Array(to - from);
          await blob.readInto(from, bytes);
          yield bytes;
        }
      } finally {
        await blob.close();
      }
    },
  };
}
