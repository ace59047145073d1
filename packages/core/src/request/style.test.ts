import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mainWords, withStyle } from './style.ts';

it.each([
  ['a cat', 'watercolour', 'a cat, watercolour'],
  ['A cat sleeps.', 'flat, pastel', 'A cat sleeps. flat, pastel'],
  [' a cat, ', ' pixel art ', 'a cat, pixel art'],
  ['一只猫。', '水彩', '一只猫。 水彩'],
  ['', 'watercolour', 'watercolour'],
  ['a cat, ', 'cinematic still {prompt} . moody', 'cinematic still a cat . moody'],
  ['a $& cat', 'photo of {prompt}', 'photo of a $& cat'],
  ['', 'anime {prompt} . vivid', 'anime  . vivid'],
  [' a cat ', '  ', ' a cat '],
])('joins “%s” and “%s”', (words, style, prompt) => {
  expect(withStyle(words, style)).toBe(prompt);
});

it('tells main words and style apart again, whatever they are', () => {
  const words = fc.string({ unit: 'grapheme' }).filter(text => mainWords({ prompt: text, style: '' }) === text);
  const bare = words.map(text => withStyle(text, 'x')).filter(prompt => prompt !== 'x');
  fc.assert(
    fc.property(bare, fc.string({ unit: 'grapheme' }), (prompt, style) => {
      const what = mainWords({ prompt, style: 'x' });
      const joined = withStyle(what, style);
      expect(mainWords({ prompt: joined, style })).toBe(what);
    }),
  );
});

it('tells main words from a style around them', () => {
  const style = 'cinematic still {prompt} . moody';
  expect(mainWords({ prompt: withStyle('a cat', style), style })).toBe('a cat');
  expect(mainWords({ prompt: 'cinematic still moody', style })).toBe('cinematic still moody');
});

it('keeps a prompt whole that does not end as its style says', () => {
  expect(mainWords({ prompt: 'a cat', style: 'watercolour' })).toBe('a cat');
});
