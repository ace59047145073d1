import { expect, it } from 'vitest';
import { assertUnpackable } from './picture-size.ts';

/** A PNG's beginning. */
function png(width: number, height: number): Uint8Array {
  const bytes = Uint8Array.from(atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ'), char => char.charCodeAt(0));
  new DataView(bytes.buffer).setUint32(16, width);
  new DataView(bytes.buffer).setUint32(20, height);
  return bytes;
}

/** A WebP's beginning, with sizes less one in 24 bits. */
function webp(width: number, height: number): Uint8Array {
  const bytes = new Uint8Array(30);
  bytes.set(new TextEncoder().encode('RIFF\0\0\0\0WEBPVP8X\n'));
  for (let byte = 0; byte < 3; byte++) {
    bytes[24 + byte] = (width - 1) >> (8 * byte);
    bytes[27 + byte] = (height - 1) >> (8 * byte);
  }
  return bytes;
}

/** A JPEG's beginning: a note, then the frame. */
function jpeg(width: number, height: number): Uint8Array {
  const note = [0xff, 0xe1, 0x03, 0xe8, ...new Array<number>(998).fill(0x41)];
  const frame = [0xff, 0xc0, 0, 17, 8, height >> 8, height & 255, width >> 8, width & 255, 3];
  return Uint8Array.from([0xff, 0xd8, ...note, ...frame]);
}

it.each(Object.entries({ png, webp, jpeg }))('a %s that says it is enormous is not unpacked', (_, start) => {
  assertUnpackable(start(8064, 6048));
  expect(() => assertUnpackable(start(16_000, 16_000))).toThrow(
    expect.objectContaining({ code: 'image-unreadable', message: expect.stringContaining('16000 × 16000') }),
  );
});

it('what does not say its size is left to the browser', () => {
  for (const text of ['', '<svg width="100000"/>', 'RIFF', 'GIF89a', '\0\0\0\x01ftypavif']) {
    assertUnpackable(new TextEncoder().encode(text));
  }
  assertUnpackable(jpeg(16_000, 16_000).subarray(0, 500));
});
