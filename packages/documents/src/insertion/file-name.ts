import { slug, trimmedEnd } from '@sana-studio/core';

/**
 * The n-th name to try for a picture, from 0; later ones are for when the earlier are taken.
 * @param pattern with `${slug}` and `${seed}`
 */
export function fileName(pattern: string, prompt: string, seed: number, extension: string, attempt: number): string {
  const named = pattern
    .replaceAll(`\${slug}`, slug(prompt))
    .replaceAll(`\${seed}`, String(seed))
    .replace(/[\p{Cc}\\/:*?"<>|]/gu, '-')
    .replace(/^[.\s]+/u, '');
  const filled = trimmedEnd(named, character => /[.\s]/u.test(character));
  return `${filled === '' ? slug(prompt) : filled}${attempt === 0 ? '' : `-${attempt}`}.${extension}`;
}
