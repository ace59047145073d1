import { SanaError } from '@sana-studio/core';
import { LARGEST_SIDE, type Refusal } from '../contract.ts';

/** What the sandbox refused, as an error: the sandbox itself has no sentences. @param layer its name, '' if none is meant */
export function refusalError(refusal: Refusal, layer: string): SanaError {
  const facts = { refusal, layer, max: LARGEST_SIDE };
  return refusal === 'storage-full'
    ? new SanaError('storage-full:plugin', facts)
    : new SanaError(`document-refused:${refusal}`, facts);
}
