import type { Raster, Size } from './picture.ts';

/** What a pixel counts at a distance from the centre, in pixels; nothing from `support` on. */
interface Filter {
  readonly support: number;
  at(x: number): number;
}

const SUPPORT = 3;
const LANCZOS: Filter = {
  support: SUPPORT,
  at: x => (x >= -SUPPORT && x < SUPPORT ? sinc(x) * sinc(x / SUPPORT) : 0),
};
/** Keys' cubic with a = −1/2. */
const CUBIC: Filter = {
  support: 2,
  at: x => {
    const distance = Math.abs(x);
    if (distance >= 2) return 0;
    if (distance < 1) return (1.5 * distance - 2.5) * distance * distance + 1;
    return (((distance - 5) * distance + 8) * distance - 4) * -0.5;
  },
};
const TRIANGLE: Filter = { support: 1, at: x => Math.max(0, 1 - Math.abs(x)) };

/** Weights are whole numbers of 1 / 2^22, so that bytes times weights stay within 32 bits. */
const PRECISION_BITS = 22;

/** Along one side: `width` weights per output position, applied from input position `first[i]` on. */
interface Kernel {
  readonly first: Int32Array;
  readonly count: Int32Array;
  readonly weights: Int32Array;
  readonly stride: number;
}

/**
 * Pillow's LANCZOS resize of 8-bit channels, bit for bit: across, then down, each rounded to bytes. The reference
 * brings start images to the generated size with it.
 *
 * @param source [height, width, channels] without transparency
 */
export function resizeLanczos(source: Raster<Uint8ClampedArray>, size: Size): Raster<Uint8ClampedArray> {
  return resize(source, size, LANCZOS);
}

/** The same with Pillow's BILINEAR, which averages where it makes smaller. */
export function resizeTriangle(source: Raster<Uint8ClampedArray>, size: Size): Raster<Uint8ClampedArray> {
  return resize(source, size, TRIANGLE);
}

/** The same with Pillow's BICUBIC. */
export function resizeBicubic(source: Raster<Uint8ClampedArray>, size: Size): Raster<Uint8ClampedArray> {
  return resize(source, size, CUBIC);
}

function resize(source: Raster<Uint8ClampedArray>, size: Size, filter: Filter): Raster<Uint8ClampedArray> {
  const { channels, height } = source;
  const across =
    source.width === size.width
      ? source.data
      : convolve(source.data, kernel(source.width, size.width, filter), {
          lines: height,
          lineStride: source.width * channels,
          outLineStride: size.width * channels,
          step: channels,
          channels,
        });
  const rowLength = size.width * channels;
  const data =
    height === size.height
      ? across.slice()
      : convolve(across, kernel(height, size.height, filter), {
          lines: 1,
          lineStride: 0,
          outLineStride: size.height * rowLength,
          step: rowLength,
          channels: rowLength,
        });
  return { width: size.width, height: size.height, channels, data };
}

/** How a pass walks through memory: `lines` separate lines, in each of which a position is `channels` values. */
interface Walk {
  readonly lines: number;
  readonly lineStride: number;
  readonly outLineStride: number;
  /** From one position to the next. */
  readonly step: number;
  readonly channels: number;
}

function convolve(data: Uint8ClampedArray, { first, count, weights, stride }: Kernel, walk: Walk): Uint8ClampedArray {
  const { lines, lineStride, outLineStride, step, channels } = walk;
  const out = new Uint8ClampedArray(lines * outLineStride);
  for (let line = 0; line < lines; line++) {
    for (let i = 0; i < first.length; i++) {
      const from = line * lineStride + first[i]! * step;
      const to = line * outLineStride + i * step;
      const taps = count[i]!;
      const base = i * stride;
      for (let c = 0; c < channels; c++) {
        let sum = 1 << (PRECISION_BITS - 1);
        for (let k = 0, at = from + c; k < taps; k++, at += step) {
          sum = (sum + Math.imul(data[at]!, weights[base + k]!)) | 0;
        }
        out[to + c] = sum >> PRECISION_BITS;
      }
    }
  }
  return out;
}

function kernel(from: number, to: number, filter: Filter): Kernel {
  const scale = from / to;
  // Enlarging interpolates with the filter as it is; reducing widens it over all pixels that go into one.
  const widening = Math.max(scale, 1);
  const support = filter.support * widening;
  const stride = Math.ceil(support) * 2 + 1;
  const result = {
    first: new Int32Array(to),
    count: new Int32Array(to),
    weights: new Int32Array(to * stride),
    stride,
  };
  for (let i = 0; i < to; i++) {
    const centre = (i + 0.5) * scale;
    const first = Math.max(Math.trunc(centre - support + 0.5), 0);
    const count = Math.min(Math.trunc(centre + support + 0.5), from) - first;
    const exact = Array.from({ length: count }, (_, k) => filter.at((first + k - centre + 0.5) * (1 / widening)));
    const total = exact.reduce((sum, weight) => sum + weight, 0);
    result.first[i] = first;
    result.count[i] = count;
    for (const [k, weight] of exact.entries()) {
      const scaled = (weight / total) * 2 ** PRECISION_BITS;
      result.weights[i * stride + k] = Math.trunc(scaled + (scaled < 0 ? -0.5 : 0.5));
    }
  }
  return result;
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}
