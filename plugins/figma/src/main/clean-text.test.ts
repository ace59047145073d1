import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cleaned } from './clean-text.ts';

it.each([
  ['A lake\u2028at dawn', 'A lake at dawn'],
  ['Two\u2029paragraphs', 'Two\nparagraphs'],
  ['• A lake\n• A hut', 'A lake\nA hut'],
  ['•A lake', 'A lake'],
  ['- first\n– second\n— third', 'first\nsecond\nthird'],
  ['1. A lake\n2) A hut\n(3) a boat', 'A lake\nA hut\na boat'],
  ['a) A lake', 'A lake'],
  ['[ ] A lake\n[x] A hut', 'A lake\nA hut'],
  ['・湖\n・小屋', '湖\n小屋'],
  ['① 山中小屋', '山中小屋'],
  ['✔️ Fresh bread', 'Fresh bread'],
  ['A hut 🏔\ufe0f in snow', 'A hut 🏔 in snow'],
  ['A 👩\u200d🚀 on the moon', 'A 👩\u200d🚀 on the moon'],
  ['soft\u00adhyphen, zero\u200bwidth, no\u00a0break', 'softhyphen, zerowidth, no break'],
  ['\u200fبحيرة عند الفجر\u200e', 'بحيرة عند الفجر'],
  // no markers
  ['24-hour diner', '24-hour diner'],
  ['3D print of a 1.5 m whale', '3D print of a 1.5 m whale'],
  ['U.S. flag', 'U.S. flag'],
  ['-20 °C', '-20 °C'],
  ['100. birthday', '100. birthday'],
  ['★', '★'],
  ['Well-known — and loved', 'Well-known — and loved'],
])('%j is %j', (text, words) => {
  expect(cleaned(text)).toBe(words);
});

it('keeps every letter and digit of a line that begins with no marker, and is stable', () => {
  const letters = (words: string) => words.replace(/[^\p{L}\p{N}]/gu, '');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), text => {
      const line = `x${text.replace(/[\n\r\u2029]/g, ' ')}`;
      fc.pre(!/^x[.)]/.test(line));
      expect(letters(cleaned(line))).toBe(letters(line));
      expect(cleaned(cleaned(line))).toBe(cleaned(line));
    }),
  );
});
