import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { localFileOf } from '@sana-studio/core/local-file';
import type { CreateHasher } from '../digest.ts';
import {
  type FileStore,
  insideStore,
  type StoredFileInfo,
  type StoreFile,
  type StoreLock,
  storageFailed,
  storageFull,
} from '../file-store.ts';
import { lockFile } from './lock-file.ts';

/** Hashes of the platform's own library, several times as fast as WebAssembly. */
export const nodeHasher: CreateHasher = async algorithm => {
  const hash = createHash(algorithm);
  return { update: bytes => void hash.update(bytes), digest: () => hash.digest('hex') };
};

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

function isAbsent(error: unknown): boolean {
  return codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR';
}

const FULL: readonly unknown[] = ['ENOSPC', 'EDQUOT', 'EFBIG'];

/** Keeps files in a directory, which may be moved or copied as a whole. */
export class DiskFileStore implements FileStore {
  readonly label: string;
  readonly persistent = true;

  /** @param directory is made when something is written to it */
  constructor(directory: string) {
    this.label = directory;
  }

  open(path: string, mode: 'read'): Promise<StoreFile | undefined>;
  open(path: string, mode: 'write'): Promise<StoreFile>;
  async open(path: string, mode: 'read' | 'write'): Promise<StoreFile | undefined> {
    const full = this.#at(path);
    try {
      if (mode === 'read') return this.#file(path, await open(full, 'r'));
      await mkdir(dirname(full), { recursive: true });
      // 'r+' does not create and 'w+' truncates: two steps.
      await (await open(full, 'a')).close();
      return this.#file(path, await open(full, 'r+'));
    } catch (error) {
      if (mode === 'read' && isAbsent(error)) return undefined;
      throw this.#failed(path, error);
    }
  }

  #file(path: string, handle: FileHandle): StoreFile {
    const guard = async <T>(work: Promise<T>): Promise<T> =>
      work.catch((error: unknown) => {
        throw this.#failed(path, error);
      });
    return {
      size: async () => (await guard(handle.stat())).size,
      localFile: () => localFileOf(handle, this.#at(path)),
      async read(at, length) {
        const bytes = new Uint8Array(length);
        let done = 0;
        while (done < length) {
          const { bytesRead } = await guard(handle.read(bytes, done, length - done, at + done));
          if (bytesRead === 0) break;
          done += bytesRead;
        }
        return bytes.subarray(0, done);
      },
      async write(at, bytes) {
        for (let done = 0; done < bytes.length; ) {
          done += (await guard(handle.write(bytes, done, bytes.length - done, at + done))).bytesWritten;
        }
      },
      truncate: size => guard(handle.truncate(size)),
      flush: () => guard(handle.datasync()),
      close: () => handle.close(),
    };
  }

  async list(directory: string): Promise<readonly StoredFileInfo[]> {
    const full = this.#at(directory);
    try {
      const names = await readdir(full);
      const found = await Promise.all(
        names.map(async name => {
          const status = await stat(join(full, name)).catch(() => undefined);
          return status?.isFile() ? [{ path: `${directory}/${name}`, size: status.size }] : [];
        }),
      );
      return found.flat();
    } catch (error) {
      if (isAbsent(error)) return [];
      throw this.#failed(directory, error);
    }
  }

  async replace(path: string, bytes: Uint8Array): Promise<void> {
    const full = this.#at(path);
    const temporary = `${full}.${randomUUID()}.tmp`;
    try {
      await mkdir(dirname(full), { recursive: true });
      const handle = await open(temporary, 'w');
      try {
        await handle.writeFile(bytes);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(temporary, full);
    } catch (error) {
      await rm(temporary, { force: true });
      throw this.#failed(path, error);
    }
  }

  async remove(path: string): Promise<void> {
    await rm(this.#at(path), { force: true }).catch((error: unknown) => {
      throw this.#failed(path, error);
    });
  }

  async lock(name: string): Promise<StoreLock | undefined> {
    const directory = this.#at('locks');
    const place = this.#at(`locks/${name}`);
    try {
      for (;;) {
        await mkdir(directory, { recursive: true });
        try {
          return await lockFile(place);
        } catch (error) {
          // Somebody deleted the directory in between.
          if (!isAbsent(error) || existsSync(directory)) throw error;
        }
      }
    } catch (error) {
      throw this.#failed(`locks/${name}`, error);
    }
  }

  async freeBytes(): Promise<number | undefined> {
    // Not made yet: the disk is that of the nearest directory above.
    for (let path = this.label; ; path = dirname(path)) {
      try {
        const { bavail, bsize } = await statfs(path);
        return bavail * bsize;
      } catch (error) {
        if (!isAbsent(error) || path === dirname(path)) return undefined;
      }
    }
  }

  #at(path: string): string {
    return join(this.label, insideStore(this.label, path));
  }

  #failed(path: string, error: unknown): Error {
    return FULL.includes(codeOf(error)) ? storageFull(this.label, {}, error) : storageFailed(this.label, path, error);
  }
}
