import type { Picture } from '@sana-studio/core';

/** Levels, of 255, between pixels side by side from which on there is a line: gradients and shadows change by less. */
const STEP = 6;

/**
 * What a wireframe's lines are, dark on white: where areas meet, however like their colours are.
 * @returns undefined where there is none
 */
export function outlinesOf({ width, height, data }: Picture): Picture | undefined {
  const lines = new Uint8ClampedArray(data.length).fill(255);
  const differs = (at: number, other: number) =>
    [0, 1, 2].some(channel => Math.abs(data[at + channel]! - data[other + channel]!) >= STEP);
  let any = false;
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 4) {
      const isLine = (x + 1 < width && differs(at, at + 4)) || (y + 1 < height && differs(at, at + 4 * width));
      if (isLine) lines.fill(0, at, at + 3);
      any ||= isLine;
    }
  }
  return any ? { width, height, data: lines } : undefined;
}
