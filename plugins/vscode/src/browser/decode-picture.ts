import { type EncodedPicture, mediaType } from '@sana-studio/captions';
import { BUDGETS, overBudget, type Picture, SanaError } from '@sana-studio/core';

/** Reads a picture as browsers do. @throws SanaError `image-unreadable`, `over-budget` */
export async function decodePicture(picture: EncodedPicture): Promise<Picture> {
  const { bytes, name } = picture;
  const file = new Blob([withoutExif(bytes)], { type: mediaType(picture) });
  const options = { colorSpaceConversion: 'none', premultiplyAlpha: 'none' } as const;
  const bitmap = await createImageBitmap(file, options).catch(cause => {
    throw new SanaError('image-unreadable:broken', { file: name }, cause);
  });
  try {
    const { width, height } = bitmap;
    if (width * height > BUDGETS.picturePixels.most) throw overBudget('picturePixels', name);
    const context = new OffscreenCanvas(width, height).getContext('2d');
    if (!context) throw new SanaError('image-unreadable:broken', { file: name });
    context.drawImage(bitmap, 0, 0);
    return { width, height, data: context.getImageData(0, 0, width, height).data };
  } finally {
    bitmap.close();
  }
}

const EXIF = Array.from('Exif\0\0', letter => letter.charCodeAt(0));
/** It is in one of the first segments, each of which has at most so many bytes. */
const SEGMENT = 2 ** 16;

/** The file as nobody turns it: whoever asked for its pixels turns them as its camera was. */
function withoutExif(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return bytes;
  const copy = bytes.slice();
  for (let at = 0; at < Math.min(copy.length, SEGMENT); at++) {
    if (EXIF.every((letter, index) => copy[at + index] === letter)) copy[at] = 0;
  }
  return copy;
}
