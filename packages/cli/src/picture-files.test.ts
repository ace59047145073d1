import { describe, expect, test } from 'vitest';
import { slug } from './picture-files.ts';

describe('the name of a picture', () => {
  test.each([
    ['A cute 🐶 playing with a 🏀 on the grass', 'a-cute-playing-with-a-on-the-grass'],
    ['念去去千里烟波，暮霭沉沉楚天阔', '念去去千里烟波-暮霭沉沉楚天阔'],
    ["The cat's  “Café”", 'the-cats-café'],
    ['नमस्ते दुनिया', 'नमस्ते-दुनिया'],
    ['../../etc/passwd\0\n', 'etc-passwd'],
    ['🐶🏀❤️', 'sana'],
    ['', 'sana'],
  ])('of %j is %s', (prompt, expected) => expect(slug(prompt)).toBe(expected));

  test('ends with a whole word, and fits into the 255 bytes of a file system', () => {
    expect(slug('a word '.repeat(100))).toMatch(/^(a-word-)+(a|a-word)$/);
    expect(slug('a word '.repeat(100)).length).toBeLessThanOrEqual(50);
    expect(Buffer.byteLength(slug('𠮷'.repeat(500)))).toBe(200);
  });
});
