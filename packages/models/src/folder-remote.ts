import type { ByteSource, Folder, ModelPath } from '@sana-studio/core';
import { throwIfCancelled } from './clock.ts';
import { asContentId, type CreateHasher, repositoryHasher } from './digest.ts';
import { probeLayout } from './layout.ts';
import { cutRange } from './ranges.ts';
import type { Remote, RemoteFile } from './remote.ts';

const CHUNK_BYTES = 4 * 2 ** 20;

async function* chunks(source: ByteSource, from: number, to: number, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  for (const piece of cutRange({ from, to }, CHUNK_BYTES)) {
    throwIfCancelled(signal);
    yield await source.read(piece.from, piece.to - piece.from);
  }
}

/** A folder at hand, as something to copy from. Its files are hashed first, so that the copies can be compared. */
export function folderRemote(folder: Folder, createHasher: CreateHasher): Remote {
  async function withSource<T>(path: string, use: (source: ByteSource) => Promise<T>): Promise<T | undefined> {
    const source = await folder.open(path);
    try {
      return source && (await use(source));
    } finally {
      await source?.close?.();
    }
  }

  function hashed(path: ModelPath, signal?: AbortSignal): Promise<RemoteFile | undefined> {
    return withSource(path, async source => {
      const hasher = await repositoryHasher(createHasher, { algorithm: 'sha256' }, source.size);
      for await (const chunk of chunks(source, 0, source.size, signal)) hasher.update(chunk);
      return { path, size: source.size, hash: { algorithm: 'sha256', hex: asContentId(hasher.digest()) } };
    });
  }

  return {
    label: folder.label,
    list: signal => probeLayout(path => hashed(path, signal)),
    async *stream(file, { from, to }, signal) {
      const source = await folder.open(file.path);
      try {
        if (source) yield* chunks(source, from, to, signal);
      } finally {
        await source?.close?.();
      }
    },
  };
}
