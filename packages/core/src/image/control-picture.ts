import type { ControlSource } from './control-sources.ts';
import { resizeLanczos } from './lanczos.ts';
import type { Picture, Size } from './picture.ts';
import { withoutAlpha } from './pixels.ts';

/**
 * What a ControlNet sees of a picture: stretched to the size that is drawn, and of a photo or a sketch its lines, white on
 * black, as thick as those that the official ones were trained with.
 */
export function controlPicture(picture: Picture, source: ControlSource, size: Size): Picture {
  const { width, height, data } = resizeLanczos(withoutAlpha(picture), size);
  if (source === 'map') return ofChannels({ width, height }, (pixel, channel) => data[3 * pixel + channel]!);
  const grey = new Float32Array(width * height);
  for (let pixel = 0; pixel < grey.length; pixel++) {
    grey[pixel] = 0.299 * data[3 * pixel]! + 0.587 * data[3 * pixel + 1]! + 0.114 * data[3 * pixel + 2]!;
  }
  const lines = source === 'photo' ? edges(grey, { width, height }) : strokes(grey, { width, height });
  const thick = blurred(lines, { width, height }, THICKENING);
  return ofChannels({ width, height }, pixel => (thick[pixel]! > LEAST ? 255 : 0));
}

/** NVlabs' preparation blurs single lines by this, pixels, and takes what is above 4 of 255 for white. */
const THICKENING = 3;
const LEAST = 4;

/** Edges of a photo are looked for after this blur, pixels: texture is no edge. */
const SMOOTHING = 2;
/** Of the strongest slope, for a line to begin and to go on. */
const [STRONG, WEAK] = [0.2, 0.08];
/** Slopes of fewer levels a pixel are no edges, however even the picture is. */
const LEAST_SLOPE = 2;

/** Darkness that counts as a line, of 255. */
const DARK = 48;

function ofChannels({ width, height }: Size, value: (pixel: number, channel: number) => number): Picture {
  const data = new Uint8ClampedArray(4 * width * height);
  for (let at = 0; at < data.length; at++) data[at] = at % 4 === 3 ? 255 : value(at >> 2, at % 4);
  return { width, height, data };
}

/**
 * Lines one pixel wide where a picture changes most (J. Canny, "A Computational Approach to Edge Detection", 1986): a blur,
 * slopes, what is the steepest of its neighbours, and of that what is connected with something steep.
 */
function edges(grey: Float32Array, size: Size): Float32Array {
  const { width, height } = size;
  const smooth = blurred(grey, size, SMOOTHING);
  const at = (x: number, y: number) => smooth[clamp(y, height) * width + clamp(x, width)]!;
  const slope = new Float32Array(grey.length);
  const direction = new Uint8Array(grey.length);
  let steepest = 0;
  for (let y = 0, pixel = 0; y < height; y++) {
    for (let x = 0; x < width; x++, pixel++) {
      const dx = (at(x + 1, y) - at(x - 1, y)) / 2;
      const dy = (at(x, y + 1) - at(x, y - 1)) / 2;
      slope[pixel] = Math.hypot(dx, dy);
      steepest = Math.max(steepest, slope[pixel]!);
      direction[pixel] = (Math.round((4 * Math.atan2(dy, dx)) / Math.PI) + 4) % 4;
    }
  }
  // across, and the three directions between
  const STEPS = [
    [1, 0],
    [1, 1],
    [0, 1],
    [-1, 1],
  ] as const;
  const [strong, weak] = [Math.max(STRONG * steepest, LEAST_SLOPE), Math.max(WEAK * steepest, LEAST_SLOPE)];
  const value = (x: number, y: number) => slope[clamp(y, height) * width + clamp(x, width)]!;
  const lines = new Float32Array(grey.length);
  const open: number[] = [];
  const isRidge = (pixel: number) => {
    const [x, y, own] = [pixel % width, Math.trunc(pixel / width), slope[pixel]!];
    const [dx, dy] = STEPS[direction[pixel]!]!;
    return own >= weak && own >= value(x + dx, y + dy) && own > value(x - dx, y - dy);
  };
  for (let pixel = 0; pixel < grey.length; pixel++) {
    if (slope[pixel]! >= strong && isRidge(pixel)) open.push(pixel);
  }
  for (let pixel = open.pop(); pixel !== undefined; pixel = open.pop()) {
    if (lines[pixel] === 255) continue;
    lines[pixel] = 255;
    const [x, y] = [pixel % width, Math.trunc(pixel / width)];
    for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++) {
      for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
        const next = row * width + column;
        if (lines[next] === 0 && isRidge(next)) open.push(next);
      }
    }
  }
  return lines;
}

/** Thin dark lines as they are, and of dark shapes their outline: what is dark, but for what is dark all around. */
function strokes(grey: Float32Array, size: Size): Float32Array {
  const { width, height } = size;
  const isDark = (x: number, y: number) => 255 - grey[clamp(y, height) * width + clamp(x, width)]! > DARK;
  const lines = new Float32Array(grey.length);
  for (let y = 0, pixel = 0; y < height; y++) {
    for (let x = 0; x < width; x++, pixel++) {
      if (!isDark(x, y)) continue;
      const isInside = isDark(x - 2, y) && isDark(x + 2, y) && isDark(x, y - 2) && isDark(x, y + 2);
      lines[pixel] = isInside ? 0 : 255;
    }
  }
  return lines;
}

/** A Gaussian blur with edges repeated. @param sigma pixels */
function blurred(values: Float32Array, { width, height }: Size, sigma: number): Float32Array {
  const radius = Math.ceil(3 * sigma);
  const weights = Float64Array.from({ length: 2 * radius + 1 }, (_, i) =>
    Math.exp(-((i - radius) ** 2) / (2 * sigma ** 2)),
  );
  const sum = weights.reduce((a, b) => a + b);
  /** @param lines how many there are, the pixels of each `step` apart, and their beginnings `next` apart */
  const along = (from: Float32Array, length: number, step: number, lines: number, next: number) => {
    const out = new Float32Array(from.length);
    const line = new Float32Array(length + 2 * radius);
    for (let row = 0; row < lines; row++) {
      for (let i = 0; i < line.length; i++) line[i] = from[row * next + step * clamp(i - radius, length)]!;
      for (let own = 0; own < length; own++) {
        let total = 0;
        for (let i = 0; i < weights.length; i++) total += weights[i]! * line[own + i]!;
        out[row * next + step * own] = total / sum;
      }
    }
    return out;
  };
  return along(along(values, width, 1, height, width), height, width, width, 1);
}

function clamp(at: number, length: number): number {
  return Math.min(Math.max(at, 0), length - 1);
}
