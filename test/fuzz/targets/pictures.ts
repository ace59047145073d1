import { constants, deflateRawSync } from 'node:zlib';
import { decodePng, encodePng, requestFromPng, requestFromWebp, webpWithRequest } from '@sana-studio/core';
import { completeRequest } from '@sana-studio/core/request';
import fc from 'fast-check';
import { applyChanges, changedFiles, joined } from '../hostile-bytes.ts';
import { changeJson, jsonChanges, jsonSpelling, spellJson, wildText } from '../hostile-json.ts';
import { PICTURE } from '../samples.ts';
import { target } from '../target.ts';

/** What pictures carry. */
export const REQUEST = completeRequest(
  { prompt: 'a cat', seed: 7 },
  { model: 'sana-mini', width: 512, height: 512, steps: 20, guidanceScale: 4.5, sampler: 'dpm2' },
);

const encode = (text: string) => new TextEncoder().encode(text);
const small = { width: 3, height: 2, data: new Uint8ClampedArray(24).fill(120) };
const PNGS = [PICTURE, await encodePng(small, REQUEST)];

const side = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 40 }) },
  fc.constantFrom(0, 2 ** 31 - 1, 2 ** 32 - 1),
  fc.integer({ min: 1, max: 9000 }),
);

const header = fc.record({
  width: side,
  height: side,
  depth: fc.constantFrom(8, 8, 8, 8, 16, 1, 2, 4, 3, 0, 255),
  color: fc.constantFrom(6, 6, 2, 2, 0, 3, 4, 1, 255),
  interlaced: fc.constantFrom(0, 0, 0, 1, 2),
});

const UNPACKED = [10, 100_000, 20_000_000, 400_000_000] as const;

/** A compressed stream of zeros that takes a thousandth of what it unpacks to, made without ever having that. */
function packedZeros(size: number): Uint8Array<ArrayBuffer> {
  const step = Math.min(size, 1_000_000);
  const part = deflateRawSync(new Uint8Array(step), { finishFlush: constants.Z_SYNC_FLUSH });
  const parts = new Array<Uint8Array>(size / step).fill(part);
  // no more bytes, then the Adler-32 of so many zeros
  return joined(Uint8Array.of(0x78, 0x9c), ...parts, Uint8Array.of(3, 0), big(((size % 65521) * 65536 + 1) >>> 0));
}

/** Of `tEXt` and others there may be thousands; large ones come once. */
const SMALL = 1000;

const pngChunk = fc.record({
  type: fc.constantFrom(
    'IDAT',
    'PLTE',
    'tRNS',
    'iCCP',
    'tEXt',
    'iTXt',
    'zTXt',
    'pHYs',
    'acTL',
    'fdAT',
    'IHDR',
    'IEND',
    'aaaa',
  ),
  before: fc.oneof(fc.constantFrom('', 'sana\0', 'icc\0\0', 'x\0\x01\0\0\0'), wildText(30)),
  unpacked: fc.constantFrom(null, ...UNPACKED),
  lie: fc.option(fc.nat({ max: 2 ** 31 }), { freq: 15 }),
  times: fc.constantFrom(1, 1, 1, 2, 5000),
});

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  return crc;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = CRC_TABLE[(crc ^ byte) & 0xff]! ^ (crc >>> 8);
  return ~crc >>> 0;
}

function big(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

function chunk(type: string, data: Uint8Array, length = data.length): Uint8Array {
  const body = joined(encode(type), data);
  return joined(big(length), body, big(crc32(body)));
}

export const png = target({
  name: 'PNG',
  inputs: fc.oneof(
    fc.record({ kind: fc.constant('bytes' as const), changed: changedFiles(PNGS.length) }),
    fc.record({ kind: fc.constant('chunks' as const), header, chunks: fc.array(pngChunk, { maxLength: 4 }) }),
    fc.record({ kind: fc.constant('request' as const), changes: jsonChanges, spelling: jsonSpelling }),
  ),
  read(input) {
    let file: Uint8Array;
    if (input.kind === 'bytes') file = applyChanges(PNGS, input.changed);
    else if (input.kind === 'request') {
      const text = `sana\0${spellJson(changeJson(REQUEST, input.changes), input.spelling)}`;
      file = joined(PNGS[1]!.subarray(0, 33), chunk('tEXt', encode(text)), PNGS[1]!.subarray(33));
    } else {
      const { width, height, depth, color, interlaced } = input.header;
      const ihdr = chunk('IHDR', joined(big(width), big(height), Uint8Array.of(depth, color, 0, 0, interlaced)));
      const parts = input.chunks.flatMap(({ type, before, unpacked, lie, times }) => {
        const data = joined(encode(before), unpacked === null ? new Uint8Array(0) : packedZeros(unpacked));
        return new Array<Uint8Array>(data.length > SMALL ? 1 : times).fill(chunk(type, data, lie ?? data.length));
      });
      file = joined(PNGS[0]!.subarray(0, 8), ihdr, ...parts, chunk('IEND', new Uint8Array(0)));
    }
    requestFromPng(file);
    decodePng(file);
  },
});

/** The smallest lossless picture, 1 by 1. */
const BARE = Uint8Array.from(Buffer.from('UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==', 'base64'));
const WEBPS = [BARE, webpWithRequest(BARE, REQUEST)];

const webpChunk = fc.record({
  type: fc.constantFrom('VP8 ', 'VP8L', 'VP8X', 'XMP ', 'EXIF', 'ICCP', 'ANIM', 'ANMF', 'aaaa'),
  text: fc.oneof(
    fc.constantFrom('', '<sana:request>', '<sana:request>{}</sana:request>', '<'.repeat(1000)),
    wildText(60),
  ),
  lie: fc.option(fc.nat({ max: 2 ** 31 }), { freq: 10 }),
  times: fc.constantFrom(1, 1, 1, 3, 100_000),
});

function little(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, true);
  return bytes;
}

export const webp = target({
  name: 'WebP',
  inputs: fc.oneof(
    fc.record({ kind: fc.constant('bytes' as const), changed: changedFiles(WEBPS.length) }),
    fc.record({ kind: fc.constant('chunks' as const), chunks: fc.array(webpChunk, { maxLength: 5 }) }),
    fc.record({ kind: fc.constant('request' as const), changes: jsonChanges, spelling: jsonSpelling }),
  ),
  read(input) {
    let file: Uint8Array;
    if (input.kind === 'bytes') file = applyChanges(WEBPS, input.changed);
    else {
      const texts =
        input.kind === 'request'
          ? [
              {
                type: 'XMP ',
                text: `<sana:request>${spellJson(changeJson(REQUEST, input.changes), input.spelling)}</sana:request>`,
                lie: null,
                times: 1,
              },
            ]
          : input.chunks;
      const parts = texts.map(({ type, text, lie, times }) => {
        const data = encode(text.length % 2 === 0 ? text : `${text} `);
        const one = joined(encode(type), little(lie ?? data.length), data);
        const many = new Uint8Array(one.length * times);
        for (let i = 0; i < times; i++) many.set(one, i * one.length);
        return many;
      });
      file = joined(BARE.subarray(0, 12), ...parts);
    }
    requestFromWebp(file);
    webpWithRequest(file, REQUEST);
  },
});
