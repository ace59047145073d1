import { spawn } from 'node:child_process';
import { constants } from 'node:fs';
import { type FileHandle, open, rm, stat } from 'node:fs/promises';
import { SanaError } from '@sana-studio/core';
import type { StoreLock } from '../file-store.ts';

const { O_CREAT, O_NONBLOCK, O_RDWR } = constants;

/**
 * Flags by which opening takes a lock of the system: O_EXLOCK of BSD, and libuv's UV_FS_O_EXLOCK for Windows, where it
 * refuses every other opening. Node passes them on and has no names for them.
 */
const OPEN_LOCKED: Partial<Record<NodeJS.Platform, number>> = {
  darwin: 0x20 | O_NONBLOCK,
  freebsd: 0x20 | O_NONBLOCK,
  openbsd: 0x20 | O_NONBLOCK,
  win32: 0x1000_0000,
};

/** The command of util-linux and busybox, also where the path to commands is empty. */
const COMMANDS: readonly string[] = ['flock', '/usr/bin/flock'];

/** Somebody gives the lock back at every turn that fails. */
const TURNS = 100;

/** Locks of earlier versions: a process number in a file that its holder touches every 5 seconds. */
const EARLIER_STALE = 30_000;

/** A handle that nobody refers to is closed when memory is tidied up, and its lock with it. */
const held = new Set<FileHandle>();

function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && 'code' in error && codes.some(code => code === error.code);
}

/** @returns the exit status; undefined where it was ended from outside, as by Ctrl-C */
function runFlock(command: string, fd: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, ['-n', '3'], { stdio: ['ignore', 'ignore', 'ignore', fd] });
    child.once('error', reject);
    child.once('exit', code => resolve(code ?? undefined));
  });
}

/**
 * flock(2), which Node does not have, on an open file. The command locks what it inherits and ends; the lock belongs to
 * the open file, which this process keeps.
 */
async function flock(path: string, { fd }: FileHandle): Promise<boolean> {
  let detail = '';
  for (const command of COMMANDS) {
    try {
      const status = await runFlock(command, fd);
      if (status === 0) return true;
      if (status === 1 || status === undefined) return false;
      detail = `${command}: ${status}`;
    } catch (error) {
      if (!hasCode(error, 'ENOENT')) throw error;
      detail ||= 'ENOENT';
    }
  }
  throw new SanaError('storage-failed:locks', { file: path, detail });
}

async function openLocked(path: string): Promise<FileHandle | undefined> {
  const flags = OPEN_LOCKED[process.platform];
  try {
    const handle = await open(path, O_RDWR | O_CREAT | (flags ?? 0));
    if (flags !== undefined) return handle;
    const locked = await flock(path, handle).catch(async (error: unknown) => {
      await handle.close();
      throw error;
    });
    if (locked) return handle;
    await handle.close();
    return undefined;
  } catch (error) {
    if (hasCode(error, 'EAGAIN', 'EWOULDBLOCK', 'EBUSY')) return undefined;
    throw error;
  }
}

/** Whether the path still leads to the open file. Windows lets nobody delete or replace a file that is open so. */
async function isAt(path: string, handle: FileHandle): Promise<boolean> {
  if (process.platform === 'win32') return true;
  const [inside, named] = await Promise.all([
    handle.stat({ bigint: true }),
    stat(path, { bigint: true }).catch(() => undefined),
  ]);
  return named !== undefined && inside.ino === named.ino && inside.dev === named.dev;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process.
    return hasCode(error, 'EPERM');
  }
}

/** Whether a living process of an earlier version, which knew no locks of the system, has it. */
async function isHeldByEarlier(handle: FileHandle): Promise<boolean> {
  const [text, status] = [await handle.readFile('utf8'), await handle.stat()];
  if (!/^[1-9]\d*$/.test(text) || !isRunning(Number(text))) return false;
  return Date.now() - status.mtimeMs <= EARLIER_STALE;
}

async function release(path: string, handle: FileHandle): Promise<void> {
  held.delete(handle);
  const isOwn = await isAt(path, handle);
  // Windows does not delete what is open; who opens it in between keeps it from being deleted.
  if (process.platform === 'win32') await handle.close();
  if (isOwn) await rm(path, { force: true }).catch(() => undefined);
  if (process.platform !== 'win32') await handle.close();
}

/**
 * Takes a lock of the operating system on a file, which ends with the process that has it, however it ends, and not
 * before: it holds between containers, while its holder is stopped, and whatever the clock does.
 * @returns undefined when somebody has it
 * @throws SanaError `storage-failed` where the system or the file system has no locks; errors of the file system
 */
export async function lockFile(path: string): Promise<StoreLock | undefined> {
  for (let turn = 0; turn < TURNS; turn++) {
    const handle = await openLocked(path);
    if (!handle) return undefined;
    // Its last holder deleted the file between opening and locking: the lock is worth nothing.
    const isOwn = await isAt(path, handle);
    if (!isOwn || (await isHeldByEarlier(handle))) {
      await handle.close();
      if (isOwn) return undefined;
      continue;
    }
    await handle.truncate(0);
    held.add(handle);
    return Object.assign(() => release(path, handle), { isHeld: () => isAt(path, handle) });
  }
  return undefined;
}
