import type { Replacement } from '../prompt/guard.ts';
import type { StoredRequest } from '../request/index.ts';
import { slug } from './slug.ts';

/** A picture as its name needs it. */
export interface NamedPicture {
  readonly request: Pick<StoredRequest, 'prompt' | 'seed'>;
  /** What the safety policy took out of the prompt stays out of the name. */
  readonly replaced?: readonly Replacement[] | undefined;
}

/**
 * What every shell calls a picture's file, without an extension: words of its prompt and its seed, such as every file system
 * takes.
 */
export function pictureName({ request, replaced = [] }: NamedPicture): string {
  const words = replaced
    .toSorted((a, b) => b.start - a.start)
    .reduce((prompt, { start, end }) => `${prompt.slice(0, start)} ${prompt.slice(end)}`, request.prompt);
  return `${slug(words)}-${request.seed}`;
}
