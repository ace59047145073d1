import type { StoredRequest } from '@sana-studio/core';
import { type PartialRequest, withStyle } from '@sana-studio/core/request';
import type { FoundPrompt } from './markdown/found.ts';
import type { DocumentFile } from './plan-document.ts';

/** A request as a picture's file tells it. */
export type PictureOrigin = Partial<StoredRequest>;

/** All that is known of a picture. A seed that nobody names comes from the words: the same document gets the same pictures. */
export type PlannedRequest = PartialRequest & { readonly seed: number };

/** Whether a picture was made from a request. What the document does not say of a model may have any name. */
export function isFrom({ settings }: FoundPrompt, request: PartialRequest, origin: PictureOrigin): boolean {
  return Object.entries(request).every(
    ([name, value]) =>
      value === undefined ||
      (name === 'model' && settings.model === undefined) ||
      origin[name as keyof PictureOrigin] === value,
  );
}

export function requestFor(
  { prompt, settings }: FoundPrompt,
  { wishes = {} }: Pick<DocumentFile, 'wishes'>,
): PlannedRequest {
  const { alt: _, ...own } = settings;
  const all = { ...wishes, ...own };
  return { ...all, prompt: withStyle(prompt, all.style ?? ''), seed: all.seed ?? seedFrom(prompt) };
}

/** Six digits are enough to tell pictures apart, and short in their names. */
const SEED_SHIFT = 12;

/** FNV-1a: https://datatracker.ietf.org/doc/html/draft-eastlake-fnv-17 */
function seedFrom(words: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(words)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash >>> SEED_SHIFT;
}
