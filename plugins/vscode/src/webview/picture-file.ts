import { SanaError, webpWithRequest } from '@sana-studio/core';
import type { PanelPicture } from '@sana-studio/shared';
import type { ImageFormat } from '../contract.ts';

/** Of 1: hard to tell from the original, at about a tenth of a PNG's size. */
const QUALITY = 0.9;

/** A picture's file, with its request inside. @throws SanaError `image-unreadable`, `request-invalid` */
export async function pictureFile(
  { png, request, unusable }: PanelPicture,
  format: ImageFormat,
): Promise<Uint8Array<ArrayBuffer>> {
  if (unusable) throw new SanaError('image-unreadable:no-request');
  if (format === 'png') return new Uint8Array(await png.arrayBuffer());
  return webpWithRequest(new Uint8Array(await (await webpOf(png)).arrayBuffer()), request);
}

async function webpOf(png: Blob): Promise<Blob> {
  const bitmap = await createImageBitmap(png);
  const { width, height } = bitmap;
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')!.drawImage(bitmap, 0, 0);
  bitmap.close();
  const file = await canvas.convertToBlob({ type: 'image/webp', quality: QUALITY });
  if (file.type !== 'image/webp') throw new SanaError('request-invalid:no-webp');
  return file;
}
