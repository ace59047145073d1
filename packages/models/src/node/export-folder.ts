import { type FileHandle, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { SanaError } from '@sana-studio/core';
import type { ExportedFile, ExportTarget } from '../export-model.ts';

/** What is being written has this end. */
const UNFINISHED = '.part';

const FULL: readonly unknown[] = ['ENOSPC', 'EDQUOT', 'EFBIG'];

function unwritable(file: string, cause: unknown): SanaError {
  if (cause instanceof SanaError) return cause;
  const isFull = cause instanceof Error && 'code' in cause && FULL.includes(cause.code);
  if (isFull) return new SanaError('storage-full:export', { file }, cause);
  const detail = cause instanceof Error ? cause.message : String(cause);
  return new SanaError('file-unwritable:export', { file, detail }, cause);
}

/** A directory to export a model into, which is made. One that holds anything else is left as it is. */
export function exportDirectory(directory: string): ExportTarget {
  async function create(path: string): Promise<ExportedFile> {
    const file = join(directory, ...path.split('/'));
    const unfinished = file + UNFINISHED;
    let handle: FileHandle;
    try {
      await mkdir(dirname(file), { recursive: true });
      handle = await open(unfinished, 'w');
    } catch (cause) {
      throw unwritable(file, cause);
    }
    const guard = async (work: Promise<unknown>) => {
      await work.catch((cause: unknown) => {
        throw unwritable(file, cause);
      });
    };
    return {
      write: bytes => guard(handle.writeFile(bytes)),
      async finish() {
        await guard(handle.sync());
        await handle.close();
        await guard(rename(unfinished, file));
      },
      async discard() {
        await handle.close().catch(() => undefined);
        await rm(unfinished, { force: true });
      },
    };
  }

  return {
    label: directory,
    async prepare(paths) {
      const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch((cause: unknown) => {
        if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return [];
        throw unwritable(directory, cause);
      });
      const known = new Set(paths.flatMap(path => [path, path + UNFINISHED]));
      for (const entry of entries) {
        const path = relative(directory, join(entry.parentPath, entry.name)).split(sep).join('/');
        const isOurs = entry.isDirectory() ? paths.some(other => other.startsWith(`${path}/`)) : known.has(path);
        if (!isOurs) throw new SanaError('file-unwritable:not-empty', { folder: directory, file: path });
      }
    },
    create,
  };
}
