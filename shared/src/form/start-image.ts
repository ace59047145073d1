import { BUDGETS, overBudget, type Picture, SanaError } from '@sana-studio/core';
import { AREA } from '@sana-studio/core/request';
import { assertUnpackable } from './picture-size.ts';
import type { Size } from './sizes.ts';

/** Pixels: no model draws a longer side from it. */
const LONGEST = Math.sqrt(AREA.max);

/**
 * The pixels of a picture file, made smaller if it has more than a model could use. Needs a browser.
 * @throws SanaError `image-unreadable`, `over-budget`
 */
export async function readStartImage(file: Blob): Promise<Picture> {
  const { pictureFile, pictureStart } = BUDGETS;
  const name = file instanceof File ? file.name : 'The picture';
  if (file.size > pictureFile.most) throw overBudget('pictureFile', name);
  assertUnpackable(new Uint8Array(await file.slice(0, pictureStart.most).arrayBuffer()));
  const bitmap = await createImageBitmap(file).catch(cause => {
    throw new SanaError('image-unreadable:unknown', {}, cause);
  });
  const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height));
  const width = Math.max(1, Math.round(bitmap.width * scale));
  const height = Math.max(1, Math.round(bitmap.height * scale));
  const context = new OffscreenCanvas(width, height).getContext('2d');
  if (!context) throw new SanaError('out-of-memory:picture');
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  return { width, height, data: context.getImageData(0, 0, width, height).data };
}

/** As a file, no larger than pictures of a size that are made from it need it. Needs a browser. */
export async function packStartImage({ width, height, data }: Picture, within: Size): Promise<Blob> {
  const scale = Math.min(1, Math.max(within.width / width, within.height / height));
  const canvas = new OffscreenCanvas(Math.ceil(width * scale), Math.ceil(height * scale));
  const context = canvas.getContext('2d');
  if (!context) throw new SanaError('out-of-memory:picture');
  const bitmap = await createImageBitmap(new ImageData(new Uint8ClampedArray(data), width, height));
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return canvas.convertToBlob({ type: 'image/webp', quality: 0.95 });
}
