import type { MaskedImage } from '@sana-studio/shared';
import type { MaskedPicture } from '../contract.ts';
import { refusalError } from './refusal.ts';

/** Of a pixel, how much of 255 lies under shapes for it to change. */
const HALF = 128;

/** The picture of a layer, and a mask of what lies under the shapes. Needs a browser. @throws SanaError */
export async function maskedImageOf({ image, id, label, shapes }: MaskedPicture): Promise<MaskedImage> {
  const file = new Blob([image as Uint8Array<ArrayBuffer>]);
  const bitmap = await createImageBitmap(file).catch(() => {
    throw refusalError('not-a-picture', label);
  });
  const { width, height } = bitmap;
  bitmap.close();
  const context = new OffscreenCanvas(width, height).getContext('2d')!;
  for (const { path, rule, transform } of shapes) {
    context.setTransform(new DOMMatrix([...transform]));
    context.fill(new Path2D(path), rule);
  }
  const { data } = context.getImageData(0, 0, width, height);
  let changes = false;
  for (let at = 0; at < data.length; at += 4) {
    const isUnder = data[at + 3]! >= HALF;
    changes ||= isUnder;
    data.fill(isUnder ? 255 : 0, at, at + 3);
    data[at + 3] = 255;
  }
  if (!changes) throw refusalError('mask-outside', label);
  return { file, label, mask: { width, height, data }, target: { id, label } };
}
