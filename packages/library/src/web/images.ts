import type { Picture } from '@sana-studio/core';
import type { Formats } from '../engine.ts';

const imageData = ({ width, height, data }: Picture) =>
  new ImageData(data as Uint8ClampedArray<ArrayBuffer>, width, height);

/** What a browser can make of a picture. */
export const webFormats: Formats = {
  blob: async (_, png) => new Blob([await png()], { type: 'image/png' }),
  bytes: (_, png) => png(),
  bitmap: picture => createImageBitmap(imageData(picture)),
  imageData: async picture => imageData(picture),
  pixels: async picture => picture,
};
