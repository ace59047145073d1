import { type FileHandle, open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { allocate, assertInside, folderPath } from '../checkpoint/files/source.ts';
import type { ByteSource, Folder } from '../checkpoint/tensors/tensors.ts';
import { SanaError } from '../errors.ts';
import { localFileOf } from './local-file.ts';

/** read(2) transfers at most 2^31 - 4096 bytes at once. */
const MAX_READ_BYTES = 2 ** 30;

function isAbsent(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR';
}

function unreadable(path: string, cause: unknown): SanaError {
  const detail = cause instanceof Error ? cause.message : String(cause);
  return new SanaError('file-missing:unreadable', { file: path, detail }, cause);
}

function handleSource(label: string, path: string, handle: FileHandle, size: number): ByteSource {
  return {
    label,
    size,
    async read(offset, length) {
      assertInside(label, size, offset, length);
      const bytes = allocate(label, length);
      let done = 0;
      while (done < length) {
        const { bytesRead } = await handle
          .read(bytes, done, Math.min(MAX_READ_BYTES, length - done), offset + done)
          .catch((cause: unknown) => {
            throw unreadable(label, cause);
          });
        // The file became shorter since it was opened.
        if (bytesRead === 0) assertInside(label, offset + done, offset, length);
        done += bytesRead;
      }
      return bytes;
    },
    localFile: () => localFileOf(handle, path),
    close: () => handle.close(),
  };
}

async function openIfThere(label: string, path: string): Promise<ByteSource | undefined> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(path, 'r');
    const status = await handle.stat();
    if (status.isFile()) return handleSource(label, path, handle, status.size);
    await handle.close();
    return undefined;
  } catch (cause) {
    await handle?.close();
    if (isAbsent(cause)) return undefined;
    throw unreadable(path, cause);
  }
}

/** Opens a file on disk for random access. Close it when done. @throws SanaError `file-missing` */
export async function openFile(path: string): Promise<ByteSource> {
  const source = await openIfThere(path, path);
  if (source) return source;
  throw new SanaError('file-missing:path', { file: path });
}

/**
 * A directory on disk. Names that would leave it are refused; symbolic links are followed, because the cache of
 * huggingface_hub consists of links.
 * @throws SanaError from `open`: `model-not-found` when the directory itself does not exist
 */
export function diskFolder(path: string): Folder {
  return {
    label: path,
    async open(file) {
      const source = await openIfThere(file, join(path, ...folderPath(path, file)));
      if (source) return source;
      const isFolder = await stat(path).then(
        status => status.isDirectory(),
        () => false,
      );
      if (isFolder) return undefined;
      throw new SanaError('model-not-found:folder', { folder: path });
    },
  };
}
