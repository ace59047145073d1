// Screenshots as WebP, still and moving: https://developers.google.com/speed/webp/docs/riff_container

import type { Page } from 'playwright-core';

const QUALITY = 0.8;
/** `RIFF`, size, `WEBP`. */
const FILE_HEADER = 12;
/** Type and size of a chunk. */
const CHUNK_HEADER = 8;
const ANIMATION_FLAG = 0x02;
/** A frame takes the place of the one before, instead of being blended with it. */
const REPLACES = 0x02;

/** A tenth of the PNG's size, by the browser's own encoder. @param page one whose policy allows data in images */
export async function asWebp(page: Page, png: Buffer): Promise<Buffer> {
  const base64 = await page.evaluate(
    async ({ data, quality }) => {
      const image = new Image();
      image.src = `data:image/png;base64,${data}`;
      await image.decode();
      const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
      canvas.getContext('2d', { alpha: false })!.drawImage(image, 0, 0);
      const blob = await canvas.convertToBlob({ type: 'image/webp', quality });
      const bytes = new Uint8Array(await blob.arrayBuffer());
      return btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''));
    },
    { data: png.toString('base64'), quality: QUALITY },
  );
  return Buffer.from(base64, 'base64');
}

export interface Frame {
  /** A still WebP file. */
  readonly webp: Buffer;
  readonly milliseconds: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** One moving picture, over and over. @param size of every frame, in pixels */
export function movingWebp(frames: readonly Frame[], { width, height }: Size): Buffer {
  const size = Buffer.concat([uint24(width - 1), uint24(height - 1)]);
  const body = Buffer.concat([
    Buffer.from('WEBP', 'latin1'),
    chunk('VP8X', Buffer.concat([Buffer.from([ANIMATION_FLAG, 0, 0, 0]), size])),
    // colour behind, and how often it is shown: 0 is for ever
    chunk('ANIM', Buffer.from([255, 255, 255, 255, 0, 0])),
    ...frames.map(({ webp, milliseconds }) => {
      const header = Buffer.concat([uint24(0), uint24(0), size, uint24(milliseconds), Buffer.from([REPLACES])]);
      return chunk('ANMF', Buffer.concat([header, pixelsOf(webp)]));
    }),
  ]);
  return chunk('RIFF', body);
}

function uint24(value: number): Buffer {
  const bytes = Buffer.alloc(3);
  bytes.writeUIntLE(value, 0, 3);
  return bytes;
}

function chunk(type: string, data: Buffer): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(data.length);
  return Buffer.concat([Buffer.from(type, 'latin1'), size, data, Buffer.alloc(data.length % 2)]);
}

/** The chunk of a still file that has its pixels, with its header. */
function pixelsOf(webp: Buffer): Buffer {
  for (let at = FILE_HEADER; at + CHUNK_HEADER <= webp.length; ) {
    const length = webp.readUInt32LE(at + 4);
    const next = at + CHUNK_HEADER + length + (length % 2);
    if (['VP8 ', 'VP8L'].includes(webp.toString('latin1', at, at + 4))) return webp.subarray(at, next);
    at = next;
  }
  throw new Error('The browser made no WebP picture');
}
