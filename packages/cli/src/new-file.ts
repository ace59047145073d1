import { constants, copyFileSync, linkSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, parse } from 'node:path';
import { SanaError } from '@sana-studio/core';
import { tell } from './supervision.ts';

/** Names with a number behind them that are tried. */
const MOST_NAMES = 10_000;

/**
 * Writes a file that was not there: whole or not at all, and over nothing. Where the name is taken, another with a number
 * behind it is. Its folder is there.
 * @returns its path
 * @throws SanaError `file-unwritable`
 */
export function writeNew(path: string, bytes: Uint8Array): string {
  const part = join(dirname(path), `.${process.pid}-${crypto.randomUUID()}.part`);
  try {
    tell({ part });
    writeFileSync(part, bytes, { flag: 'wx' });
    const { dir, name, ext } = parse(path);
    for (let number = 1; number <= MOST_NAMES; number++) {
      const place = number === 1 ? path : join(dir, `${name}-${number}${ext}`);
      if (took(part, place)) return place;
    }
    throw new SanaError('file-unwritable:picture', { path, detail: 'all names are taken' });
  } catch (cause) {
    if (cause instanceof SanaError) throw cause;
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new SanaError('file-unwritable:picture', { path, detail }, cause);
  } finally {
    rmSync(part, { force: true });
    tell({ part: null });
  }
}

/** Gives what was written a name, unless something has it. @returns whether it has it now */
function took(part: string, place: string): boolean {
  try {
    linkSync(part, place);
    return true;
  } catch (error) {
    if (isTaken(error)) return false;
  }
  try {
    // some file systems have no second names for a file
    copyFileSync(part, place, constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if (isTaken(error)) return false;
    throw error;
  }
}

const isTaken = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EEXIST';
