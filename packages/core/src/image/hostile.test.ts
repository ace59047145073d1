import { describe, expect, it } from 'vitest';
import { BUDGETS } from '../budgets.ts';
import { SanaError } from '../errors.ts';
import { ascii, joined, type Random, seededRandom } from '../random.fixture.ts';
import { completeRequest, parseRequest, requestJson } from '../request/index.ts';
import { miniDefaults } from '../request/request.fixture.ts';
import { hostilePng, hostileWebp, packedZeros, pixelPng, pngHeader, webpFile } from './hostile.fixture.ts';
import { type Chunk, writeChunks } from './png-chunks.ts';
import { decodePng } from './png-decode.ts';
import { requestFromPng } from './png-request.ts';
import { requestFromWebp, webpWithRequest } from './webp-request.ts';

const request = completeRequest({ prompt: 'a fox', seed: 7 }, miniDefaults);
const BOMB = 100_000_000;
/** Milliseconds on a machine that is very busy; a hundredth of it elsewhere. What is not bounded takes minutes. */
const SOON = 10_000;

/** Bytes of typed arrays that are made while `work` runs, kept or not. */
function allocated(work: () => unknown): number {
  const Original = globalThis.Uint8Array;
  let bytes = 0;
  const Counting = new Proxy(Original, {
    construct(target, args, newTarget) {
      const made = Reflect.construct(target, args, newTarget) as Uint8Array;
      if (typeof args[0] === 'number') bytes += made.byteLength;
      return made;
    },
  });
  globalThis.Uint8Array = Counting;
  try {
    work();
  } finally {
    globalThis.Uint8Array = Original;
  }
  return bytes;
}

const repeated = (count: number, chunk: Chunk) => Array.from({ length: count }, () => chunk);
const empty = (type: string): Chunk => ({ type, data: new Uint8Array(0) });

describe('a PNG picture of one pixel', () => {
  const values = packedZeros(BOMB);
  const named = joined(ascii('name\0\0'), values);

  it('is not unpacked when its values are more than that', () => {
    const file = writeChunks([pngHeader(1, 1, 8, 6), { type: 'IDAT', data: values }, empty('IEND')]);
    const made = allocated(() => {
      expect(() => decodePng(file, 'fox.png')).toThrow(
        expect.objectContaining({
          code: 'over-budget',
          message: expect.stringMatching(/^fox\.png .* 5 bytes .* 1 × 1/),
        }),
      );
    });
    expect(made).toBeLessThan(BOMB / 2);
  });

  it.each(['iCCP', 'zTXt', 'iTXt', 'eXIf', 'acTL'])('is read without what a %s chunk unpacks to', type => {
    const file = pixelPng(5, { type, data: named });
    const start = performance.now();
    expect(allocated(() => expect(decodePng(file)).toMatchObject({ width: 1, height: 1 }))).toBeLessThan(
      10 * file.length,
    );
    expect(performance.now() - start).toBeLessThan(SOON);
  });

  it('is read without texts, however long they are', () => {
    const long = joined(ascii('Comment\0'), new Uint8Array(8_000_000).fill(65));
    const file = pixelPng(5, { type: 'tEXt', data: long });
    expect(decodePng(file)).toMatchObject({ width: 1, height: 1 });
    expect(requestFromPng(file)).toBeUndefined();
  });

  it('is in a file of a bounded size', () => {
    const file = pixelPng(5, { type: 'tEXt', data: new Uint8Array(BUDGETS.pictureFile.most) });
    expect(() => decodePng(file)).toThrow(expect.objectContaining({ code: 'over-budget' }));
  });

  it('has a bounded number of parts', () => {
    const file = pixelPng(5, ...repeated(BUDGETS.pictureChunks.most, empty('IDAT')));
    for (const read of [decodePng, requestFromPng])
      expect(() => read(file)).toThrow(expect.objectContaining({ code: 'over-budget' }));
  });

  it('has one header, one palette of 256 colours and one key', () => {
    const palette = (colours: number): Chunk => ({ type: 'PLTE', data: new Uint8Array(3 * colours) });
    const key = (values: number): Chunk => ({ type: 'tRNS', data: new Uint8Array(2 * values) });
    for (const beside of [
      [pngHeader(60_000, 60_000, 8, 6)],
      [palette(257)],
      [palette(1), palette(1)],
      [key(1_000_000)],
      [palette(2), key(1), key(1)],
    ]) {
      expect(() => decodePng(pixelPng(5, ...beside))).toThrow(expect.objectContaining({ code: 'image-unreadable' }));
    }
  });
});

describe('a picture that says it is large', () => {
  it.each([
    [8192, 4097, 8, 2],
    [5100, 5100, 8, 6],
    [4096, 4096, 16, 6],
    [2 ** 31, 2 ** 31, 1, 0],
    [0, 7, 8, 6],
  ])('%d × %d, %d bits, colours %d: is not unpacked', (width, height, depth, colours) => {
    const file = writeChunks([
      pngHeader(width, height, depth, colours),
      { type: 'IDAT', data: packedZeros(9) },
      empty('IEND'),
    ]);
    expect(() => decodePng(file)).toThrow(expect.objectContaining({ code: 'image-unreadable' }));
  });
});

describe('a request in a picture', () => {
  it('is read up to the size that a request can have', () => {
    const json = (bytes: number) => requestJson(request).padEnd(bytes);
    const { most } = BUDGETS.storedRequest;
    expect(parseRequest(json(most))).toEqual(request);
    expect(parseRequest(json(most + 1))).toBeUndefined();
    for (const [bytes, wanted] of [
      [most - 100, request],
      [most, undefined],
    ] as const) {
      expect(requestFromPng(pixelPng(5, { type: 'tEXt', data: ascii(`sana\0${json(bytes)}`) }))).toEqual(wanted);
      const xmp = ascii(`<sana:request>${json(bytes)}</sana:request>`);
      expect(requestFromWebp(webpFile([{ type: 'XMP ', data: xmp }]))).toEqual(wanted);
    }
  });

  it('is not looked for in a WebP file of too many parts, nor written into one', () => {
    const file = webpFile(repeated(2 * BUDGETS.pictureChunks.most, empty('ANMF')));
    const start = performance.now();
    const tooMany = expect.objectContaining({ code: 'over-budget' });
    expect(() => requestFromWebp(file)).toThrow(tooMany);
    expect(() => webpWithRequest(file, request)).toThrow(tooMany);
    const long = webpFile([{ type: 'XMP ', data: new Uint8Array(BUDGETS.pictureFile.most) }]);
    for (const read of [requestFromWebp, (bytes: Uint8Array) => webpWithRequest(bytes, request)]) {
      expect(() => read(long)).toThrow(tooMany);
    }
    expect(performance.now() - start).toBeLessThan(SOON);
  });
});

describe('hundreds of hostile pictures', () => {
  function outcomes(
    seed: number,
    make: (random: Random) => Uint8Array,
    read: (file: Uint8Array) => unknown,
  ): Set<string> {
    const random = seededRandom(seed);
    const found = new Set<string>();
    for (let i = 0; i < 200; i++) {
      const file = make(random);
      const start = performance.now();
      try {
        found.add(read(file) === undefined ? 'none' : 'read');
      } catch (error) {
        if (!(error instanceof SanaError)) throw error;
        found.add(error.code);
      }
      expect(performance.now() - start).toBeLessThan(SOON);
    }
    return found;
  }

  it('are each read or refused with a code, quickly: PNG', () => {
    expect([...outcomes(1, hostilePng, decodePng)].sort()).toEqual(['image-unreadable', 'over-budget', 'read']);
    expect([...outcomes(2, hostilePng, requestFromPng)].sort()).toEqual(['none', 'read']);
  });

  it('are each read or refused with a code, quickly: WebP', () => {
    expect([...outcomes(3, hostileWebp, requestFromWebp)].sort()).toEqual(['none', 'read']);
    const write = (file: Uint8Array) => webpWithRequest(file, request);
    expect([...outcomes(4, hostileWebp, write)].sort()).toEqual(['image-unreadable', 'read']);
  });
});
