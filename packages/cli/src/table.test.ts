import { expect, it } from 'vitest';
import { tableLines } from './table.ts';

it('columns are as wide as they need, the first and the last to the left', () => {
  expect(
    tableLines([
      ['name', '7', 'F32'],
      ['a longer name', '1234', ''],
    ]),
  ).toEqual(['name              7  F32', 'a longer name  1234']);
});

it('a table may have more rows than a call has arguments, and does nothing to a terminal', () => {
  const lines = tableLines(Array.from({ length: 300_000 }, (_, row) => [`\x1b[2J${row}`, '\u202e']));
  expect(lines).toHaveLength(300_000);
  expect(lines[7]).toBe('\\u{1b}[2J7       \\u{202e}');
});
