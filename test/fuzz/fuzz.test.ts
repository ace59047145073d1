// @module-tag long
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SanaError } from '@sana-studio/core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MOST_MILLISECONDS } from './report.ts';
import { runTarget } from './run-target.ts';
import { type FuzzTarget, target } from './target.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const SEED = 20_260_101;

const run = (one: FuzzTarget) =>
  runTarget({ target: one, seed: SEED, count: 1, at: new Int32Array(new SharedArrayBuffer(4)) });

function reader(read: (folder: string) => Promise<void> | void): FuzzTarget {
  return target({ name: 'a reader', inputs: fc.constant(7), read: (_, folder) => read(folder) });
}

/** By its own clock: others may be busy as well. */
function busyFor(milliseconds: number): void {
  for (const used = process.cpuUsage(); process.cpuUsage(used).user < milliseconds * 1000; );
}

/** So many bytes above what this process ever had, as it may have read other tests before. */
function takeMemory(bytes: number): void {
  const above = process.resourceUsage().maxRSS * 1024 - process.memoryUsage.rss();
  new Uint8Array(above + bytes).fill(1);
}

it('takes reading and refusing by a code as they are', async () => {
  expect(await run(reader(() => undefined))).toMatchObject({ failed: 0, codes: { read: 1 } });
  const refuses = reader(() => {
    throw new SanaError('config-invalid:json', { file: 'a.json' });
  });
  expect(await run(refuses)).toMatchObject({ failed: 0, codes: { 'config-invalid': 1 } });
});

it.each<[string, (folder: string) => Promise<void> | void, RegExp]>([
  ['ends without a code', () => void (undefined as unknown as string).length, /without a code: TypeError/],
  [
    'calls it a fault of the program',
    () => {
      throw new SanaError('internal');
    },
    /without a code/,
  ],
  ['writes outside', folder => writeFile(join(folder, '..', 'outside'), 'x'), /wrote outside: outside, store/],
  ['takes long', () => busyFor(1.1 * MOST_MILLISECONDS), /took \d+ ms/],
  ['takes much memory', () => takeMemory(400_000_000), /took \d+ MiB/],
])('finds what %s', async (_, read, failure) => {
  const { failed, failures } = await run(reader(read));
  expect(failed).toBeGreaterThan(0);
  expect(failures[0]).toMatch(failure);
});

it('finds nothing in what reads outside bytes', async () => {
  const fuzz = join(ROOT, 'dist', 'fuzz.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [fuzz, '600', '--seed', `${SEED}`], { cwd: ROOT });
  const rows = stdout.trim().split('\n').slice(2);
  expect(rows).toHaveLength(12);
  for (const row of rows) expect(row).toMatch(/^\| [\w() .-]+ \| 50 \| 0 \|/);
});
