import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { SanaError } from '@sana-studio/core';
import { statusOf } from './status-of.ts';
import { tell } from './supervision.ts';

/**
 * Looks before hours of work whether a file can be put at `path`.
 * @throws SanaError `file-unwritable` when there is no folder for it, or a folder in its place
 */
export function checkWritable(path: string): void {
  const folder = dirname(resolve(path));
  if (!statusOf(folder)?.isDirectory()) {
    throw new SanaError('file-unwritable:out-folder', { folder, file: path });
  }
  if (statusOf(path)?.isDirectory()) {
    throw new SanaError('file-unwritable:out-is-folder', { file: path });
  }
}

/**
 * Replaces a file in one go; a reader never sees half of it.
 * @param mode the rights that it gets; default: those of a new file
 * @throws SanaError `file-unwritable`
 */
export function writeWhole(path: string, bytes: Uint8Array, mode?: number): void {
  const existing = statusOf(path);
  // a device or pipe is written to, not replaced
  const direct = existing !== undefined && !existing.isFile();
  const target = direct ? path : `${path}.${process.pid}.part`;
  try {
    if (!direct) tell({ part: resolve(target) });
    writeFileSync(target, bytes, { ...(mode !== undefined && { mode }) });
    if (!direct) renameSync(target, path);
    tell({ part: null });
  } catch (cause) {
    if (!direct) rmSync(target, { force: true });
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new SanaError('file-unwritable:out', { file: path, detail }, cause);
  }
}
