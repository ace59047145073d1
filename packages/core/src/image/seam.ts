import type { Mask } from './mask.ts';
import type { Picture } from './picture.ts';

interface Steps {
  total: number;
  count: number;
}

/** Whether the mean step from pixel to pixel is larger across a mask's edge than inside of it. */
export function isSteep({ width, height, data }: Picture, { data: mask }: Mask): boolean {
  const edge: Steps = { total: 0, count: 0 };
  const inside: Steps = { total: 0, count: 0 };
  const look = (pixel: number, other: number) => {
    if (mask[pixel] === 0 && mask[other] === 0) return;
    const steps = mask[pixel]! > 0 && mask[other]! > 0 ? inside : edge;
    for (let at = 4 * pixel, to = 4 * other; at < 4 * pixel + 3; at++, to++) {
      steps.total += Math.abs(data[at]! - data[to]!);
    }
    steps.count++;
  };
  for (let y = 0, pixel = 0; y < height; y++) {
    for (let x = 0; x < width; x++, pixel++) {
      if (x + 1 < width) look(pixel, pixel + 1);
      if (y + 1 < height) look(pixel, pixel + width);
    }
  }
  return edge.total * inside.count > inside.total * edge.count;
}

/** The same shares of 255, which begin and end to grow slowly (u²·(3 − 2u)): 0 and 255 stay. */
export function eased(mask: Mask): Mask {
  const curve = Uint8ClampedArray.from(
    { length: 256 },
    (_, share) => (share / 255) ** 2 * (3 - (2 * share) / 255) * 255,
  );
  return { ...mask, data: mask.data.map(share => curve[share]!) };
}
