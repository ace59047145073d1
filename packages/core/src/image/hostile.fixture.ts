// Pictures as an enemy makes them: right in their outer form, wrong or endless inside.

import { zlibSync } from 'fflate';
import { ascii, below, joined, joinedAll, mutated, pick, type Random, several } from '../random.fixture.ts';
import { completeRequest, requestJson } from '../request/index.ts';
import { miniDefaults } from '../request/request.fixture.ts';
import { type Chunk, writeChunks } from './png-chunks.ts';
import { webpWithRequest } from './webp-request.ts';

const miniRequest = completeRequest({ prompt: 'a fox', seed: 7 }, miniDefaults);

const SIDES = [0, 1, 2, 7, 64, 4096, 2 ** 13, 2 ** 16, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1];
/** More than the pixels of small pictures, little when packed. */
const MANY = 1_000_000;

/** The header chunk of a PNG. */
export function pngHeader(width: number, height: number, depth: number, colours: number, interlaced = 0): Chunk {
  const data = new Uint8Array(13);
  const view = new DataView(data.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  data.set([depth, colours, 0, 0, interlaced], 8);
  return { type: 'IHDR', data };
}

/** Zeros that unpack to `bytes`, at a thousandth of their size. */
export function packedZeros(bytes: number): Uint8Array {
  return zlibSync(new Uint8Array(bytes), { level: 9 });
}

const END: Chunk = { type: 'IEND', data: new Uint8Array(0) };

/** A PNG of one pixel, with further chunks, whose values unpack to `bytes`. */
export function pixelPng(bytes: number, ...beside: readonly Chunk[]): Uint8Array<ArrayBuffer> {
  return writeChunks([pngHeader(1, 1, 8, 6), ...beside, { type: 'IDAT', data: packedZeros(bytes) }, END]);
}

function text(random: Random): Uint8Array {
  const json = pick(random, [
    requestJson(miniRequest),
    `{"prompt":"${'\\u0041'.repeat(below(random, 2000))}"}`,
    '['.repeat(below(random, 100_000)),
    `{"__proto__":{"prompt":"x"},"steps":1e999,"seed":-1}`,
  ]);
  return joined(ascii(pick(random, ['sana\0', 'sana', 'Comment\0', '\0'])), ascii(json));
}

function pngChunk(random: Random): Chunk {
  const type = pick(random, [
    'IDAT',
    'IDAT',
    'PLTE',
    'tRNS',
    'tEXt',
    'zTXt',
    'iTXt',
    'iCCP',
    'pHYs',
    'IHDR',
    'IEND',
    'acTL',
  ]);
  const size = below(random, 800);
  const packed = () => packedZeros(pick(random, [0, 1, 5, 4 * 64 * 65, below(random, MANY)]));
  switch (type) {
    case 'IHDR':
      return pngHeader(pick(random, SIDES), pick(random, SIDES), pick(random, [0, 1, 8, 16, 255]), below(random, 8));
    case 'IDAT':
      return { type, data: random() < 0.8 ? packed() : new Uint8Array(size) };
    case 'tEXt':
      return { type, data: text(random) };
    case 'iCCP':
    case 'zTXt':
    case 'iTXt':
      return { type, data: joined(ascii('name\0\0'), packed()) };
    default:
      return { type, data: new Uint8Array(size).map(() => below(random, 256)) };
  }
}

/** A picture as programs write it, apart from one chunk. */
function nearlyRight(random: Random): Chunk[] {
  const [width, height] = [1 + below(random, 9), 1 + below(random, 9)];
  const values: Chunk = { type: 'IDAT', data: zlibSync(new Uint8Array(height * (1 + 4 * width))) };
  const beside = random() < 0.3 ? { type: 'tEXt', data: text(random) } : pngChunk(random);
  return [pngHeader(width, height, 8, 6), beside, values, END];
}

function anyChunks(random: Random): Chunk[] {
  const depth = pick(random, [1, 2, 4, 8, 8, 16]);
  const header = pngHeader(pick(random, SIDES), pick(random, SIDES), depth, below(random, 7), below(random, 3));
  const start = random() < 0.9 ? [header] : [];
  return [...start, ...several(random, 6, () => pngChunk(random)), ...(random() < 0.9 ? [END] : [])];
}

/** PNG files, right but for one chunk or with all kinds in any order and sizes that lie; a third is damaged besides. */
export function hostilePng(random: Random): Uint8Array {
  const file = writeChunks(random() < 0.5 ? nearlyRight(random) : anyChunks(random));
  return random() < 0.3 ? mutated(file, random) : file;
}

/** One pixel, lossless, as an encoder writes it. */
const WEBP_PIXEL = Uint8Array.from(atob('UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA=='), char =>
  char.charCodeAt(0),
);

/** A WebP file of these chunks, whose sizes may lie. */
export function webpFile(
  chunks: readonly { readonly type: string; readonly data: Uint8Array; readonly size?: number }[],
) {
  const parts = chunks.map(({ type, data, size = data.length }) => {
    const head = new Uint8Array(8);
    head.set(ascii(type));
    new DataView(head.buffer).setUint32(4, size, true);
    return joined(head, data, new Uint8Array(data.length % 2));
  });
  const body = joinedAll([ascii('WEBP'), ...parts]);
  const head = new Uint8Array(8);
  head.set(ascii('RIFF'));
  new DataView(head.buffer).setUint32(4, body.length, true);
  return joined(head, body);
}

/** WebP files with a request that is none, many chunks, sizes that lie; a third is damaged besides. */
export function hostileWebp(random: Random): Uint8Array {
  const chunk = () => {
    const type = pick(random, ['VP8X', 'VP8L', 'XMP ', 'XMP ', 'EXIF', 'ANIM', '    ']);
    const xmp = `${'<sana:request>'.repeat(below(random, 50))}${new TextDecoder().decode(text(random))}</sana:request>`;
    const data = type === 'XMP ' ? ascii(xmp) : new Uint8Array(below(random, 30));
    return { type, data, ...(random() < 0.2 && { size: pick(random, SIDES) }) };
  };
  const made = random() < 0.5 ? webpFile(several(random, 20, chunk)) : webpWithRequest(WEBP_PIXEL, miniRequest);
  return random() < 0.4 ? mutated(made, random) : made;
}
