import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { SanaError } from '@sana-studio/core';
import { statusOf } from '../status-of.ts';
import { writeWhole } from '../whole-file.ts';

const LOCK = '.sana-captions.lock';
/** What writeWhole leaves when it is ended in the middle. */
const PART = /\.(?:json|txt|jsonl)\.(\d{1,10})\.part$/;

/** @throws SanaError `file-unwritable` with what to look at */
export function writeBeside(path: string, bytes: Uint8Array): void {
  try {
    writeWhole(path, bytes);
  } catch (error) {
    throw unwritable(path, error);
  }
}

export function unwritable(file: string, cause: unknown): SanaError {
  const { data, message } = SanaError.from(cause);
  const detail = typeof data.detail === 'string' ? data.detail : message;
  return new SanaError('file-unwritable:beside', { file, detail }, cause);
}

/**
 * Keeps other commands from writing captions into a folder meanwhile, and clears away what one that was killed left there.
 * @returns lets go of it
 * @throws SanaError `file-unwritable`
 */
export async function lockFolder(folder: string): Promise<() => void> {
  const path = join(folder, LOCK);
  for (let attempt = 1; ; attempt++) {
    try {
      writeFileSync(path, `${process.pid}`, { flag: 'wx' });
      break;
    } catch (error) {
      const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST';
      if (!exists) throw unwritable(path, error);
      if (attempt > 1 || isAlive(holderOf(path))) throw new SanaError('file-unwritable:busy', { folder }, error);
      rmSync(path, { force: true });
    }
  }
  for (const name of await readdir(folder)) {
    const [, pid] = PART.exec(name) ?? [];
    if (pid !== undefined && !isAlive(Number(pid))) rmSync(join(folder, name), { force: true });
  }
  return () => rmSync(path, { force: true });
}

function holderOf(path: string): number {
  try {
    return Number(readFileSync(path, 'utf8'));
  } catch {
    return Number.NaN;
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    // it is there, and somebody else's
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** It has ended, and nobody has asked how: Linux still has its number. */
function isZombie(pid: number): boolean {
  try {
    const state = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1);
    return state?.startsWith('Z') ?? false;
  } catch {
    return false;
  }
}

export function assertFolder(folder: string): void {
  if (!statusOf(folder)?.isDirectory()) throw new SanaError('file-missing:folder', { folder });
}
