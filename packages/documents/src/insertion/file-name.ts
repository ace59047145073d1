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
  const filled = trimmedEnd(named(slug(prompt, Math.max(1, room - named('').length))), character =>
    /[.\s]/u.test(character),
  );
  return `${filled === '' ? slug(prompt, room) : filled}${end}`;
}
