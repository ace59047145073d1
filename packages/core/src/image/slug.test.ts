import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pictureName } from './picture-name.ts';
import { slug } from './slug.ts';

describe('the words of a prompt as a name', () => {
  it.each([
    ['A lighthouse, at *Dawn*!', 'a-lighthouse-at-dawn'],
    ['A cute 🐶 playing with a 🏀 on the grass', 'a-cute-dog-face-playing-with-a-basketball-on-the-grass'],
    ["The cat's  “Café”", 'the-cats-café'],
    ['Ein Fuchs über’m Fluß', 'ein-fuchs-überm-fluß'],
    ['ＦＯＸ ① e\u0301', 'fox-1-é'],
    ['念去去千里烟波，暮霭沉沉楚天阔', '念去去千里烟波-暮霭沉沉楚天阔'],
    ['नमस्ते दुनिया', 'नमस्ते-दुनिया'],
    ['../../etc/passwd\0\n\\..', 'etc-passwd'],
    ['🐶🏀❤️', 'dog-face-basketball-red-heart'],
    ['🔥🔥🔥 very very hot', 'fire-very-very-hot'],
    ['👩🏽‍🚀 in 🇯🇵', 'woman-rocket-in-flag-jp'],
    ['1️⃣ 狐狸🦊在雪地', '1-狐狸-fox-在雪地'],
    ['…!?', 'sana'],
    ['', 'sana'],
    ['CON', 'con-sana'],
    ['Con artists', 'con-artists'],
  ])('%j: %s', (prompt, expected) => expect(slug(prompt)).toBe(expected));

  it.each([
    ['a'.repeat(300), 'a'.repeat(96)],
    ['word '.repeat(60), `${'word-'.repeat(18)}word`],
    ['狐'.repeat(99), '狐'.repeat(32)],
    ['𠮷'.repeat(500), '𠮷'.repeat(24)],
    [`fox ${'a'.repeat(300)}`, 'fox'],
    ['🐶'.repeat(200), 'dog-face'],
    ['🐶🏀'.repeat(200), 'dog-face-basketball-dog-face-basketball-dog-face-basketball-dog-face-basketball-dog-face'],
  ])('fits into a file system: %s', (prompt, expected) => expect(slug(prompt)).toBe(expected));

  it('takes fewer characters where that is asked for', () => {
    expect(slug('The quick brown fox jumps over the lazy dog again', 20)).toBe('the-quick-brown-fox');
    expect(slug('狐'.repeat(99), 20)).toBe('狐'.repeat(20));
  });

  it('is a name on every system, whatever the prompt', () => {
    const prompt = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom('.', '/', ' ', '🐶', 'con', '\ufe0f', '1', '-') }),
    );
    fc.assert(
      fc.property(prompt, text => {
        const name = slug(text);
        expect(name).toMatch(/^[\p{L}\p{N}][\p{L}\p{M}\p{N}-]*$/u);
        expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)$/);
        expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(102);
        expect(name).toBe(name.normalize('NFC'));
      }),
      { numRuns: 500 },
    );
  });

  it('has nothing in it that the safety policy took out, wherever that stood', () => {
    const request = { prompt: 'a bad cat and a worse dog', seed: 7 };
    const replaced = [
      { text: 'bad', start: 2, end: 5 },
      { text: 'worse', start: 16, end: 21 },
    ];
    expect(pictureName({ request, replaced })).toBe('a-cat-and-a-dog-7');
    expect(pictureName({ request, replaced: replaced.toReversed() })).toBe('a-cat-and-a-dog-7');
    expect(pictureName({ request })).toBe('a-bad-cat-and-a-worse-dog-7');
  });
});
