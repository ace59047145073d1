// GGUF files for tests, with quantised blocks of random values.

import { below, joined, joinedAll, type Random } from '../../random.fixture.ts';
import type { BlockFormat } from '../tensors/block-format.ts';
import { GGUF_TYPES } from '../tensors/gguf-blocks.ts';
import { narrow } from '../tensors/narrow.ts';
import type { TensorDtype } from '../tensors/tensors.ts';

/** A number of a header with its type, a text, or a list of either. */
export type GgufTestValue =
  | { readonly u32: number }
  | { readonly f32: number }
  | { readonly bool: boolean }
  | { readonly u32s: readonly number[] }
  | { readonly f32s: readonly number[] }
  | string
  | readonly string[];

export interface GgufTestTensor {
  readonly name: string;
  /** The number of the type. */
  readonly type: number;
  /** Outermost dimension first. */
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
  /** Where the header says it is, instead of where it is. */
  readonly offset?: number;
}

export interface GgufTestFile {
  readonly metadata: Readonly<Record<string, GgufTestValue>>;
  readonly tensors: readonly GgufTestTensor[];
  readonly alignment?: number;
  readonly version?: number;
}

const u32 = (value: number) => new Uint8Array(Uint32Array.of(value).buffer);
const u64 = (value: number | bigint) => new Uint8Array(BigUint64Array.of(BigInt(value)).buffer);
const f32 = (value: number) => new Uint8Array(Float32Array.of(value).buffer);

function text(value: string): Uint8Array {
  const bytes = new TextEncoder().encode(value);
  return joined(u64(bytes.length), bytes);
}

function valueBytes(value: GgufTestValue): Uint8Array {
  if (typeof value === 'string') return joined(u32(8), text(value));
  if ('u32' in value) return joined(u32(4), u32(value.u32));
  if ('f32' in value) return joined(u32(6), f32(value.f32));
  if ('bool' in value) return joined(u32(7), Uint8Array.of(value.bool ? 1 : 0));
  const list = (type: number, items: readonly Uint8Array[]) =>
    joinedAll([u32(9), u32(type), u64(items.length), ...items]);
  if ('u32s' in value) return list(4, value.u32s.map(u32));
  if ('f32s' in value) return list(6, value.f32s.map(f32));
  return list(8, value.map(text));
}

const padded = (length: number, alignment: number) => Math.ceil(length / alignment) * alignment;

/** Everything before the data of tensors, each of which is to begin at the next multiple of the alignment. */
export function ggufHeader({
  metadata,
  tensors,
  alignment = 32,
  version = 3,
}: Omit<GgufTestFile, 'tensors'> & {
  readonly tensors: readonly (Omit<GgufTestTensor, 'bytes'> & { readonly bytes: { readonly length: number } })[];
}): Uint8Array<ArrayBuffer> {
  let end = 0;
  const infos = tensors.map(({ name, type, shape, bytes, offset }) => {
    const at = end;
    end += padded(bytes.length, alignment);
    return joined(text(name), u32(shape.length), ...shape.toReversed().map(u64), u32(type), u64(offset ?? at));
  });
  const values = Object.entries(metadata).map(([key, value]) => joined(text(key), valueBytes(value)));
  const start = [u32(0x46554747), u32(version), u64(tensors.length), u64(values.length)];
  const header = joined(...start, ...values, ...infos);
  return joined(header, new Uint8Array(padded(header.length, alignment) - header.length));
}

/** The file, its tensors in order, each at a multiple of the alignment. */
export function ggufBytes(file: GgufTestFile): Uint8Array<ArrayBuffer> {
  const { tensors, alignment = 32 } = file;
  const data = tensors.flatMap(({ bytes }) => [bytes, new Uint8Array(padded(bytes.length, alignment) - bytes.length)]);
  return joined(ggufHeader(file), ...data);
}

/** The number of a type, and what it is. */
export function ggufType(name: string): readonly [number: number, type: TensorDtype | BlockFormat] {
  for (const [number, type] of GGUF_TYPES) {
    if (type === name || (typeof type !== 'string' && type.name === name)) return [number, type];
  }
  throw new TypeError(`there is no type ${name}`);
}

/** Where a block has half-precision numbers, and what makes its values some 0.05 from zero. */
const HALVES: Readonly<Record<string, readonly (readonly [at: number, value: number])[]>> = {
  Q4_0: [[0, 0.011]],
  Q4_1: [
    [0, 0.011],
    [2, -0.08],
  ],
  Q5_0: [[0, -0.0055]],
  Q5_1: [
    [0, 0.0055],
    [2, -0.08],
  ],
  Q8_0: [[0, 0.0007]],
  Q4_K: [
    [0, 0.0004],
    [2, 0.003],
  ],
  Q5_K: [
    [0, 0.0002],
    [2, 0.003],
  ],
  Q6_K: [[208, 0.00004]],
};

/** `count` values of a type as a file has them: random codes, or random numbers. */
export function ggufValues(name: string, count: number, random: Random): Uint8Array {
  const [, type] = ggufType(name);
  if (typeof type === 'string') {
    const values = Float32Array.from({ length: count }, () => (random() + random() - 1) * 0.12);
    if (type === 'F16') return narrow(values);
    const bytes = new Uint8Array(values.buffer);
    return type === 'F32' ? bytes : bytes.filter((_, index) => index % 4 >= 2);
  }
  const bytes = Uint8Array.from({ length: (count / type.values) * type.bytes }, () => below(random, 256));
  for (const [at, value] of HALVES[name] ?? []) {
    for (let block = 0; block < bytes.length; block += type.bytes) {
      bytes.set(narrow(Float32Array.of(value * (0.5 + random()))), block + at);
    }
  }
  return bytes;
}
