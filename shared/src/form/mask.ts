// What of a picture is to change, as the form shows it.

import type { Picture } from '@sana-studio/core';
import type { Act, Box } from './painting.ts';
import type { Size } from './sizes.ts';

/** What a form has of a mask. */
export interface FormMask {
  /** As large as the picture: white changes, black stays. */
  readonly picture: Picture;
  /** What it was painted with, so that painting goes on. */
  readonly acts: readonly Act[];
}

/** How much of the picture changes, of 1. */
export function shareOf(mask: Picture): number {
  let white = 0;
  for (let at = 0; at < mask.data.length; at += 4) if (mask.data[at]! > 0) white++;
  return white / (mask.width * mask.height);
}

/** Red, green, blue and alpha. */
type Shade = readonly [number, number, number, number];

const DARK: Shade = [190, 0, 98, 190];
const LIGHT: Shade = [255, 255, 255, 190];
/** Stripes along the longer side. */
const STRIPES = 40;

/** Whether a pixel's stripe is a light one, by the sum of its coordinates. */
function lightStripes({ width, height }: Size): Uint8Array {
  const across = Math.max(1, Math.max(width, height) / STRIPES);
  return Uint8Array.from({ length: width + height }, (_, sum) => Math.floor(sum / across) % 2);
}

/** Shows what changes of a picture of this size: stripes, dark and light, so that they are seen on any picture. */
export function stripes(size: Size): (bits: Uint8Array, box: Box) => ImageData {
  const light = lightStripes(size);
  // whole pixels at once: there may be sixteen million of them
  const [darkPixel = 0, lightPixel = 0] = new Uint32Array(Uint8ClampedArray.of(...DARK, ...LIGHT).buffer);
  return (bits, { left, top, right, bottom }) => {
    const image = new ImageData(right - left, bottom - top);
    const pixels = new Uint32Array(image.data.buffer);
    for (let y = top, at = 0; y < bottom; y++) {
      for (let x = left; x < right; x++, at++) {
        if (bits[y * size.width + x]) pixels[at] = light[x + y] === 0 ? darkPixel : lightPixel;
      }
    }
    return image;
  };
}

/** The picture, with what changes of it shown. */
export function tinted({ width, height, data }: Picture, mask: Picture): Picture {
  const shown = new Uint8ClampedArray(data);
  const light = lightStripes({ width, height });
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 4) {
      if (mask.data[at] === 0) continue;
      const [red, green, blue, alpha] = light[x + y] === 0 ? DARK : LIGHT;
      const over = (value: number, c: number) => (value * alpha + shown[at + c]! * (255 - alpha)) / 255;
      shown.set([over(red, 0), over(green, 1), over(blue, 2), 255], at);
    }
  }
  return { width, height, data: shown };
}
