import type { StoredRequest } from '@sana-studio/core';

const LONGEST = 48;

/** A file name that people and every file system can read: the prompt's beginning and the seed. */
export function fileName({ prompt, seed }: Pick<StoredRequest, 'prompt' | 'seed'>): string {
  const words = prompt
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  // by code points: half a surrogate pair is no name
  const beginning = [...words].slice(0, LONGEST).join('').replace(/-$/, '');
  return `${beginning || 'sana'}-${seed}.png`;
}
