import { describe, expect, it } from 'vitest';
import { completeRequest } from '../request/index.ts';
import { miniDefaults } from '../request/request.fixture.ts';
import { requestFromWebp, webpWithRequest } from './webp-request.ts';

/** One pixel, lossless, as an encoder writes it: a single chunk of odd length. */
const PIXEL = Uint8Array.from(atob('UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA=='), char => char.charCodeAt(0));
const request = completeRequest(
  { prompt: '<b>&amp; 狐狸 🦊</sana:request>\u0000 “a”', seed: 7, width: 1024, height: 768 },
  miniDefaults,
);

describe('a WebP file with its request', () => {
  const file = webpWithRequest(PIXEL, request);
  const types = (bytes: Uint8Array) => [...new TextDecoder('latin1').decode(bytes).matchAll(/VP8X|VP8L|XMP /g)].flat();

  it('gives the request back', () => expect(requestFromWebp(file)).toEqual(request));

  it('is an extended file of its own size, with the picture as it was', () => {
    const view = new DataView(file.buffer);
    expect(view.getUint32(4, true)).toBe(file.length - 8);
    expect(types(file)).toEqual(['VP8X', 'VP8L', 'XMP ']);
    // flags; width and height less one
    expect([...file.subarray(20, 30)]).toEqual([4, 0, 0, 0, 0xff, 3, 0, 0xff, 2, 0]);
    expect(file.subarray(30, 30 + PIXEL.length - 12)).toEqual(PIXEL.subarray(12));
  });

  it('holds one request, the last', () => {
    const again = webpWithRequest(file, { ...request, seed: 8 });
    expect(requestFromWebp(again)?.seed).toBe(8);
    expect(types(again)).toEqual(['VP8X', 'VP8L', 'XMP ']);
  });

  it('is refused, or has no request, where it is something else', () => {
    expect(() => webpWithRequest(new Uint8Array(100), request)).toThrow('not a WebP file');
    for (const bytes of [PIXEL, new Uint8Array(), new Uint8Array(100), file.subarray(0, 60)]) {
      expect(requestFromWebp(bytes)).toBeUndefined();
    }
  });
});
