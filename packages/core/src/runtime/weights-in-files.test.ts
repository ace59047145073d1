import { mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InferenceSession } from 'onnxruntime-common';
import * as ort from 'onnxruntime-node';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openSafetensors } from '../checkpoint/formats/safetensors.ts';
import type { ByteSource, TensorReader } from '../checkpoint/tensors/tensors.ts';
import { Graph } from '../graph/graph.ts';
import { linear, mul } from '../graph/ops.ts';
import { Parameters } from '../graph/parameters.ts';
import { diskFolder } from '../node/files.ts';
import { nodeRuntime, WEIGHT_FILES_OF_NODE } from '../node/runtime.ts';
import { seededRandom } from '../random.fixture.ts';
import { Runtime } from './session.ts';

const SIDE = 256;
const DTYPES = ['F32', 'F16', 'BF16'] as const;

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sana-weights-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const sources: ByteSource[] = [];
afterEach(async () => {
  await Promise.all(sources.splice(0).map(source => source.close?.()));
});

/** Numbers that all three types have. */
function numbers(count: number): Float32Array {
  const random = seededRandom(1);
  return Float32Array.from({ length: count }, () => Math.round((random() - 0.5) * 64) / 32);
}

function stored(values: Float32Array, dtype: (typeof DTYPES)[number]): Buffer {
  if (dtype === 'F32') return Buffer.from(values.buffer);
  const bits = new Uint32Array(values.buffer);
  const narrow = [...bits].map(word => {
    const exponent = (word >> 23) & 0xff;
    if (dtype === 'BF16') return word >>> 16;
    return exponent === 0 ? 0 : ((word >>> 16) & 0x8000) | ((exponent - 112) << 10) | ((word >> 13) & 0x3ff);
  });
  return Buffer.from(Uint16Array.from(narrow).buffer);
}

/** A matrix, half of whose rows a graph takes, and a vector behind it that starts at no multiple of four bytes. */
async function file(name: string, dtype: (typeof DTYPES)[number]): Promise<string> {
  const matrix = stored(numbers(2 * SIDE * SIDE), dtype);
  const bias = stored(numbers(SIDE), dtype);
  const entries = {
    odd: { dtype: 'U8', shape: [1], data_offsets: [0, 1] },
    matrix: { dtype, shape: [2 * SIDE, SIDE], data_offsets: [1, 1 + matrix.length] },
    bias: { dtype, shape: [SIDE], data_offsets: [1 + matrix.length, 1 + matrix.length + bias.length] },
  };
  const header = Buffer.from(JSON.stringify(entries));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  const path = join(directory, name);
  await writeFile(path, Buffer.concat([length, header, Buffer.of(0), matrix, bias]));
  return path;
}

async function open(name: string): Promise<TensorReader> {
  const source = (await diskFolder(directory).open(name))!;
  sources.push(source);
  return openSafetensors(source);
}

function program(reader: TensorReader, seldom: boolean) {
  const parameters = new Parameters(reader);
  const g = new Graph({ name: 'test', target: 'cpu', segmentBytes: 1, seldom, filesStay: true });
  const x = g.input('x', 'float32', [1, 'n', SIDE]);
  const weight = parameters.get('matrix', [2 * SIDE, SIDE], [SIDE, 2 * SIDE]);
  g.output('y', mul(linear(x, weight, parameters.get('bias', [SIDE])), 2));
  return g.build();
}

/** A runtime that notes how its sessions are made. */
function noting(leastSeldom: number) {
  const made: InferenceSession.SessionOptions[] = [];
  const create = (model: Uint8Array, options: InferenceSession.SessionOptions) => {
    made.push(options);
    return ort.InferenceSession.create(model, options);
  };
  const files = { ...WEIGHT_FILES_OF_NODE, leastSeldom };
  const module = { InferenceSession: { create }, Tensor: ort.Tensor };
  return { made, runtime: new Runtime({ ort: module, device: 'cpu', segmentBytes: 2 ** 30, files }) };
}

const input = numbers(3 * SIDE);
async function run(runtime: Runtime, reader: TensorReader, seldom = false): Promise<Float32Array> {
  const loaded = await runtime.load(program(reader, seldom));
  const { y } = await loaded.run({ x: runtime.floats(input, [1, 3, SIDE]) });
  const values = (await y!.getData()) as Float32Array;
  await loaded.dispose();
  return values;
}

/** The same tensors, of which nobody knows where they are. */
const fromMemory = ({ place: _, ...reader }: TensorReader): TensorReader => reader;

/** The same tensors, whose large ones nobody reads. */
function unread(reader: TensorReader): TensorReader {
  const readFloat32: TensorReader['readFloat32'] = (name, rows) =>
    name === 'matrix' ? Promise.reject(new Error(`${name} was read`)) : reader.readFloat32(name, rows);
  return { ...reader, readFloat32 };
}

describe.each(DTYPES)('weights in a file, as %s', dtype => {
  it('are taken from there without being read, and multiply as those from memory do', async () => {
    await file(`a-${dtype}`, dtype);
    const reader = await open(`a-${dtype}`);
    const runtime = await nodeRuntime('cpu');
    const expected = await run(runtime, fromMemory(reader));
    expect(await run(runtime, unread(reader))).toEqual(expected);
  });

  it('of a network that runs seldom are never made ready, and take the memory that they are stored in', async () => {
    await file(`b-${dtype}`, dtype);
    const reader = await open(`b-${dtype}`);
    const { runtime, made } = noting(0);
    const expected = await run(await nodeRuntime('cpu'), fromMemory(reader));
    const values = await run(runtime, unread(reader), true);
    for (const [index, value] of expected.entries()) expect(values[index]).toBeCloseTo(value, 4);
    const extra = made.at(-1)?.extra as Record<string, Record<string, string>>;
    expect(extra.optimization?.disable_specified_optimizers).toBe('ConstantFolding');
    const bytes = (SIDE * SIDE + SIDE) * (dtype === 'F32' ? 4 : 2);
    expect(runtime.memoryOf(program(reader, true))).toBe(bytes);
    expect(runtime.memoryOf(program(reader, false))).toBe(4 * (SIDE * SIDE + SIDE));
  });
});

describe('weights are read', () => {
  const isMapped = (options: InferenceSession.SessionOptions | undefined) => options?.externalData === undefined;

  it('where another file has taken the place of the open one, or it is gone', async () => {
    const path = await file('c', 'F32');
    const reader = await open('c');
    const { runtime, made } = noting(0);
    const expected = await run(runtime, reader);
    expect(isMapped(made.at(-1))).toBe(true);
    await file('other', 'BF16');
    await rename(join(directory, 'other'), path);
    expect(await run(runtime, reader)).toEqual(expected);
    expect(isMapped(made.at(-1))).toBe(false);
    await rm(path);
    expect(await run(runtime, reader)).toEqual(expected);
    expect(isMapped(made.at(-1))).toBe(false);
  });

  it('not where a link leads to the file, as in a cache of huggingface_hub', async () => {
    const path = await file('blob', 'BF16');
    await symlink(path, join(directory, 'link'));
    const { runtime, made } = noting(0);
    await run(runtime, unread(await open('link')));
    expect(isMapped(made.at(-1))).toBe(true);
  });

  it('where ONNX Runtime cannot map the file', async () => {
    await file('d', 'F32');
    const reader = await open('d');
    const { runtime, made } = noting(0);
    const unmappable: TensorReader = {
      ...reader,
      place: (name, rows) => {
        const place = reader.place!(name, rows)!;
        const localFile = async () => join(directory, 'not-there');
        return { ...place, source: { ...place.source, localFile } };
      },
    };
    expect(await run(runtime, unmappable)).toEqual(await run(runtime, fromMemory(reader)));
    expect(made.map(isMapped)).toEqual([true, false, false]);
  });
});
