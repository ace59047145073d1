import type { ModelTraits } from '../host.ts';
import { type Size, type SizeOutcome, sizeFor, sizeOutcome } from './sizes.ts';

/** What pictures are made for, with the proportions that are usual there, width over height. Texts call them by their ids. */
export const PURPOSES = [
  { id: 'square', ratio: 1 },
  { id: 'article', ratio: 3 / 2 },
  { id: 'card', ratio: 4 / 3 },
  { id: 'hero', ratio: 16 / 9 },
  { id: 'banner', ratio: 21 / 9 },
  { id: 'portrait', ratio: 3 / 4 },
  { id: 'story', ratio: 9 / 16 },
] as const;

export type PurposeId = (typeof PURPOSES)[number]['id'];

export interface PurposeSize {
  readonly id: PurposeId;
  /** About as many pixels as the model was trained at. */
  readonly size: Size;
  /** What the model will really draw for it. */
  readonly outcome: SizeOutcome;
}

/** Sizes to choose from by what they are for, each one that the model draws well. */
export function sizesByPurpose(traits: ModelTraits): readonly PurposeSize[] {
  const { width, height } = traits.defaults;
  const scale = Math.max(width, height);
  return PURPOSES.map(({ id, ratio }) => {
    const size = sizeFor(scale, ratio);
    return { id, size, outcome: sizeOutcome(size, traits) };
  });
}
