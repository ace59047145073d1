import { BUDGETS } from '@sana-studio/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linesOf } from './input-lines.ts';

async function* inChunks(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

async function read(bytes: Uint8Array, sizes = [7]): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of linesOf(inChunks(bytes, sizes))) lines.push(line);
  return lines;
}

const line = fc.string({ unit: 'grapheme' }).map(text => text.replace(/[\r\n\ufeff]/gu, ''));
const lines = fc.array(line, { minLength: 1 }).map(all => [...all, 'end']);
const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 });

test('lines are what they were, with line breaks of any system, a byte order mark, and in any pieces', () =>
  fc.assert(
    fc.asyncProperty(lines, sizes, fc.boolean(), fc.boolean(), fc.boolean(), async (all, pieces, crlf, mark, ended) => {
      const text = `${mark ? '\ufeff' : ''}${all.join(crlf ? '\r\n' : '\n')}${ended ? '\n' : ''}`;
      expect(await read(Buffer.from(text), pieces)).toEqual(all);
      expect(await read(Buffer.from(`\ufeff${text.replace('\ufeff', '')}`, 'utf16le'), pieces)).toEqual(all);
    }),
    { numRuns: 50 },
  ));

test('nothing, one byte, and bytes that are no text', async () => {
  expect(await read(new Uint8Array())).toEqual([]);
  expect(await read(Buffer.from('a'))).toEqual(['a']);
  expect(await read(Buffer.from([0x61, 0xff, 0x0a, 0x62]))).toEqual(['a\ufffd', 'b']);
});

test('a line that is too long is refused before the rest is read', async () => {
  const endless = async function* (): AsyncGenerator<Uint8Array> {
    for (let sent = 0; sent < 2 * BUDGETS.promptLine.most; sent += 65_536) yield Buffer.alloc(65_536, 0x61);
    throw new Error('it was read to its end');
  };
  await expect(linesOf(endless()).next()).rejects.toMatchObject({ reason: 'over-budget:characters' });
});
