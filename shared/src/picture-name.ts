import { type StoredRequest, slug } from '@sana-studio/core';

/** A file name that people and every file system can read: the prompt's beginning and the seed. */
export function fileName({ prompt, seed }: Pick<StoredRequest, 'prompt' | 'seed'>): string {
  return `${slug(prompt)}-${seed}.png`;
}
