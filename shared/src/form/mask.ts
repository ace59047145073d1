// What of a picture is to change, as the form shows it.

import type { Picture } from '@sana-studio/core';
import type { Act } from './painting.ts';

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

/** Red, green, blue and alpha of what shows what changes. */
export const TINT = [230, 0, 118, 150] as const;

/** The picture, with what changes of it shown. */
export function tinted({ width, height, data }: Picture, mask: Picture): Picture {
  const shown = new Uint8ClampedArray(data);
  const [, , , alpha] = TINT;
  for (let at = 0; at < shown.length; at += 4) {
    if (mask.data[at] === 0) continue;
    for (let c = 0; c < 3; c++) shown[at + c] = (TINT[c]! * alpha + shown[at + c]! * (255 - alpha)) / 255;
    shown[at + 3] = 255;
  }
  return { width, height, data: shown };
}
