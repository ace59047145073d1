import { pictureName, type Replacement, type StoredRequest } from '@sana-studio/core';

/** A file name that people and every file system can read: the prompt's beginning and the seed. */
export function fileName(
  request: Pick<StoredRequest, 'prompt' | 'seed'>,
  replaced: readonly Replacement[] = [],
): string {
  return `${pictureName({ request, replaced })}.png`;
}
