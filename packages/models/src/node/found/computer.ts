import { open, readdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';
import { assertInside, type ByteSource, SanaError } from '@sana-studio/core';

export interface FolderEntry {
  readonly name: string;
  /** Behind links as well. */
  readonly isFolder: boolean;
}

/** What is asked of a disk; nothing is ever written there. */
export interface Disk {
  /** Undefined where there is no such folder. @throws SanaError `access-denied` */
  list(folder: string): Promise<readonly FolderEntry[] | undefined>;
  /** Bytes of a file; undefined where there is none, or a link that leads to none. */
  size(file: string): Promise<number | undefined>;
  /** @throws SanaError `file-missing` */
  open(file: string): Promise<ByteSource>;
}

/** A computer, as far as it matters to where programs keep their models. */
export interface Computer {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The person's own folder. */
  readonly home: string;
  readonly disk: Disk;
}

/** Joins names of a path as the computer writes it. */
export function join(computer: Pick<Computer, 'platform'>, ...names: readonly string[]): string {
  return (computer.platform === 'win32' ? win32 : posix).join(...names);
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : undefined);

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    status => status.isDirectory(),
    () => false,
  );
}

const DISK: Disk = {
  async list(folder) {
    try {
      const entries = await readdir(folder, { withFileTypes: true });
      return await Promise.all(
        entries.map(async entry => ({
          name: entry.name,
          isFolder: entry.isDirectory() || (entry.isSymbolicLink() && (await isFolder(posix.join(folder, entry.name)))),
        })),
      );
    } catch (error) {
      const code = codeOf(error);
      if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
      const detail = error instanceof Error ? error.message : String(error);
      throw new SanaError('access-denied:folder', { folder, detail }, error);
    }
  },
  async size(file) {
    const status = await stat(file).catch(() => undefined);
    return status?.isFile() ? status.size : undefined;
  },
  // the core's own way to open files brings its runtime along
  async open(path) {
    const file = await open(path, 'r').catch((cause: Error) => {
      throw new SanaError('file-missing:unreadable', { file: path, detail: cause.message }, cause);
    });
    const { size } = await file.stat();
    return {
      label: path,
      size,
      async read(offset, length) {
        assertInside(path, size, offset, length);
        const bytes = new Uint8Array(length);
        const { bytesRead } = await file.read(bytes, 0, length, offset);
        // it became shorter since it was opened
        assertInside(path, offset + bytesRead, offset, length);
        return bytes;
      },
      close: () => file.close(),
    };
  },
};

/** The computer that this program runs on. */
export function thisComputer(): Computer {
  return { platform: process.platform, env: process.env, home: homedir(), disk: DISK };
}
