import { open, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { ByteSource, Folder } from '@sana-studio/core';

export interface ServedFile {
  /** Bytes. */
  readonly size: number;
  /** Changes with the content; absent where nobody knows. */
  readonly version?: string | undefined;
  /**
   * Reads as many bytes as there is room for, from `at` on. Many answers go on at once, and each keeps to one buffer.
   * @returns the bytes, in `room` or elsewhere; none at the end
   */
  read(at: number, room: Uint8Array): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** What can be read in parts, as a file that is served. */
export function servedSource(source: ByteSource): ServedFile {
  return {
    size: source.size,
    read: (at, room) => source.read(at, Math.min(room.length, source.size - at)),
    close: async () => source.close?.(),
  };
}

async function openInside(base: string, segments: readonly string[]): Promise<ServedFile | undefined> {
  const target = await realpath(join(base, ...segments));
  if (!target.startsWith(base.endsWith(sep) ? base : base + sep)) return undefined;
  // a pipe would keep whoever opens it waiting
  if (!(await stat(target)).isFile()) return undefined;
  const file = await open(target, 'r');
  const { size, mtimeMs } = await file.stat();
  return {
    size,
    version: `${size.toString(36)}-${mtimeMs.toString(36)}`,
    async read(at, room) {
      const { bytesRead } = await file.read(room, 0, room.length, at);
      return room.subarray(0, bytesRead);
    },
    close: () => file.close(),
  };
}

/**
 * How to open the files of a directory, or of a folder at hand, by relative path. Nothing outside a directory can be
 * reached, by `..` as little as by a symbolic link, and no hidden file.
 * @returns undefined from the function when there is no such file
 */
export function containedFolder(root: string | Folder): (path: string) => Promise<ServedFile | undefined> {
  return async path => {
    const segments = path.split('/');
    if (segments.some(segment => segment === '' || segment.startsWith('.') || /[\\:\0]/.test(segment)))
      return undefined;
    if (typeof root === 'string') {
      const base = await realpath(root).catch(() => undefined);
      return base === undefined ? undefined : openInside(base, segments).catch(() => undefined);
    }
    const source = await root.open(path);
    return source && servedSource(source);
  };
}
