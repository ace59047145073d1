import type { EncodedPicture } from './caption.ts';

export type PictureType = 'png' | 'jpeg' | 'webp' | 'gif';

/** What a picture's file says of itself, as far as it matters to whoever looks at it. */
export interface PictureFacts {
  readonly type: PictureType;
  /** Pixels of the longer side; undefined where only reading the whole tells. */
  readonly side?: number | undefined;
  /** As all programs show it: no transparency, not turned, not of inks, not moving. */
  readonly plain: boolean;
}

/** Kinds of pictures that are known by how they begin, and not read. */
const OTHERS: readonly (readonly [kind: string, at: number, begins: string])[] = [
  ['HEIC or AVIF', 4, 'ftyp'],
  ['TIFF', 0, 'II*\0'],
  ['TIFF', 0, 'MM\0*'],
  ['BMP', 0, 'BM'],
  ['PDF', 0, '%PDF'],
  ['SVG', 0, '<svg'],
  ['SVG', 0, '<?xml'],
];

export function mediaType({ bytes }: EncodedPicture): string {
  return `image/${pictureFacts(bytes)?.type ?? 'png'}`;
}

/** What a file that is no picture that can be read seems to be. */
export function otherKind(bytes: Uint8Array): string {
  return OTHERS.find(([, at, begins]) => letters(bytes, at, begins.length) === begins)?.[0] ?? 'no picture';
}

/** By how the file begins, whatever its name is; undefined if it is none of these. */
export function pictureFacts(bytes: Uint8Array): PictureFacts | undefined {
  if (letters(bytes, 1, 3) === 'PNG') return ofPng(bytes);
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return ofJpeg(bytes);
  if (letters(bytes, 0, 4) === 'RIFF' && letters(bytes, 8, 4) === 'WEBP') return { type: 'webp', plain: false };
  if (letters(bytes, 0, 4) === 'GIF8') return { type: 'gif', plain: false };
  return undefined;
}

function ofPng(bytes: Uint8Array): PictureFacts {
  if (bytes.length < 33) return { type: 'png', plain: false };
  const view = viewOf(bytes);
  const [depth, colours] = [bytes[24]!, bytes[25]!];
  // grey and colours without alpha; palettes and 16 bits are read by fewer programs
  const plain =
    depth === 8 && (colours === 0 || colours === 2) && !hasPngChunk(bytes, 'tRNS') && !hasPngChunk(bytes, 'acTL');
  return { type: 'png', side: Math.max(view.getUint32(16), view.getUint32(20)), plain };
}

/** Before the pixels begin. */
function hasPngChunk(bytes: Uint8Array, type: string): boolean {
  const view = viewOf(bytes);
  for (let at = 8; at + 12 <= bytes.length; at += 12 + view.getUint32(at)) {
    const name = letters(bytes, at + 4, 4);
    if (name === type) return true;
    if (name === 'IDAT') return false;
  }
  return false;
}

function ofJpeg(bytes: Uint8Array): PictureFacts {
  const view = viewOf(bytes);
  const turn = jpegOrientation(bytes);
  for (const { marker, from, to } of jpegSegments(bytes)) {
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (!isFrame || to - from < 6) continue;
    const side = Math.max(view.getUint16(from + 1), view.getUint16(from + 3));
    return { type: 'jpeg', side, plain: turn === 1 && bytes[from + 5]! !== 4 };
  }
  return { type: 'jpeg', plain: false };
}

interface JpegSegment {
  readonly marker: number;
  /** Of what is in it. */
  readonly from: number;
  readonly to: number;
}

/** Those before the pixels. */
function* jpegSegments(bytes: Uint8Array): Generator<JpegSegment> {
  const view = viewOf(bytes);
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1]!;
    if (marker === 0xda) return;
    const to = at + 2 + view.getUint16(at + 2);
    if (to > bytes.length || to < at + 4) return;
    yield { marker, from: at + 4, to };
    at = to;
  }
}

/** How a camera was held, 1…8 as EXIF has it; 1 if nothing is said of it. */
export function jpegOrientation(bytes: Uint8Array): number {
  for (const { marker, from, to } of jpegSegments(bytes)) {
    if (marker !== 0xe1 || letters(bytes, from, 6) !== 'Exif\0\0' || to - from < 14) continue;
    return orientationIn(viewOf(bytes.subarray(from + 6, to))) ?? 1;
  }
  return 1;
}

/** @param tiff begins with the order of its bytes */
function orientationIn(tiff: DataView): number | undefined {
  const little = tiff.getUint16(0) === 0x4949;
  const start = tiff.getUint32(4, little);
  if (start + 2 > tiff.byteLength) return undefined;
  const entries = tiff.getUint16(start, little);
  for (let i = 0, at = start + 2; i < entries && at + 12 <= tiff.byteLength; i++, at += 12) {
    if (tiff.getUint16(at, little) !== 0x0112) continue;
    const value = tiff.getUint16(at + 8, little);
    return value >= 1 && value <= 8 ? value : undefined;
  }
  return undefined;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function letters(bytes: Uint8Array, at: number, count: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + count));
}
