import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { findTerms } from '../find-terms.ts';
import { classes, classesOf } from '../letter-stream.ts';
import { textOf } from './compile.ts';
import { buildVocabulary, partFor } from './vocabulary.ts';

it('reads every entry character by character as it is read with all that stands beside it', () => {
  const { patterns } = buildVocabulary();
  expect(patterns.length).toBeGreaterThan(10_000);
  const others = patterns.filter(
    ({ letters, units }) => letters !== textOf(units) || `${classesOf(letters)}` !== `${classes(units)}`,
  );
  expect(others.map(({ letters }) => letters)).toEqual([]);
});

it('finds in a text the same with the words of its scripts as with all', () => {
  const [all, alphabetic] = [buildVocabulary(), buildVocabulary('alphabetic')];
  expect(alphabetic.patterns.length).toBeLessThan(0.7 * all.patterns.length);
  const find = (text: string, vocabulary: typeof all) => findTerms(text, vocabulary, () => true);
  const glyphs = all.patterns.filter(({ units }) => units.length > 2).map(({ glyphs }) => glyphs.join(''));
  const word = fc.constantFrom(...glyphs);
  const masked = fc.tuple(word, fc.nat(), fc.constantFrom('*', '1', '@', '\u0301', '・', '.'));
  const disguised = masked.map(([text, at, sign]) => {
    const place = at % text.length;
    return text.slice(0, place) + sign + text.slice(place + 1);
  });
  fc.assert(
    fc.property(fc.array(fc.oneof(word, disguised, fc.constant('a cat')), { maxLength: 4 }), words => {
      const text = words.join(' ');
      if (partFor(text) === 'alphabetic') expect(find(text, alphabetic)).toEqual(find(text, all));
    }),
    { seed: 7, numRuns: 400 },
  );
});
