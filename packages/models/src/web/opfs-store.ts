import { SanaError } from '@sana-studio/core';
import {
  type FileStore,
  insideStore,
  type StoredFileInfo,
  type StoreFile,
  type StoreLock,
  storageFailed,
  storageFull,
} from '../file-store.ts';
import { replaceInPlace, type SyncAccessHandle, settlePending, type WorkerFileHandle, whileStill } from './in-place.ts';

function isNamed(error: unknown, ...names: string[]): boolean {
  return error instanceof Error && names.includes(error.name);
}

/** How often a file is looked for that is being replaced. */
const READ_TURNS = 10;

/**
 * Keeps files in the browser's private file system of this origin. Works in dedicated workers only, because nowhere
 * else can a file be written in place.
 */
export class OpfsFileStore implements FileStore {
  readonly label: string;
  readonly persistent = true;
  readonly #root: FileSystemDirectoryHandle;

  /** @param root directory of the store in the private file system */
  constructor(root: FileSystemDirectoryHandle) {
    this.#root = root;
    this.label = "the browser's storage";
  }

  open(path: string, mode: 'read'): Promise<StoreFile | undefined>;
  open(path: string, mode: 'write'): Promise<StoreFile>;
  async open(path: string, mode: 'read' | 'write'): Promise<StoreFile | undefined> {
    const handle = await this.#handle(path, mode === 'write');
    if (mode === 'read') return handle && this.#readable(path, handle);
    try {
      return this.#writable(path, await (handle as WorkerFileHandle).createSyncAccessHandle());
    } catch (error) {
      throw this.#failed(path, error);
    }
  }

  /** Reading goes by snapshots, which need no lock: other windows may read, and one write, at the same time. */
  #readable(path: string, handle: FileSystemFileHandle): StoreFile {
    /** Another window may put another file in its place just then. */
    const look = async <T>(at: (file: File) => T | Promise<T>): Promise<T> => {
      for (let turn = 1; ; turn++) {
        try {
          const now = async () => at(await handle.getFile());
          return await this.#unreplaced(path, now);
        } catch (error) {
          const isReplaced = isNamed(error, 'NotFoundError', 'NotReadableError');
          if (!isReplaced || turn === READ_TURNS) throw this.#failed(path, error);
          await new Promise(resolve => setTimeout(resolve, turn));
        }
      }
    };
    const refuse = async () => {
      throw new SanaError('internal:read-only', { file: path });
    };
    return {
      size: () => look(({ size }) => size),
      read: (at, length) => look(async file => new Uint8Array(await file.slice(at, at + length).arrayBuffer())),
      write: refuse,
      truncate: refuse,
      flush: refuse,
      close: async () => undefined,
    };
  }

  #writable(path: string, handle: SyncAccessHandle): StoreFile {
    const guard = <T>(work: () => T): T => {
      try {
        return work();
      } catch (error) {
        throw this.#failed(path, error);
      }
    };
    return {
      size: async () => guard(() => handle.getSize()),
      read: async (at, length) => {
        const bytes = new Uint8Array(length);
        return bytes.subarray(
          0,
          guard(() => handle.read(bytes, { at })),
        );
      },
      write: async (at, bytes) => {
        // Where there is no room, Chromium gives a negative error code as an unsigned number instead of an exception.
        const written = guard(() => handle.write(bytes, { at }));
        if (written !== bytes.length) throw storageFull(this.label, {});
      },
      truncate: async size => guard(() => handle.truncate(size)),
      flush: async () => guard(() => handle.flush()),
      close: async () => handle.close(),
    };
  }

  async list(directory: string): Promise<readonly StoredFileInfo[]> {
    const found: StoredFileInfo[] = [];
    try {
      const handle = await this.#root.getDirectoryHandle(insideStore(this.label, directory));
      for await (const entry of handle.values()) {
        if (entry.kind !== 'file') continue;
        // One that was removed since is none; the others are.
        const file = await (entry as FileSystemFileHandle).getFile().catch((error: unknown) => {
          if (!isNamed(error, 'NotFoundError')) throw error;
        });
        if (file) found.push({ path: `${directory}/${entry.name}`, size: file.size });
      }
    } catch (error) {
      if (!isNamed(error, 'NotFoundError')) throw this.#failed(directory, error);
    }
    return found;
  }

  async replace(path: string, bytes: Uint8Array): Promise<void> {
    await this.#handle(path, true);
    const [directory, name] = this.#split(path);
    try {
      await replaceInPlace(await this.#root.getDirectoryHandle(directory), name, bytes);
    } catch (error) {
      throw this.#failed(path, error);
    }
  }

  async remove(path: string): Promise<void> {
    const [directory, name] = this.#split(path);
    try {
      const parent = await this.#root.getDirectoryHandle(directory);
      await settlePending(parent, name);
      await parent.removeEntry(name);
    } catch (error) {
      if (!isNamed(error, 'NotFoundError')) throw this.#failed(path, error);
    }
  }

  /** Web Locks end with their holder, also when a window is closed or crashes. */
  async lock(name: string): Promise<StoreLock | undefined> {
    return new Promise((resolve, reject) => {
      const held = navigator.locks.request(`sana-models/${name}`, { ifAvailable: true }, lock => {
        if (!lock) return resolve(undefined);
        return new Promise<void>(release => {
          resolve(async () => {
            release();
            await held;
          });
        });
      });
      held.catch(reject);
    });
  }

  async freeBytes(): Promise<number | undefined> {
    const { quota, usage } = await navigator.storage.estimate();
    return quota === undefined || usage === undefined ? undefined : Math.max(quota - usage, 0);
  }

  async #handle(path: string, create: boolean): Promise<FileSystemFileHandle | undefined> {
    const [directory, name] = this.#split(path);
    try {
      const parent = await this.#root.getDirectoryHandle(directory, { create });
      await settlePending(parent, name);
      return await parent.getFileHandle(name, { create });
    } catch (error) {
      if (isNamed(error, 'NotFoundError')) return undefined;
      throw this.#failed(path, error);
    }
  }

  /** Looks at a file while nobody writes over it. What lies among model files is written over by nobody. */
  async #unreplaced<T>(path: string, look: () => Promise<T>): Promise<T> {
    const [directory, name] = this.#split(path);
    if (directory === 'blobs') return look();
    return whileStill(await this.#root.getDirectoryHandle(directory), name, 'shared', look);
  }

  #split(path: string): [directory: string, name: string] {
    const inside = insideStore(this.label, path);
    const at = inside.indexOf('/');
    return [inside.slice(0, at), inside.slice(at + 1)];
  }

  #failed(path: string, error: unknown): Error {
    if (isNamed(error, 'QuotaExceededError')) return storageFull(this.label, {}, error);
    if (isNamed(error, 'NoModificationAllowedError')) {
      return new SanaError('storage-busy:window', { file: path }, error);
    }
    return storageFailed(this.label, path, error);
  }
}
