import { convertIndexedToRgb, type DecodedPng, decode, type IndexedColors } from 'fast-png';
import { SanaError } from '../errors.ts';
import type { Picture } from './picture.ts';
import { pixelsOnly } from './png-pixels.ts';

/**
 * Any PNG as 8-bit RGBA: palettes, grey, 16 bits, interlacing.
 *
 * @param name what to call it in messages, e.g. its path
 * @throws SanaError `image-unreadable` for anything that is not a whole, valid PNG of at most 33 million pixels (fewer
 *   where a pixel has many bits), `over-budget` for one that unpacks to more than these
 */
export function decodePng(file: Uint8Array, name = 'The PNG picture'): Picture {
  try {
    return toRgba(decode(pixelsOnly(file, name)));
  } catch (cause) {
    throw cause instanceof SanaError ? cause : new SanaError('image-unreadable:damaged', {}, cause);
  }
}

function toRgba(png: DecodedPng): Picture {
  const { width, height } = png;
  const palette = png.palette ?? (png.depth < 8 ? greyLevels(png) : undefined);
  const source = palette ? convertIndexedToRgb({ ...png, palette }) : png.data;
  const channels = palette ? palette[0]!.length : png.channels;
  const divisor = png.depth === 16 ? 257 : 1;
  const grey = channels < 3;
  const hasAlpha = channels % 2 === 0;
  const key = palette ? undefined : png.transparency;
  const data = new Uint8ClampedArray(width * height * 4);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const from = pixel * channels;
    const isKey = key?.every((value, c) => source[from + c] === value) ?? false;
    for (let c = 0; c < 3; c++) data[pixel * 4 + c] = source[from + (grey ? 0 : c)]! / divisor;
    data[pixel * 4 + 3] = hasAlpha ? source[from + channels - 1]! / divisor : isKey ? 0 : 255;
  }
  return { width, height, data };
}

/** Grey of fewer than 8 bits comes packed, as palette indices do: read it as such. */
function greyLevels({ depth, transparency }: DecodedPng): IndexedColors {
  const highest = 2 ** depth - 1;
  return Array.from({ length: highest + 1 }, (_, level) => {
    const grey = (level * 255) / highest;
    return [grey, grey, grey, level === transparency?.[0] ? 0 : 255];
  });
}
