import { BUDGETS, decodePng, overBudget, SanaError } from '@sana-studio/core';
import type { PictureDecoder } from '@sana-studio/serving';
import { imageDimensionsFromData } from 'image-dimensions';

/** Reads pictures in a page or a worker: PNG as everywhere, the others as the browser does. */
export const browserDecoder: PictureDecoder = async (file, type, name) => {
  if (type === 'image/png') return decodePng(file, name);
  const size = imageDimensionsFromData(file);
  if (!size) throw new SanaError('server-failed:unreadable', { server: name });
  // before it takes its room
  if (size.width * size.height > BUDGETS.picturePixels.most) throw overBudget('picturePixels', name);
  try {
    const bitmap = await createImageBitmap(new Blob([file], { type }), { colorSpaceConversion: 'none' });
    const { width, height } = bitmap;
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;
    context.drawImage(bitmap, 0, 0);
    bitmap.close();
    return { width, height, data: context.getImageData(0, 0, width, height).data };
  } catch (cause) {
    throw new SanaError('server-failed:unreadable', { server: name }, cause);
  }
};
