import { type Picture, resizeLanczos, withoutAlpha } from '@sana-studio/core';
import { encode } from 'jpeg-js';

/** Of all previews of one answer. Clients cap what a tool returns, base64 included. */
export const PREVIEW_BYTES = 48_000;

/** Longer than that it is more than what an assistant looks at. */
const LONGEST_SIDE = 512;
const QUALITIES = [85, 70, 50] as const;
const SMALLER = 0.7;

/** A picture made small, as JPEG. @param most bytes */
export function previewOf(picture: Picture, most: number = PREVIEW_BYTES): Uint8Array {
  const whole = withoutAlpha(picture);
  const longest = Math.max(picture.width, picture.height);
  for (let side = Math.min(LONGEST_SIDE, longest); ; side = Math.max(1, Math.floor(side * SMALLER))) {
    const size = {
      width: Math.max(1, Math.round((picture.width * side) / longest)),
      height: Math.max(1, Math.round((picture.height * side) / longest)),
    };
    const { data } = side === longest ? whole : resizeLanczos(whole, size);
    for (const quality of QUALITIES) {
      const bytes = encode({ ...size, data: opaque(data) }, quality).data;
      if (bytes.length <= most || side === 1) return bytes;
    }
  }
}

function opaque(rgb: Uint8ClampedArray): Uint8Array {
  const rgba = new Uint8Array((rgb.length / 3) * 4).fill(255);
  for (let pixel = 0; pixel < rgb.length / 3; pixel++) rgba.set(rgb.subarray(3 * pixel, 3 * pixel + 3), 4 * pixel);
  return rgba;
}
