import { describe, expect, it } from 'vitest';
import { joined, seededRandom } from '../../random.fixture.ts';
import { bytesSource } from '../files/source.ts';
import type { ByteSource } from '../tensors/tensors.ts';
import { type GgufTestFile, ggufBytes, ggufType, ggufValues } from './gguf.fixture.ts';
import { openGguf } from './gguf.ts';

const MILLISECONDS = 1000;

const u32 = (value: number) => new Uint8Array(Uint32Array.of(value).buffer);
const u64 = (value: bigint) => new Uint8Array(BigUint64Array.of(value).buffer);
const text = (value: string) => joined(u64(BigInt(value.length)), new TextEncoder().encode(value));
const start = (tensors: bigint, values: bigint, version = 3) =>
  joined(new TextEncoder().encode('GGUF'), u32(version), u64(tensors), u64(values));
/** Room behind a header that lies, so that it is not merely short. */
const REST = new Uint8Array(4096);

const whole: GgufTestFile = {
  metadata: {
    'general.architecture': 'test',
    number: { u32: 7 },
    flag: { bool: true },
    words: ['a', '', 'ü🦊', '\u{feff}x'],
    weights: { f32s: [0.5, -1] },
  },
  tensors: ['F32', 'Q4_0', 'Q6_K', 'BF16'].map((type, index) => ({
    name: `t${index}`,
    type: ggufType(type)[0],
    shape: [2, 256],
    bytes: ggufValues(type, 512, seededRandom(index)),
  })),
};
const first = whole.tensors[0]!;

const opened = (bytes: Uint8Array) => openGguf(bytesSource('x.gguf', bytes));

describe('a GGUF file', () => {
  it.each([2, 3])('of version %i: values, names, shapes and places', async version => {
    const { metadata, reader } = await opened(ggufBytes({ ...whole, version }));
    expect(metadata.get('number')).toBe(7);
    expect(metadata.get('flag')).toBe(true);
    expect(metadata.get('words')).toEqual(['a', '', 'ü🦊', '\u{feff}x']);
    expect([...(metadata.get('weights') as Float64Array)]).toEqual([0.5, -1]);
    expect([...reader.entries].map(([name, { dtype, shape, blocks }]) => [name, blocks?.name ?? dtype, shape])).toEqual(
      [
        ['t0', 'F32', [2, 256]],
        ['t1', 'Q4_0', [2, 256]],
        ['t2', 'Q6_K', [2, 256]],
        ['t3', 'BF16', [2, 256]],
      ],
    );
    for (const { name, bytes } of whole.tensors) expect(await reader.readBytes(name)).toEqual(new Uint8Array(bytes));
  });

  it('that is a piece of one is refused, with how to join them', async () => {
    const piece = { ...whole, metadata: { ...whole.metadata, 'split.count': { u32: 2 } } };
    await expect(opened(ggufBytes(piece))).rejects.toMatchObject({
      reason: 'model-unsupported:gguf-pieces',
      message: expect.stringMatching(/one of 2 pieces .*llama-gguf-split --merge/),
    });
  });

  it('with another alignment', async () => {
    const aligned = { ...whole, alignment: 256, metadata: { ...whole.metadata, 'general.alignment': { u32: 256 } } };
    const { reader } = await opened(ggufBytes(aligned));
    expect(reader.entries.get('t2')!.offset % 256).toBe(0);
    expect(await reader.readBytes('t3')).toEqual(new Uint8Array(whole.tensors[3]!.bytes));
  });

  it('with a header that is longer than the first read', async () => {
    const long = 'ü'.repeat(5_000_000);
    const { metadata } = await opened(ggufBytes({ ...whole, metadata: { words: ['a', long, 'b'], long } }));
    expect((metadata.get('words') as string[]).map(({ length }) => length)).toEqual([1, long.length, 1]);
    expect(metadata.get('long')).toBe(long);
  });
});

const key = text('k');
const info = (name: string, dims: readonly bigint[], type: number, offset: bigint) =>
  joined(text(name), u32(dims.length), ...dims.map(u64), u32(type), u64(offset));
/** One tensor, however it is described. */
const oneTensor = (dims: readonly bigint[], type = 0, offset = 0n) =>
  joined(start(1n, 0n), info('t', dims, type, offset), REST);

const HUGE = 2n ** 60n;
const HOSTILE: readonly (readonly [what: string, code: string, bytes: Uint8Array])[] = [
  ['nothing', 'file-truncated', new Uint8Array(0)],
  ['its mark alone', 'file-truncated', start(1n, 1n).subarray(0, 4)],
  ['half a header', 'file-truncated', ggufBytes(whole).subarray(0, 100)],
  ['half its data', 'file-truncated', ggufBytes(whole).subarray(0, -600)],
  ['another mark', 'file-corrupt', joined(new TextEncoder().encode('GGML'), REST)],
  ['version 1', 'model-unsupported', joined(start(0n, 0n, 1), REST)],
  ['version 4', 'model-unsupported', joined(start(0n, 0n, 4), REST)],
  ['the other byte order', 'model-unsupported', joined(start(0n, 0n, 0x03000000), REST)],
  ['2^60 values', 'file-truncated', joined(start(0n, HUGE), REST)],
  ['2^60 tensors', 'file-truncated', joined(start(HUGE, 0n), REST)],
  ['2^64 − 1 tensors', 'file-truncated', joined(start(2n ** 64n - 1n, 0n), REST)],
  ['a key of 2^40 bytes', 'file-truncated', joined(start(0n, 1n), u64(2n ** 40n), REST)],
  ['a text of 2^40 bytes', 'file-truncated', joined(start(0n, 1n), key, u32(8), u64(2n ** 40n), REST)],
  ['a list of 2^60 numbers', 'file-truncated', joined(start(0n, 1n), key, u32(9), u32(4), u64(HUGE), REST)],
  ['a list of 2^60 texts', 'file-truncated', joined(start(0n, 1n), key, u32(9), u32(8), u64(HUGE), REST)],
  [
    'a text of 2^40 bytes in a list',
    'file-truncated',
    joined(start(0n, 1n), key, u32(9), u32(8), u64(1n), u64(2n ** 40n), REST),
  ],
  ['lists in lists', 'file-corrupt', joined(start(0n, 1n), key, u32(9), u32(9), u64(1n), u32(9), REST)],
  ['a value of type 13', 'file-corrupt', joined(start(0n, 1n), key, u32(13), REST)],
  ['a key that is no UTF-8', 'file-corrupt', joined(start(0n, 1n), u64(1n), Uint8Array.of(0xff), u32(4), u32(1), REST)],
  [
    'a text that is no UTF-8',
    'file-corrupt',
    joined(start(0n, 1n), key, u32(8), u64(2n), Uint8Array.of(0xc3, 0x28), REST),
  ],
  [
    'a character in two texts',
    'file-corrupt',
    joined(
      start(0n, 1n),
      key,
      u32(9),
      u32(8),
      u64(2n),
      u64(1n),
      Uint8Array.of(0xc3),
      u64(1n),
      Uint8Array.of(0xbc),
      REST,
    ),
  ],
  ['a key twice', 'file-corrupt', joined(start(0n, 2n), key, u32(4), u32(1), key, u32(4), u32(2), REST)],
  ['a tensor twice', 'file-corrupt', ggufBytes({ ...whole, tensors: [first, first] })],
  ['a tensor of 5 dimensions', 'file-corrupt', oneTensor([1n, 1n, 1n, 1n, 1n])],
  ['2^32 dimensions', 'file-corrupt', joined(start(1n, 0n), text('t'), u32(2 ** 32 - 1), REST)],
  ['2^63 values', 'file-corrupt', oneTensor([2n ** 63n])],
  ['2^32 × 2^32 values', 'file-corrupt', oneTensor([2n ** 32n, 2n ** 32n])],
  ['rows of half a block', 'file-corrupt', oneTensor([16n, 2n], 2)],
  ['a type that there is not', 'tensor-dtype', oneTensor([4n], 200)],
  ['an offset beyond the file', 'file-truncated', oneTensor([4n], 0, 2n ** 40n)],
  ['an offset of 2^63', 'file-truncated', oneTensor([4n], 0, 2n ** 63n)],
  ['an offset that is not aligned', 'file-corrupt', oneTensor([4n], 0, 4n)],
  [
    'data that overlaps',
    'file-corrupt',
    ggufBytes({ ...whole, tensors: [first, { ...first, name: 'other', offset: 32 }] }),
  ],
  ...[0, 3, 2 ** 31].map(
    alignment =>
      [
        `an alignment of ${alignment}`,
        'file-corrupt',
        ggufBytes({ ...whole, metadata: { 'general.alignment': { u32: alignment } } }),
      ] as const,
  ),
  ['an alignment in words', 'file-corrupt', ggufBytes({ ...whole, metadata: { 'general.alignment': '32' } })],
];

describe('a GGUF file that lies is refused within a second:', () => {
  it.each(HOSTILE)('%s (%s)', async (_, code, bytes) => {
    const begin = performance.now();
    await expect(opened(bytes)).rejects.toMatchObject({ code });
    expect(performance.now() - begin).toBeLessThan(MILLISECONDS);
  });

  /** A file of any size whose beginning is given; nothing of the rest is ever there. */
  const sparse = (bytes: Uint8Array, size: number, reads: number[] = []): ByteSource => ({
    label: 'x.gguf',
    size,
    read: async (offset, length) => {
      reads.push(length);
      const part = new Uint8Array(length);
      part.set(bytes.subarray(offset, offset + length));
      return part;
    },
  });

  it.each([
    ['values', joined(start(0n, 2n ** 30n))],
    ['tensors', joined(start(2n ** 30n, 0n))],
    ['numbers', joined(start(0n, 1n), key, u32(9), u32(4), u64(2n ** 34n))],
    ['texts', joined(start(0n, 1n), key, u32(9), u32(8), u64(2n ** 33n))],
    ['bytes of a text', joined(start(0n, 1n), key, u32(8), u64(2n ** 35n))],
  ])('more %s than any real one has, in a file of 100 GB', async (_, bytes) => {
    const reads: number[] = [];
    const begin = performance.now();
    await expect(openGguf(sparse(bytes, 1e11, reads))).rejects.toMatchObject({ code: 'over-budget' });
    expect(performance.now() - begin).toBeLessThan(MILLISECONDS);
    expect(reads).toEqual([2 ** 23]);
  });
});
