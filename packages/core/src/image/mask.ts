import type { SizePlan } from '../prompt/size-bins.ts';
import type { Picture, Raster, Size } from './picture.ts';

/** What of a picture is drawn anew, one byte a pixel: 255 all of it, 0 nothing. */
export type Mask = Raster<Uint8ClampedArray>;

/** Of a picture that somebody painted in white, every channel of what can be seen is at least this. */
const WHITE = 250;

/**
 * A mask that came as a picture. Of an opaque one its brightness (Pillow's L: ITU-R 601). Of one with transparency what
 * is transparent, as in OpenAI's image edits; but where all that can be seen is white, that, since it was painted.
 */
export function maskOf({ width, height, data }: Picture): Mask {
  const mask = new Uint8ClampedArray(width * height);
  const pixels = mask.length;
  let isOpaque = true;
  let isWhite = true;
  for (let at = 0; at < 4 * pixels; at += 4) {
    if (data[at + 3]! < 255) isOpaque = false;
    if (data[at + 3]! > 0 && Math.min(data[at]!, data[at + 1]!, data[at + 2]!) < WHITE) isWhite = false;
  }
  for (let pixel = 0; pixel < pixels; pixel++) {
    const at = 4 * pixel;
    const alpha = data[at + 3]!;
    if (!isOpaque) mask[pixel] = isWhite ? alpha : 255 - alpha;
    else mask[pixel] = (19595 * data[at]! + 38470 * data[at + 1]! + 7471 * data[at + 2]! + 0x8000) >> 16;
  }
  return { width, height, channels: 1, data: mask };
}

/** Whether something changes, and whether something stays. */
export function extentOf({ data }: Mask): { readonly changes: boolean; readonly keeps: boolean } {
  return { changes: data.some(value => value > 0), keeps: data.some(value => value < 255) };
}

/**
 * How much of what was drawn is seen in each pixel. Shrunken first and then smoothed, so that it stays 0 wherever the
 * mask is 0: a minimum and then a mean, rounded, each over (2 · feather + 1)² pixels, with the edges repeated.
 * @param feather pixels
 */
export function feathered(mask: Mask, feather: number): Mask {
  if (feather === 0) return mask;
  const { width, height, data } = mask;
  const shrunken = new Uint8ClampedArray(data.length);
  const soft = new Uint8ClampedArray(data.length);
  // bytes, but for sums along one row: large pictures leave no room for more
  const sums = new Uint32Array(data.length);
  const area = (2 * feather + 1) ** 2;
  for (const line of rowsOf(mask)) minima(data, shrunken, line, feather);
  for (const line of columnsOf(mask)) minima(shrunken, shrunken, line, feather);
  for (const line of rowsOf(mask)) windowSums(shrunken, line, feather, (at, sum) => (sums[at] = sum));
  for (const line of columnsOf(mask)) {
    windowSums(sums, line, feather, (at, sum) => (soft[at] = Math.floor((2 * sum + area) / (2 * area))));
  }
  return { width, height, channels: 1, data: soft };
}

/** A row or column: where it begins, from one pixel to the next, and how many. */
interface Line {
  readonly start: number;
  readonly step: number;
  readonly length: number;
}

function* rowsOf({ width, height }: Size): Generator<Line> {
  for (let y = 0; y < height; y++) yield { start: y * width, step: 1, length: width };
}

function* columnsOf({ width, height }: Size): Generator<Line> {
  for (let x = 0; x < width; x++) yield { start: x, step: width, length: height };
}

/** In one pass: `queue` holds values of the window that rise, with their places, so the first is the smallest. */
function minima(from: Uint8ClampedArray, to: Uint8ClampedArray, { start, step, length }: Line, radius: number): void {
  const places = new Int32Array(length);
  const values = new Uint8Array(length);
  let [head, tail] = [0, 0];
  for (let at = 0, next = 0; at < length; at++) {
    // what is read is ahead of what is written, so that both may be one
    for (; next < Math.min(length, at + radius + 1); next++) {
      const value = from[start + next * step]!;
      while (tail > head && values[tail - 1]! >= value) tail--;
      places[tail] = next;
      values[tail++] = value;
    }
    if (places[head]! < at - radius) head++;
    to[start + at * step] = values[head]!;
  }
}

function windowSums(
  from: Uint8ClampedArray | Uint32Array,
  { start, step, length }: Line,
  radius: number,
  put: (at: number, sum: number) => void,
): void {
  const value = (at: number) => from[start + Math.min(Math.max(at, 0), length - 1) * step]!;
  let sum = 0;
  for (let at = -radius; at <= radius; at++) sum += value(at);
  for (let at = 0; at < length; at++) {
    put(start + at * step, sum);
    sum += value(at + radius + 1) - value(at - radius);
  }
}

/**
 * The cells of the latent that are drawn anew: 1 where any pixel that a cell stands for changes at all, so that a thin
 * stroke is not lost. Where the trained shape was cut off, what is next to it counts.
 * @param mask of the finished picture's size
 * @returns [latent height · latent width]
 */
export function changedCells(mask: Mask, size: SizePlan): Float32Array {
  const { latentHeight, latentWidth, resizeTo, crop = { x: 0, y: 0 } } = size;
  const { width: acrossAll, height: downAll } = resizeTo ?? {
    width: size.generatedWidth,
    height: size.generatedHeight,
  };
  const columns = spans(latentWidth, acrossAll / latentWidth, crop.x, mask.width);
  const rows = spans(latentHeight, downAll / latentHeight, crop.y, mask.height);
  const cells = new Float32Array(latentHeight * latentWidth);
  for (const [row, [top, bottom]] of rows.entries()) {
    for (const [column, [left, right]] of columns.entries()) {
      cells[row * latentWidth + column] = isTouched(mask, left, top, right, bottom) ? 1 : 0;
    }
  }
  return cells;
}

/** The pixels of the finished picture, from … up to, that each cell along one side has a part in. */
function spans(count: number, scale: number, offset: number, length: number): (readonly [number, number])[] {
  return Array.from({ length: count }, (_, cell) => {
    const from = Math.min(Math.max(Math.floor(cell * scale) - offset, 0), length - 1);
    const to = Math.min(Math.max(Math.ceil((cell + 1) * scale) - offset, from + 1), length);
    return [from, to] as const;
  });
}

function isTouched({ width, data }: Mask, left: number, top: number, right: number, bottom: number): boolean {
  for (let y = top; y < bottom; y++) {
    for (let at = y * width + left; at < y * width + right; at++) if (data[at]! > 0) return true;
  }
  return false;
}
