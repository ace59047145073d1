import { BUDGETS, SanaError } from '@sana-studio/core';
import { imageDimensionsFromData } from 'image-dimensions';

/**
 * Makes sure that a picture does not say it is enormous: a browser unpacks as many pixels as a file claims to have.
 * @param start the first bytes of a file; what does not say its size there is left to the browser
 * @throws SanaError `image-unreadable`
 */
export function assertUnpackable(start: Uint8Array): void {
  const { width, height } = imageDimensionsFromData(start) ?? { width: 0, height: 0 };
  const { most: limit } = BUDGETS.unpackedPixels;
  if (width * height > limit) throw new SanaError('image-unreadable:too-many-pixels', { width, height, limit });
}
