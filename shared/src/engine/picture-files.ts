import type { GeneratedPicture, Picture } from '@sana-studio/core';
import { type StoredRequest, stored } from '@sana-studio/core/request';
import type { PanelPicture } from '../host.ts';

/** Makes a PNG with the request inside; see PngEncoder. */
export type PictureEncoder = (picture: Picture, request: StoredRequest) => Promise<Blob>;

/**
 * Has pictures drawn and handed over as files.
 * @param draw draws, and hands over what it has drawn
 * @throws what `draw` and `encode` throw, after all that was finished is handed over
 */
export async function asFiles(
  encode: PictureEncoder,
  onPicture: (picture: PanelPicture, index: number) => void,
  draw: (onDrawn: (picture: GeneratedPicture, index: number) => void) => Promise<unknown>,
): Promise<void> {
  const encoding: Promise<void>[] = [];
  try {
    await draw(({ request, replaced, remarks, ...picture }, index) => {
      const kept = stored(request);
      encoding.push(encode(picture, kept).then(png => onPicture({ png, request: kept, replaced, remarks }, index)));
    });
  } finally {
    // pictures that were finished before a failure are still pictures
    await Promise.allSettled(encoding);
  }
  await Promise.all(encoding);
}
