import { requestFromPng, SanaError, webpWithRequest } from '@sana-studio/core';

/** Of 1: hard to tell from the original, at about a tenth of a PNG's size. */
const QUALITY = 0.9;

/** A picture's PNG as WebP, with its request inside. @throws SanaError `image-unreadable`, `request-invalid` */
export async function pngToWebp(png: ArrayBuffer): Promise<ArrayBuffer> {
  const request = requestFromPng(new Uint8Array(png));
  if (!request) throw new SanaError('image-unreadable:no-request');
  const bitmap = await createImageBitmap(new Blob([png], { type: 'image/png' }));
  const { width, height } = bitmap;
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')!.drawImage(bitmap, 0, 0);
  bitmap.close();
  const file = await canvas.convertToBlob({ type: 'image/webp', quality: QUALITY });
  if (file.type !== 'image/webp') {
    throw new SanaError('request-invalid:no-webp');
  }
  return webpWithRequest(new Uint8Array(await file.arrayBuffer()), request).buffer;
}
