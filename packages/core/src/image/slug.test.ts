import { describe, expect, it } from 'vitest';
import { slug } from './slug.ts';

describe('the words of a prompt as a name', () => {
  it.each([
    ['A lighthouse, at *Dawn*!', 'a-lighthouse-at-dawn'],
    ['A cute 🐶 playing with a 🏀 on the grass', 'a-cute-playing-with-a-on-the-grass'],
    ["The cat's  “Café”", 'the-cats-café'],
    ['Ein Fuchs über’m Fluß', 'ein-fuchs-überm-fluß'],
    ['ＦＯＸ ① e\u0301', 'fox-1-é'],
    ['念去去千里烟波，暮霭沉沉楚天阔', '念去去千里烟波-暮霭沉沉楚天阔'],
    ['नमस्ते दुनिया', 'नमस्ते-दुनिया'],
    ['../../etc/passwd\0\n\\..', 'etc-passwd'],
    ['🐶🏀❤️', 'sana'],
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
  ])('fits into a file system: %s', (prompt, expected) => expect(slug(prompt)).toBe(expected));
});
