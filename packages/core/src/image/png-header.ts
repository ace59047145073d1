import { BUDGETS } from '../budgets.ts';
import { SanaError } from '../errors.ts';
import type { Chunk } from './png-chunks.ts';

const HEADER_BYTES = 13;
/** By colour type: grey, colours, palette, and the first two with alpha. */
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
/** First column and row, and the distance to the next, of the seven passes of an interlaced picture. */
const ADAM7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/** What a PNG file says of itself before its values. */
export interface PngHeader {
  readonly width: number;
  readonly height: number;
  /** Of a pixel. */
  readonly bits: number;
  /** Bytes of the values, unpacked, with the number of its filter before each row. */
  readonly bytes: number;
}

/** @throws SanaError `image-unreadable` if this is no header, or one of more pixels than may be */
export function readHeader({ type, data }: Chunk): PngHeader {
  if (type !== 'IHDR' || data.length !== HEADER_BYTES) throw new SanaError('image-unreadable:not-png');
  const { most } = BUDGETS.picturePixels;
  const view = new DataView(data.buffer, data.byteOffset);
  const [width, height] = [view.getUint32(0), view.getUint32(4)];
  const [depth = 0, colours = 0, , , interlaced = 0] = data.subarray(8);
  const bits = depth * (CHANNELS[colours] ?? 0);
  if (width * height > most) throw new SanaError('image-unreadable:too-many-pixels', { width, height, limit: most });
  if (width * height === 0) throw new SanaError('image-unreadable:damaged');
  const rows = (columns: number, count: number) => (columns > 0 ? count * (1 + Math.ceil((columns * bits) / 8)) : 0);
  const passes = ADAM7.map(([x, y, dx, dy]) => rows(Math.ceil((width - x) / dx), Math.ceil((height - y) / dy)));
  const bytes = interlaced === 0 ? rows(width, height) : passes.reduce((sum, pass) => sum + Math.max(pass, 0), 0);
  return { width, height, bits, bytes };
}
