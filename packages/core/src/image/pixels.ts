import { resizeLanczos } from './lanczos.ts';
import type { Picture, Raster, Size } from './picture.ts';

/**
 * The decoder's output as bytes: 255 · clamp(y / 2 + 1/2), in the single precision and with the rounding (ties to
 * even) of the reference.
 *
 * @param decoded [height, width, 3 or more] in −1…1; channels beyond the third are ignored
 */
export function pictureFromDecoded({ width, height, channels, data }: Raster<Float32Array>): Picture {
  // Storing into this array clamps and rounds ties to even.
  const bytes = new Uint8ClampedArray(width * height * 4);
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let c = 0; c < 3; c++) {
      bytes[pixel * 4 + c] = Math.fround(255 * Math.fround(data[pixel * channels + c]! * 0.5 + 0.5));
    }
    bytes[pixel * 4 + 3] = 255;
  }
  return { width, height, data: bytes };
}

/**
 * A start image as the encoder wants it: on white where it is transparent, resized with Lanczos, scaled to −1…1.
 *
 * @param size multiples of 32
 * @returns [height, width, 3]
 */
export function encoderInput(picture: Picture, size: Size): Raster<Float32Array> {
  const { data, ...shape } = resizeLanczos(withoutAlpha(picture), size);
  return { ...shape, data: Float32Array.from(data, byte => 2 * Math.fround(byte / 255) - 1) };
}

/** A picture on white in another size, resized with Lanczos. */
export function enlarged(picture: Picture, size: Size): Picture {
  const { width, height, data } = resizeLanczos(withoutAlpha(picture), size);
  const rgba = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let pixel = 0; pixel < width * height; pixel++) {
    rgba.set(data.subarray(3 * pixel, 3 * pixel + 3), 4 * pixel);
  }
  return { width, height, data: rgba };
}

/** On white where it is transparent: [height, width, 3]. */
export function withoutAlpha({ width, height, data }: Picture): Raster<Uint8ClampedArray> {
  const rgb = new Uint8ClampedArray(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const alpha = data[pixel * 4 + 3]! / 255;
    for (let c = 0; c < 3; c++) rgb[pixel * 3 + c] = 255 + (data[pixel * 4 + c]! - 255) * alpha;
  }
  return { width, height, channels: 3, data: rgb };
}
