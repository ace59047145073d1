import { expect, it } from 'vitest';
import { entriesToPrune } from './prune.ts';
import { searchByPrompt } from './search.ts';

it('lets the oldest pictures go until the others fit, but never the newest', () => {
  const entry = (id: string, createdAt: number, bytes: number) => ({ id, createdAt, bytes });
  const entries = [entry('old', 1, 40), entry('middle', 2, 40), entry('new', 3, 40)];
  const gone = (most: number) => entriesToPrune(entries, most).map(({ id }) => id);
  expect(gone(120)).toEqual([]);
  expect(gone(100)).toEqual(['old']);
  expect(gone(10)).toEqual(['middle', 'old']);
});

it('finds prompts that hold every word, in any order and case', () => {
  const entries = ['A red house by the sea', 'A red car', '海边的红房子'].map(prompt => ({ request: { prompt } }));
  const found = (query: string) => searchByPrompt(entries, query).map(({ request }) => request.prompt);
  expect(found('SEA red')).toEqual(['A red house by the sea']);
  expect(found('red')).toHaveLength(2);
  expect(found('红房子')).toEqual(['海边的红房子']);
  expect(found('  ')).toHaveLength(3);
});
