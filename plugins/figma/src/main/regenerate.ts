import type { LayerOffer } from '../contract.ts';
import type { Layer } from './api.ts';
import { seenSizeOf } from './geometry.ts';
import { offersOf } from './selection.ts';
import { storedPicture } from './stored-request.ts';

/**
 * What “Regenerate” makes again: the pictures of the selected layers themselves, wherever the selection would have put new
 * ones. Without any, what the selection offers.
 */
export function offersAgain(selection: readonly Layer[]): readonly LayerOffer[] {
  const again = selection.flatMap(layer => {
    const made = storedPicture(layer);
    const [offer] = made ? offersOf([layer]) : [];
    if (!made || !offer) return [];
    const isOwn = offer.id === layer.id;
    const { width, height } = seenSizeOf(layer) ?? {};
    return {
      ...offer,
      ...(width && height && { width: Math.round(width), height: Math.round(height) }),
      ...{ id: layer.id, label: layer.name, request: made.json },
      ...(!isOwn && { prompt: made.words, words: undefined, outdated: false }),
    };
  });
  return again.length > 0 ? again : offersOf(selection);
}
