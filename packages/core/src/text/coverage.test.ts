import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverage } from './coverage.ts';

const of = (text: string, ...phrases: string[]) =>
  coverage(text, new Set(phrases), Math.max(0, ...phrases.map(({ length }) => length)));

describe('what of a prompt known phrases say', () => {
  it.each([
    ['a red robot', ['a', 'red'], ['robot']],
    ['a fire engine', ['a', 'fire', 'fire engine'], []],
    ['the category', ['the', 'cat'], ['category']],
    ['请画机器人和猫', ['请', '画', '和', '猫'], ['机器人']],
    ['🤖🐱', ['🐱'], ['🤖']],
    ['👩‍🚀', ['👩', '🚀'], ['👩‍🚀']],
    ['cat-like, cat!', ['cat'], ['like']],
    ['एक रोबोट', ['एक'], ['रोबोट']],
  ])('%j', (text, phrases, unknown) => expect(of(text, ...phrases).unknown).toEqual(unknown));

  it('leaves nothing of a sentence of known words, and all of an unknown word between them', () => {
    const word = fc.stringMatching(/^[a-zа-яé]{1,8}$/u);
    fc.assert(
      fc.property(word, fc.uniqueArray(word, { minLength: 1, maxLength: 8 }), (strange, words) => {
        const known = words.filter(other => other !== strange);
        expect(of(known.join(' '), ...known)).toEqual({ known: new Set(known), unknown: [] });
        expect(of([...known, strange].join(', '), ...known).unknown).toEqual([strange]);
      }),
    );
  });

  it('ends, with every character in what is known, what is unknown, or between them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.array(fc.string({ minLength: 1 })), (text, phrases) => {
        const { known, unknown } = of(text, ...phrases);
        for (const part of [...known, ...unknown]) expect(text).toContain(part);
      }),
    );
  });
});
