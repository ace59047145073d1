// Replacing a file: the new bytes are written down beside it, with their hash, before the file itself is written over.
// Whatever happens, one of the two is whole. createWritable, which Safari has since 26 only, is of no use here: the browser
// ends a replacement after the page that began it, and its lock, are gone, and so writes over what others wrote since.

import { sha256 } from '../digest.ts';

/** What a dedicated worker has and TypeScript's window types leave out. */
export interface SyncAccessHandle {
  read(buffer: Uint8Array, options: { at: number }): number;
  write(buffer: Uint8Array, options: { at: number }): number;
  truncate(size: number): void;
  getSize(): number;
  flush(): void;
  close(): void;
}

export interface WorkerFileHandle extends FileSystemFileHandle {
  createSyncAccessHandle(): Promise<SyncAccessHandle>;
}

const PENDING = '.new';

/** Characters of a hash, in hexadecimal. */
const HASH_LENGTH = 64;

/** Runs while nobody replaces the file, or, for `exclusive`, reads it. */
export async function whileStill<T>(
  { name: directory }: FileSystemDirectoryHandle,
  name: string,
  mode: 'shared' | 'exclusive',
  work: () => Promise<T>,
): Promise<T> {
  return await navigator.locks.request(`sana-models-file/${directory}/${name}`, { mode }, work);
}

async function writeOver(directory: FileSystemDirectoryHandle, name: string, bytes: Uint8Array): Promise<void> {
  const handle = (await directory.getFileHandle(name, { create: true })) as WorkerFileHandle;
  const access = await handle.createSyncAccessHandle();
  try {
    access.truncate(0);
    // Where there is no room, some browsers write less instead of throwing.
    if (access.write(bytes, { at: 0 }) !== bytes.length) throw new DOMException('no room', 'QuotaExceededError');
    access.flush();
  } finally {
    access.close();
  }
}

/** What was to be written when somebody ended in the middle; undefined if not even that was written down as a whole. */
async function readPending(pending: FileSystemFileHandle): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const all = new Uint8Array(await (await pending.getFile()).arrayBuffer());
  const end = all.length - HASH_LENGTH;
  if (end < 0) return undefined;
  const bytes = all.slice(0, end);
  return (await sha256(bytes)) === new TextDecoder().decode(all.subarray(end)) ? bytes : undefined;
}

async function pendingOf(
  directory: FileSystemDirectoryHandle,
  name: string,
): Promise<FileSystemFileHandle | undefined> {
  return directory.getFileHandle(name + PENDING).catch((error: unknown) => {
    if (error instanceof Error && error.name === 'NotFoundError') return undefined;
    throw error;
  });
}

/** Ends a replacement that somebody else began and did not come to the end of. */
export async function settlePending(directory: FileSystemDirectoryHandle, name: string): Promise<void> {
  if (!(await pendingOf(directory, name))) return;
  await whileStill(directory, name, 'exclusive', async () => {
    // Whoever was at it may have ended it meanwhile.
    const pending = await pendingOf(directory, name);
    if (!pending) return;
    const bytes = await readPending(pending);
    if (bytes) await writeOver(directory, name, bytes);
    await directory.removeEntry(name + PENDING);
  });
}

/** Afterwards the file holds either the old bytes or the new ones, for everybody who calls `settlePending` before. */
export async function replaceInPlace(
  directory: FileSystemDirectoryHandle,
  name: string,
  bytes: Uint8Array,
): Promise<void> {
  const hash = new TextEncoder().encode(await sha256(new Uint8Array(bytes)));
  const noted = new Uint8Array(bytes.length + HASH_LENGTH);
  noted.set(bytes);
  noted.set(hash, bytes.length);
  await whileStill(directory, name, 'exclusive', async () => {
    await writeOver(directory, name + PENDING, noted);
    await writeOver(directory, name, bytes);
    await directory.removeEntry(name + PENDING);
  });
}
