import { type FileHandle, realpath, stat } from 'node:fs/promises';

/** The path without links of what is open, unless another file has taken its place since. */
export async function localFileOf(handle: FileHandle, path: string): Promise<string | undefined> {
  try {
    const [real, there, open] = await Promise.all([realpath(path), stat(path), handle.stat()]);
    return there.ino === open.ino && there.dev === open.dev && there.size === open.size ? real : undefined;
  } catch {
    return undefined; // it was removed, and can still be read
  }
}
