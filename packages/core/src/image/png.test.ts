import { encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { completeRequest } from '../request/index.ts';
import { miniDefaults as defaults } from '../request/request.fixture.ts';
import type { Picture } from './picture.ts';
import reference from './png.fixture.json' with { type: 'json' };
import { readChunks, writeChunks } from './png-chunks.ts';
import { decodePng } from './png-decode.ts';
import { encodePng } from './png-encode.ts';
import { requestFromPng } from './png-request.ts';

function picture(width: number, height: number, alpha: number): Picture {
  const data = Uint8ClampedArray.from({ length: width * height * 4 }, (_, i) => (i % 4 === 3 ? alpha : (i * i) % 251));
  return { width, height, data };
}

const fileOf = (base64: string) => Uint8Array.from(Buffer.from(base64, 'base64'));

describe('decodePng', () => {
  it.each(reference)('reads $name', ({ file, width, height, rgba }) => {
    expect(decodePng(fileOf(file))).toEqual({ width, height, data: Uint8ClampedArray.from(rgba) });
  });

  it('reads interlaced files', () => {
    const expected = picture(9, 11, 200);
    expect(decodePng(encode({ ...expected, channels: 4 }, { interlace: 'Adam7' }))).toEqual(expected);
  });

  it('names what it cannot read', async () => {
    const unreadable = expect.objectContaining({ name: 'SanaError', code: 'image-unreadable' });
    const file = await encodePng(picture(8, 8, 255));
    for (const length of [0, 5, 20, 40, file.length - 13]) {
      expect(() => decodePng(file.subarray(0, length))).toThrow(unreadable);
    }
    const damaged = file.slice();
    damaged[60]! ^= 0xff;
    expect(() => decodePng(damaged)).toThrow(unreadable);
    expect(() => decodePng(new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toThrow(unreadable);
  });

  it('does not unpack a file that claims to be enormous', () => {
    const header = new Uint8Array(13);
    new DataView(header.buffer).setUint32(0, 60_000);
    new DataView(header.buffer).setUint32(4, 60_000);
    const file = writeChunks([{ type: 'IHDR', data: header }]);
    expect(() => decodePng(file)).toThrow('60000 × 60000');
  });
});

describe('encodePng', () => {
  it.each([255, 128])('keeps every pixel of a picture with alpha %i', async alpha => {
    for (const [width, height] of [
      [1, 1],
      [17, 3],
      [64, 48],
    ] as const) {
      const original = picture(width, height, alpha);
      expect(decodePng(await encodePng(original))).toEqual(original);
    }
  });

  it('stores an opaque picture without alpha', async () => {
    const [header] = readChunks(await encodePng(picture(4, 4, 255)));
    expect(header!.data[9]).toBe(2);
  });
});

describe('requestFromPng', () => {
  it.each([
    'a cyberpunk cat with a neon sign that says "Sana"',
    'Ünïcödé \\u0041 \u007f\u0080ÿ\n\ttabs and lines\u2028',
    '念去去千里烟波，暮霭沉沉楚天阔 🐶🏀 👩‍👩‍👧‍👦 اَلْعَرَبِيَّةُ \0 ',
    '',
  ])('returns the request that was written: %j', async prompt => {
    const request = completeRequest(
      { prompt, negativePrompt: prompt, seed: 2 ** 53 - 1, guidanceScale: 0.1 },
      defaults,
    );
    expect(requestFromPng(await encodePng(picture(2, 2, 255), request))).toEqual(request);
  });

  it('writes nothing but ASCII into the request, and escapes halves of surrogate pairs', async () => {
    const request = { ...completeRequest({ prompt: '' }, defaults), prompt: 'half 🐶 \ud83d' };
    const chunks = [...readChunks(await encodePng(picture(2, 2, 255), request))];
    const stored = Buffer.from(chunks.find(({ type }) => type === 'tEXt')!.data).toString('latin1');
    expect(stored).toMatch(/^sana\0[\x20-\x7e]*$/);
    expect(JSON.parse(stored.slice(5)).prompt).toBe(request.prompt);
  });

  it('describes the picture in UTF-8 for other programs', async () => {
    const request = completeRequest({ prompt: '楚天阔 🐶' }, defaults);
    const chunks = [...readChunks(await encodePng(picture(2, 2, 255), request))];
    const description = chunks.find(({ type }) => type === 'iTXt')!.data;
    expect(new TextDecoder().decode(description)).toBe('Description\0\0\0\0\0楚天阔 🐶');
  });

  it('records that there was a start image, not its pixels', async () => {
    const startImage = picture(64, 64, 255);
    const request = completeRequest({ prompt: 'x', startImage, strength: 0.25 }, defaults);
    const { startImage: _, ...rest } = request;
    const file = await encodePng(picture(2, 2, 255), request);
    expect(requestFromPng(file)).toEqual({ ...rest, startedFromImage: true });
    expect(file.length).toBeLessThan(1000);
  });

  it('finds nothing in files without a usable request', async () => {
    const withText = (text: string) => writeChunks([{ type: 'tEXt', data: new TextEncoder().encode(text) }]);
    const request = completeRequest({ prompt: 'x' }, defaults);
    expect(requestFromPng(withText(`sana\0${JSON.stringify(request)}`))).toEqual(request);
    for (const file of [
      await encodePng(picture(2, 2, 255)),
      new Uint8Array(0),
      Uint8Array.of(1, 2, 3),
      withText('sana\0{'),
      withText('sana\0null'),
      withText('sana\0{"prompt":"only"}'),
      withText(`sana\0${JSON.stringify({ ...request, steps: 1e9 })}`),
      withText(`sana\0${JSON.stringify({ ...request, seed: undefined })}`),
      withText(`sanaa\0${JSON.stringify(request)}`),
    ]) {
      expect(requestFromPng(file)).toBeUndefined();
    }
  });
});
