// What of a picture is to change, as the form shows it.

import type { Picture } from '@sana-studio/core';
import type { Act } from './painting.ts';
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

/** What shows what changes, pixel by pixel: stripes, dark and light, so that they are seen on any picture. */
export function stripes({ width, height }: Size): (x: number, y: number) => Shade {
  const across = Math.max(1, Math.max(width, height) / STRIPES);
  return (x, y) => (Math.floor((x + y) / across) % 2 === 0 ? DARK : LIGHT);
}

/** The picture, with what changes of it shown. */
export function tinted({ width, height, data }: Picture, mask: Picture): Picture {
  const shown = new Uint8ClampedArray(data);
  const shade = stripes({ width, height });
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 4) {
      if (mask.data[at] === 0) continue;
      const [red, green, blue, alpha] = shade(x, y);
      const over = (value: number, c: number) => (value * alpha + shown[at + c]! * (255 - alpha)) / 255;
      shown.set([over(red, 0), over(green, 1), over(blue, 2), 255], at);
    }
  }
  return { width, height, data: shown };
}
