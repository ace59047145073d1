import type { Raster, Size } from './picture.ts';

/** For every position along one side: the two neighbours and the weight of the second. */
interface Taps {
  readonly first: Int32Array;
  readonly second: Int32Array;
  readonly weight: Float32Array;
}

export interface Window extends Size {
  readonly x: number;
  readonly y: number;
}

/**
 * Bilinear interpolation as torch.nn.functional.interpolate does it (align_corners=false, no antialias), which is how
 * the reference brings a decoded picture from the trained shape to the requested size. Only the window is computed.
 *
 * @param source [height, width, channels], any range of values
 * @param size of the whole resized picture
 * @param window the part of it to return; absent: all
 */
export function resizeBilinear(
  source: Raster<Float32Array>,
  size: Size,
  window: Window = { x: 0, y: 0, ...size },
): Raster<Float32Array> {
  const { channels, data } = source;
  const { width, height } = window;
  const columns = taps(source.width, size.width, window.x, width);
  const rows = taps(source.height, size.height, window.y, height);
  const out = new Float32Array(width * height * channels);
  let at = 0;
  for (let y = 0; y < height; y++) {
    const top = rows.first[y]! * source.width;
    const bottom = rows.second[y]! * source.width;
    const down = rows.weight[y]!;
    for (let x = 0; x < width; x++) {
      const left = columns.first[x]!;
      const right = columns.second[x]!;
      const across = columns.weight[x]!;
      for (let c = 0; c < channels; c++) {
        const above = mix(data[(top + left) * channels + c]!, data[(top + right) * channels + c]!, across);
        const below = mix(data[(bottom + left) * channels + c]!, data[(bottom + right) * channels + c]!, across);
        out[at++] = mix(above, below, down);
      }
    }
  }
  return { width, height, channels, data: out };
}

function mix(a: number, b: number, weight: number): number {
  return a * (1 - weight) + b * weight;
}

/** Positions are rounded to single precision as in the reference: at pixel 4000 that is visible in the weights. */
function taps(from: number, to: number, start: number, count: number): Taps {
  const scale = Math.fround(from / to);
  const result = { first: new Int32Array(count), second: new Int32Array(count), weight: new Float32Array(count) };
  for (let i = 0; i < count; i++) {
    const position = Math.max(Math.fround(Math.fround(scale * (start + i + 0.5)) - 0.5), 0);
    const first = Math.min(Math.floor(position), from - 1);
    result.first[i] = first;
    result.second[i] = Math.min(first + 1, from - 1);
    result.weight[i] = position - first;
  }
  return result;
}
