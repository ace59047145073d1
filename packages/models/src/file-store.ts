import { BUDGETS, isModelPath, type ModelPath, overBudget, SanaError } from '@sana-studio/core';

/** An open file of a FileStore. */
export interface StoreFile {
  /** Bytes. */
  size(): Promise<number>;
  /** Up to `length` bytes at `at`; fewer where the file ends. */
  read(at: number, length: number): Promise<Uint8Array<ArrayBuffer>>;
  /** @throws SanaError `storage-full`, `storage-failed` */
  write(at: number, bytes: Uint8Array): Promise<void>;
  truncate(size: number): Promise<void>;
  /** Resolves when everything written so far survives the end of the process. */
  flush(): Promise<void>;
  /** Its path on this computer, without links, if it is still there. */
  localFile?(): Promise<string | undefined>;
  close(): Promise<void>;
}

export interface StoredFileInfo {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
}

/** Gives a lock back when it is called. */
export interface StoreLock {
  (): Promise<void>;
  /** Whether its holder may still write; absent where nobody can take a lock away, as by deleting its file. */
  readonly isHeld?: () => Promise<boolean>;
}

/**
 * Where bytes are kept: a folder on disk, the browser's private file system, memory. Everything above it (journals,
 * downloads, verification) is shared. Paths are `directory/name`, at most one directory deep.
 */
export interface FileStore {
  /** What to call it in messages, e.g. the path. */
  readonly label: string;
  /** Whether the files outlive the process. */
  readonly persistent: boolean;
  /** For reading: undefined if there is no such file. */
  open(path: string, mode: 'read'): Promise<StoreFile | undefined>;
  /** For reading and writing: made if it is not there. @throws SanaError `storage-busy` when somebody else writes it */
  open(path: string, mode: 'write'): Promise<StoreFile>;
  /** The files of a directory; none if it is not there. */
  list(directory: string): Promise<readonly StoredFileInfo[]>;
  /** Writes a whole small file: afterwards it holds either the old bytes or the new ones, whatever happens. */
  replace(path: string, bytes: Uint8Array): Promise<void>;
  /** Nothing happens if it is not there. */
  remove(path: string): Promise<void>;
  /**
   * Keeps other processes, windows and callers from taking the same name until it is released or its holder ends. A
   * holder that is stopped or frozen still has it.
   * @returns undefined when it is taken
   */
  lock(name: string): Promise<StoreLock | undefined>;
  /** Bytes that can still be written; undefined where nobody knows. */
  freeBytes(): Promise<number | undefined>;
}

/**
 * A path as it was given, unless it leads out of the store: names that come from outside are looked at where they come
 * in, and here once more.
 * @throws SanaError `storage-failed`
 */
export function insideStore(label: string, path: string): ModelPath {
  if (isModelPath(path)) return path;
  throw new SanaError('storage-failed:outside', { store: label, file: path });
}

/** What grows all the time is read as far as it was. */
const READ_TURNS = 10;

/** The whole of a small file, or undefined if it is not there. @throws SanaError `over-budget`, `storage-failed` */
export async function readWhole(files: FileStore, path: string): Promise<Uint8Array | undefined> {
  const file = await files.open(path, 'read');
  if (!file) return undefined;
  try {
    // In a browser another window may put another file in its place between two questions.
    for (let turn = 1; ; turn++) {
      const size = await file.size();
      if (size > BUDGETS.keptNote.most) throw overBudget('keptNote', `${files.label}/${path}`);
      const bytes = await file.read(0, size);
      if (turn === READ_TURNS || (bytes.length === size && (await file.size()) === size)) return bytes;
    }
  } finally {
    await file.close();
  }
}

/** @param needed bytes that were to be written, when known */
export function storageFull(label: string, facts: { needed?: number; free?: number }, cause?: unknown): SanaError {
  return new SanaError('storage-full:models', { store: label, ...facts }, cause);
}

/** Whatever a file system said, as an error that says what to do. */
export function storageFailed(label: string, path: string, cause: unknown): SanaError {
  if (cause instanceof SanaError) return cause;
  const detail = cause instanceof Error ? cause.message : String(cause);
  return new SanaError('storage-failed:file', { store: label, file: path, detail }, cause);
}
