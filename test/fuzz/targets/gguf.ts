import { bytesSource, openGguf } from '@sana-studio/core';
import {
  EVERY_TYPE,
  gemmaGguf,
  ggufBytes,
  ggufType,
  ggufValues,
  openGgufTextEncoder,
  seededRandom,
  type TestVocabulary,
} from '@sana-studio/core/testing';
import fc from 'fast-check';
import { applyChanges, changedFiles, joined } from '../hostile-bytes.ts';
import { wildText } from '../hostile-json.ts';
import { MODEL } from '../samples.ts';
import { target } from '../target.ts';
import { readEverything } from './checkpoint.ts';

const vocabulary: TestVocabulary = JSON.parse(new TextDecoder().decode(MODEL.get('tokenizer/tokenizer.json')!));
const gemma = gemmaGguf({ vocabulary, layers: [EVERY_TYPE[0]!], table: 'Q8_0' });
const ENCODER = ggufBytes(gemma);
const SMALL = ggufBytes({
  metadata: { 'general.alignment': { u32: 32 }, words: ['a', '\u00fc'], numbers: { f32s: [1, 2] } },
  tensors: ['F32', 'Q4_K', 'Q6_K'].map((type, index) => ({
    name: type,
    type: ggufType(type)[0],
    shape: [256],
    bytes: ggufValues(type, 256, seededRandom(index)),
  })),
});

const u32 = (value: number) => new Uint8Array(Uint32Array.of(value).buffer);
const u64 = (value: bigint) => new Uint8Array(BigUint64Array.of(value).buffer);
const text = (value: string, length: bigint | null) => {
  const bytes = new TextEncoder().encode(value);
  return joined(u64(length ?? BigInt(bytes.length)), bytes);
};

/** A number that says how much there is: nearly always the truth, otherwise anything. */
const lie = fc.option(
  fc.oneof(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), fc.constantFrom(0n, 1n, 2n ** 31n, 2n ** 32n, 2n ** 60n)),
  { freq: 12 },
);
const name = fc.record({
  value: fc.oneof(fc.constantFrom('a', 'b', '', 'general.alignment'), wildText(40)),
  length: lie,
});
const value = fc.oneof(
  fc.record({ type: fc.nat({ max: 14 }), bytes: fc.uint8Array({ maxLength: 16 }) }),
  fc.record({ element: fc.nat({ max: 13 }), count: lie, bytes: fc.uint8Array({ maxLength: 64 }) }),
);
const tensor = fc.record({
  name,
  dims: fc.array(fc.oneof(fc.bigInt({ min: 0n, max: 600n }), fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })), {
    maxLength: 6,
  }),
  type: fc.nat({ max: 45 }),
  offset: fc.oneof(fc.constantFrom(0n, 32n, 64n, 1024n), fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })),
});
const header = fc.record({
  version: fc.oneof(fc.constantFrom(2, 3), fc.nat({ max: 2 ** 31 })),
  values: fc.array(fc.record({ key: name, value }), { maxLength: 6 }),
  tensors: fc.array(tensor, { maxLength: 6 }),
  counts: fc.record({ values: lie, tensors: lie }),
});

type Header = typeof header extends fc.Arbitrary<infer Value> ? Value : never;

function headerBytes({ version, values, tensors, counts }: Header): Uint8Array {
  const count = (said: bigint | null, list: readonly unknown[]) => u64(said ?? BigInt(list.length));
  return joined(
    new TextEncoder().encode('GGUF'),
    u32(version),
    count(counts.tensors, tensors),
    count(counts.values, values),
    ...values.flatMap(({ key, value: one }) => [
      text(key.value, key.length),
      'type' in one
        ? joined(u32(one.type), one.bytes)
        : joined(u32(9), u32(one.element), u64(one.count ?? BigInt(one.bytes.length >> 2)), one.bytes),
    ]),
    ...tensors.map(({ name: said, dims, type, offset }) =>
      joined(text(said.value, said.length), u32(dims.length), ...dims.map(u64), u32(type), u64(offset)),
    ),
    new Uint8Array(4096),
  );
}

export const gguf = target({
  name: 'GGUF',
  inputs: fc.oneof(
    fc.record({ kind: fc.constant('bytes' as const), changed: changedFiles(2) }),
    fc.record({ kind: fc.constant('header' as const), header }),
  ),
  async read(input) {
    const file = input.kind === 'bytes' ? applyChanges([ENCODER, SMALL], input.changed) : headerBytes(input.header);
    const { reader } = await openGguf(bytesSource('encoder.gguf', file));
    // of four bits two values are in a byte
    await readEverything(reader, 2 * file.length);
    const { tokenizer } = await openGgufTextEncoder(bytesSource('encoder.gguf', file));
    tokenizer?.load().split('a red kite over the sea', 300);
  },
});
