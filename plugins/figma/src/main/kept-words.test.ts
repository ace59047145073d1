import { expect, it } from 'vitest';
import { haveChanged, keptWords } from './kept-words.ts';

const said = [
  ['1:2', 'a cat'],
  ['1:3', 'on a mat'],
] as const;

it('tells that a text has changed, by its layer, whatever else the place is understood by', () => {
  const kept = keptWords(said) ?? '';
  expect(haveChanged(kept, said)).toBe(false);
  expect(haveChanged(kept, [['1:3', 'on a mat']])).toBe(false);
  expect(haveChanged(kept, [['1:9', 'somewhere else']])).toBe(false);
  expect(haveChanged(kept, [['1:2', 'a dog'], said[1]])).toBe(true);
});

it('tells nothing of what it does not know', () => {
  for (const kept of ['', '{}', '[[1,2],["1:2"]]', 'null']) expect(haveChanged(kept, said)).toBe(false);
  expect(keptWords([['1:2', 'x'.repeat(20_000)]])).toBeUndefined();
  expect(keptWords([])).toBeUndefined();
});
