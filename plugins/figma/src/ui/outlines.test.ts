import { expect, it } from 'vitest';
import { outlinesOf } from './outlines.ts';

const picture = (shade: (x: number, y: number) => number) => ({
  ...{ width: 40, height: 30 },
  data: Uint8ClampedArray.from({ length: 4 * 40 * 30 }, (_, at) =>
    at % 4 === 3 ? 255 : shade((at >> 2) % 40, Math.trunc((at >> 2) / 40)),
  ),
});

it('are where areas meet, however light they are, and not in gradients', () => {
  // the grey that Figma gives to new shapes, and one that is nearly white
  for (const grey of [217, 245]) {
    const lines = outlinesOf(picture((x, y) => (x >= 10 && x < 30 && y >= 5 && y < 25 ? grey : 255)))!;
    const dark = Array.from({ length: 40 }, (_, x) => x).filter(x => lines.data[4 * (40 * 15 + x)] === 0);
    expect(dark).toEqual([9, 29]);
  }
  expect(outlinesOf(picture(x => 5 * x))).toBeUndefined();
  expect(outlinesOf(picture(() => 255))).toBeUndefined();
});
