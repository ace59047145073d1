import { mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writeNew } from './new-file.ts';

it('writes over nothing: what is there, a link to nothing included, gets a number beside it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sana-new-'));
  writeFileSync(join(folder, 'fox.png'), 'old');
  symlinkSync(join(folder, 'nothing'), join(folder, 'fox-2.png'));
  expect(writeNew(join(folder, 'fox.png'), Uint8Array.of(1))).toBe(join(folder, 'fox-3.png'));
  expect(writeNew(join(folder, 'hare.png'), Uint8Array.of(2))).toBe(join(folder, 'hare.png'));
  expect(readFileSync(join(folder, 'fox.png'), 'utf8')).toBe('old');
  expect(readdirSync(folder).toSorted()).toEqual(['fox-2.png', 'fox-3.png', 'fox.png', 'hare.png']);
});

it('leaves nothing where it cannot write', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sana-new-'));
  expect(() => writeNew(join(folder, 'none/fox.png'), Uint8Array.of(1))).toThrow(
    expect.objectContaining({ code: 'file-unwritable' }),
  );
  expect(readdirSync(folder)).toEqual([]);
});
