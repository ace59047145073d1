import { slug, trimmedEnd } from '@sana-studio/core';

/** Characters of a file's name, as far as it is made of the prompt: people read it in lists and links. */
const LONGEST = 48;

/**
 * The n-th name to try for a picture, from 0; later ones are for when the earlier are taken. What is made of the prompt is cut
 * so that all of it is short.
 * @param pattern with `${slug}` and `${seed}`
 */
export function fileName(pattern: string, prompt: string, seed: number, extension: string, attempt: number): string {
  const end = `${attempt === 0 ? '' : `-${attempt}`}.${extension}`;
  const named = (words: string) =>
    pattern
      .replaceAll(`\${slug}`, words)
      .replaceAll(`\${seed}`, String(seed))
      .replace(/[\p{Cc}\\/:*?"<>|]/gu, '-')
      .replace(/^[.\s]+/u, '');
  const room = LONGEST - end.length;
  const filled = trimmedEnd(named(beginning(slug(prompt), room - named('').length)), character =>
    /[.\s]/u.test(character),
  );
  return `${filled === '' ? beginning(slug(prompt), room) : filled}${end}`;
}

/** Whole words of a slug, as many as there is room for; of one that is too long, its beginning. */
function beginning(words: string, room: number): string {
  const characters = [...words];
  if (characters.length <= room) return words;
  const cut = characters.slice(0, Math.max(1, room)).join('');
  const end = characters[room] === '-' ? cut.length : cut.lastIndexOf('-');
  return end > 0 ? cut.slice(0, end) : cut;
}
