import { expect, it } from 'vitest';
import { classes, classesOf } from '../letter-stream.ts';
import { textOf } from './compile.ts';
import { buildVocabulary } from './vocabulary.ts';

it('reads every entry character by character as it is read with all that stands beside it', () => {
  const { patterns } = buildVocabulary();
  expect(patterns.length).toBeGreaterThan(10_000);
  const others = patterns.filter(
    ({ letters, units }) => letters !== textOf(units) || `${classesOf(letters)}` !== `${classes(units)}`,
  );
  expect(others.map(({ letters }) => letters)).toEqual([]);
});
