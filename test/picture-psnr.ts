import type { Picture } from '@sana-studio/core';

/** Peak signal-to-noise ratio of the colours, dB. */
export function psnr(a: Picture, b: Picture): number {
  const squares = a.data.reduce((sum, value, index) => sum + (value - b.data[index]!) ** 2, 0);
  return 10 * Math.log10(255 ** 2 / (squares / (a.width * a.height * 3)));
}
