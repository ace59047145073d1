import { open } from 'node:fs/promises';
import type { TensorReader } from '@sana-studio/core';
import type { ExpectedTensors } from '@sana-studio/core/testing';

type Dtype = 'F32' | 'BF16';

/** Bytes of one value. */
const SIZES: Readonly<Record<Dtype, number>> = { F32: 4, BF16: 2 };

/** Long enough that a matrix does not repeat itself noticeably, short enough to be made in an instant. */
const BLOCK = 2 ** 22;

/** Values with mean 0 and deviation 1, always the same ones. */
function standardNormals(): Float32Array {
  const values = new Float32Array(BLOCK);
  let state = 1;
  for (let index = 0; index < BLOCK; index++) {
    // the sum of four uniform numbers is near enough
    let sum = 0;
    for (let draw = 0; draw < 4; draw++) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      sum += state / 2 ** 32;
    }
    values[index] = (sum - 2) * Math.sqrt(3);
  }
  return values;
}

/** Stored blocks of random values; tensors of one kind share theirs and begin at different places in it. */
class RandomBlocks {
  readonly #normals = standardNormals();
  readonly #blocks = new Map<string, Uint8Array>();

  bytes(mean: number, deviation: number, dtype: Dtype): Uint8Array {
    const key = `${mean} ${deviation} ${dtype}`;
    const block = this.#blocks.get(key) ?? this.#make(mean, deviation, dtype);
    this.#blocks.set(key, block);
    return block;
  }

  #make(mean: number, deviation: number, dtype: Dtype): Uint8Array {
    const values = this.#normals.map(value => mean + deviation * value);
    if (dtype === 'F32') return new Uint8Array(values.buffer);
    // the upper halves of the float32 numbers
    const halves = new Uint16Array(values.buffer);
    return new Uint8Array(new Uint16Array(BLOCK).map((_, index) => halves[2 * index + 1]!).buffer);
  }
}

/** Weights as far from zero as those of a trained network, so that activations stay in a realistic range. */
function* randomBytes(blocks: RandomBlocks, name: string, shape: readonly number[], { dtype, gainOffset }: RandomFile) {
  const size = SIZES[dtype];
  const count = shape.reduce((product, dim) => product * dim, 1);
  const isMatrix = shape.length > 1 && !/scale_shift_table|embed_tokens/.test(name);
  const deviation = isMatrix ? (count / shape[0]!) ** -0.5 : 0.1;
  const block = blocks.bytes(/norm.*weight$/.test(name) ? gainOffset : 0, deviation, dtype);
  let at = [...name].reduce((hash, letter) => Math.imul(hash, 31) + letter.charCodeAt(0), 7) & (BLOCK - 1);
  for (let left = count; left > 0; ) {
    const length = Math.min(left, BLOCK - at);
    yield block.subarray(size * at, size * (at + length));
    left -= length;
    at = 0;
  }
}

export interface RandomFile {
  readonly tensors: ExpectedTensors;
  readonly dtype: Dtype;
  /** What the gains of norms vary around: 1, or 0 where they are stored minus one. */
  readonly gainOffset: number;
}

/** Writes a safetensors file with random weights, tensor by tensor. */
export async function writeRandomSafetensors(path: string, contents: RandomFile): Promise<void> {
  const { tensors, dtype } = contents;
  const blocks = new RandomBlocks();
  let end = 0;
  const header = [...tensors].map(([name, shape]) => {
    const start = end;
    end += SIZES[dtype] * shape.reduce((product, dim) => product * dim, 1);
    return [name, { dtype, shape, data_offsets: [start, end] }];
  });
  const json = JSON.stringify(Object.fromEntries(header));
  const text = Buffer.from(json.padEnd(Math.ceil(json.length / 8) * 8));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  const file = await open(path, 'w');
  try {
    await file.writev([length, text]);
    for (const [name, shape] of tensors) {
      for (const bytes of randomBytes(blocks, name, shape, contents)) await file.write(bytes);
    }
  } finally {
    await file.close();
  }
}

/** Tensors of the right names and shapes whose values nobody needs. */
export function shapesOnly(tensors: ExpectedTensors): TensorReader {
  return {
    label: 'shapes',
    entries: new Map([...tensors].map(([name, shape]) => [name, { dtype: 'F32', shape }])),
    readFloat32: async () => new Float32Array(0),
    readIntegers: async () => ({ codes: new Uint8Array(0), scales: new Float32Array(0) }),
  };
}
