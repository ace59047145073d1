import { realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { assertInside, type ByteSource, type Folder } from '@sana-studio/core';
import { DiskFileStore } from './disk-store.ts';

export interface ServedFile {
  readonly source: ByteSource;
  /** Changes with the content; absent where nobody knows. */
  readonly version?: string;
}

async function openInside(base: string, segments: readonly string[]): Promise<ServedFile | undefined> {
  const target = await realpath(join(base, ...segments));
  if (!target.startsWith(base.endsWith(sep) ? base : base + sep)) return undefined;
  const status = await stat(target);
  const file = status.isFile() ? await new DiskFileStore(base).open(relative(base, target), 'read') : undefined;
  if (!file) return undefined;
  const { size, mtimeMs } = status;
  const source: ByteSource = {
    label: segments.join('/'),
    size,
    async read(offset, length) {
      const bytes = await file.read(offset, length);
      assertInside(source.label, offset + bytes.length, offset, length);
      return bytes;
    },
    close: () => file.close(),
  };
  return { source, version: `${size.toString(36)}-${mtimeMs.toString(36)}` };
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
    return source && { source };
  };
}
