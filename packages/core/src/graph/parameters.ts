import { checkTensor } from '../checkpoint/tensors/checked.ts';
import { BLOCK, codeBytes, type IntegerBits, type IntegerRows } from '../checkpoint/tensors/integer-blocks.ts';
import type { TensorReader } from '../checkpoint/tensors/tensors.ts';

/** What a graph refers to and a session needs: bytes of any type that are read when the session is made. */
export interface ExternalData {
  readonly bytes: number;
  readonly read: () => Promise<Float32Array | Uint8Array>;
}

/** A matrix [out, in] of block-wise integers. */
export interface IntegerMatrix {
  readonly bits: IntegerBits;
  readonly read: () => Promise<IntegerRows>;
}

/** A weight of a network as its graph wants it: the shape is known now, the numbers are read when a session is made. */
export class Parameter {
  readonly name: string;
  readonly shape: readonly number[];
  /** Row-major float32 numbers of `shape`. */
  readonly read: () => Promise<Float32Array>;
  /** The same matrix as block-wise integers, where it is stored so. */
  readonly integers: IntegerMatrix | undefined;

  constructor(
    name: string,
    shape: readonly number[],
    read: () => Promise<Float32Array>,
    integers?: IntegerMatrix | undefined,
  ) {
    this.name = name;
    this.shape = shape;
    this.read = read;
    this.integers = integers;
  }

  get bytes(): number {
    return 4 * this.shape.reduce((product, dim) => product * dim, 1);
  }

  /** The same numbers under another shape. */
  reshape(shape: readonly number[]): Parameter {
    const isSameMatrix = shape[0] === this.shape[0] && shape[1] === this.shape[1];
    return new Parameter(this.name, shape, this.read, isSameMatrix ? this.integers : undefined);
  }

  /** Changes the numbers while they are read, in place. */
  map(label: string, change: (values: Float32Array) => void): Parameter {
    return new Parameter(`${this.name}:${label}`, this.shape, async () => {
      const values = await this.read();
      change(values);
      return values;
    });
  }

  /** Adds zero rows at the end of the first dimension. */
  padRows(rows: number): Parameter {
    const [first = 0, ...rest] = this.shape;
    if (rows < first) throw new RangeError(`${this.name} has ${first} rows, which does not fit into ${rows}`);
    const count = (this.bytes / 4 / first) * rows;
    return new Parameter(`${this.name}:padded`, [rows, ...rest], async () => {
      const values = new Float32Array(count);
      values.set(await this.read());
      return values;
    });
  }

  /** Parameters of one shape on top of each other: [count, ...shape]. */
  static stack(name: string, parts: readonly Parameter[]): Parameter {
    const shape = [parts.length, ...(parts[0]?.shape ?? [])];
    return new Parameter(name, shape, async () => {
      const values = new Float32Array(shape.reduce((product, dim) => product * dim, 1));
      const stride = values.length / parts.length;
      for (const [index, part] of parts.entries()) values.set(await part.read(), index * stride);
      return values;
    });
  }
}

/** Codes and scales of a matrix, each as a piece of external data; the matrix is read once for both. */
export function integerData(matrix: IntegerMatrix, [outputs = 0, inputs = 0]: readonly number[]) {
  const blocks = inputs / BLOCK;
  let reading: Promise<IntegerRows> | undefined;
  const take = async () => {
    if (!reading) {
      reading = matrix.read();
      return reading;
    }
    const rows = reading;
    reading = undefined;
    return rows;
  };
  const part = <Key extends keyof IntegerRows>(key: Key, shape: readonly number[], bytes: number) => ({
    shape,
    bytes: bytes * outputs * blocks,
    read: async () => (await take())[key],
  });
  return {
    codes: part('codes', [outputs, blocks, codeBytes(matrix.bits)], codeBytes(matrix.bits)),
    scales: part('scales', [outputs, blocks], 4),
  };
}

/** The weights of one network, or of one part of it, by the names of the checkpoint. */
export class Parameters {
  readonly #reader: TensorReader;
  readonly #prefix: string;

  constructor(reader: TensorReader, prefix = '') {
    this.#reader = reader;
    this.#prefix = prefix;
  }

  /** The part whose names begin with `name.` */
  in(name: string | number): Parameters {
    return new Parameters(this.#reader, `${this.#prefix}${name}.`);
  }

  /**
   * The weight called `name`, which the network expects in `shape`; with `rows`, only those rows of it are read.
   * @throws SanaError `tensor-missing` or `tensor-shape`, naming the tensor, what was expected and what was found
   */
  get(name: string, shape: readonly number[], rows?: readonly [from: number, to: number]): Parameter {
    const full = this.#prefix + name;
    checkTensor(this.#reader, full, shape);
    const part = rows ? [rows[1] - rows[0], ...shape.slice(1)] : shape;
    const label = rows ? `${full}[${rows[0]}:${rows[1]}]` : full;
    const bits = this.#reader.entries.get(full)?.integers;
    const integers = bits && { bits, read: () => this.#reader.readIntegers(full, rows) };
    return new Parameter(label, part, () => this.#reader.readFloat32(full, rows), integers);
  }
}
