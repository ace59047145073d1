// What of a PNG file is handed to the decoder: the pixels and what they need, in parts whose size is known. Everything
// else in the file, such as colour profiles and texts that unpack to any size, is left out before anything is unpacked.

import { Unzlib } from 'fflate';
import { BUDGETS, overBudget } from '../budgets.ts';
import { SanaError } from '../errors.ts';
import { type Chunk, isIntact, readChunks, writeChunks } from './png-chunks.ts';
import { type PngHeader, readHeader } from './png-header.ts';

/** What goes along with the pixels, and the most bytes that it can have. Each is there once. */
const BESIDE: Readonly<Record<string, number>> = { PLTE: 3 * 256, tRNS: 256 };
/** Packed bytes that are unpacked at a time: at most 1,032 times as many come of them. */
const PIECE = 2 ** 14;

/** @throws SanaError `image-unreadable` where the values of so many pixels are more than may be unpacked */
function checkSize({ width, height, bits, bytes }: PngHeader): void {
  const { most } = BUDGETS.pictureData;
  if (bytes <= most) return;
  throw new SanaError('image-unreadable:too-many-pixels', { width, height, limit: Math.floor(most / (bits / 8)) });
}

/** Unpacks the values without keeping them. @throws SanaError `over-budget` as soon as there are too many */
function checkUnpacked(what: string, { width, height, bytes: most }: PngHeader, pieces: readonly Chunk[]): void {
  let unpacked = 0;
  const inflate = new Unzlib(values => {
    unpacked += values.length;
  });
  for (const { data } of pieces) {
    inflate.push(data);
    if (unpacked > most) throw new SanaError('over-budget:unpacked', { what, most, width, height });
  }
}

function inPieces(chunk: Chunk): Chunk[] {
  const count = Math.ceil(chunk.data.length / PIECE);
  return Array.from({ length: count }, (_, index) => ({
    type: chunk.type,
    data: chunk.data.subarray(index * PIECE, (index + 1) * PIECE),
  }));
}

/**
 * The PNG file with nothing in it but pixels, known to unpack to what its header says and no more.
 * @param what the picture, as a person knows it
 * @throws SanaError `image-unreadable`, `over-budget`
 */
export function pixelsOnly(file: Uint8Array, what: string): Uint8Array {
  if (file.length > BUDGETS.pictureFile.most) throw overBudget('pictureFile', what);
  let header: PngHeader | undefined;
  const kept: Chunk[] = [];
  const pieces: Chunk[] = [];
  for (const chunk of readChunks(file)) {
    const { type, data } = chunk;
    const beside = Object.hasOwn(BESIDE, type) ? BESIDE[type]! : undefined;
    if (header === undefined) header = readHeader(chunk);
    else if (type === 'IHDR') throw new SanaError('image-unreadable:damaged');
    if (!isIntact(chunk)) throw new SanaError('image-unreadable:damaged');
    if (type === 'IHDR') kept.push(chunk);
    else if (type === 'IDAT') pieces.push(...inPieces(chunk));
    else if (beside !== undefined) {
      if (data.length > beside || kept.some(other => other.type === type))
        throw new SanaError('image-unreadable:damaged');
      kept.push(chunk);
    } else if (type === 'IEND') {
      checkSize(header);
      checkUnpacked(what, header, pieces);
      return writeChunks([...kept, ...pieces, { type, data }]);
    }
  }
  throw new SanaError(header ? 'image-unreadable:damaged' : 'image-unreadable:not-png');
}
