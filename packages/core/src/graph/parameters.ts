import { type IntegerLayout, type IntegerRows, productOffsets } from '../checkpoint/tensors/block-format.ts';
import { checkTensor } from '../checkpoint/tensors/checked.ts';
import type { StoredPlace, TensorReader } from '../checkpoint/tensors/tensors.ts';

/** What a graph refers to and a session needs: bytes of any type that are read when the session is made. */
export interface ExternalData {
  readonly bytes: number;
  readonly read: () => Promise<Float32Array | Uint8Array | Int8Array>;
  /** Where the same numbers lie in a file, as they are or in 16 bits. */
  readonly place?: StoredPlace | undefined;
}

/** A matrix [out, in] of block-wise integers. */
export interface IntegerMatrix {
  readonly layout: IntegerLayout;
  readonly read: () => Promise<IntegerRows>;
}

/** A product of two thin matrices that is added to a matrix [out, in] while the graph runs: strength · up · down. */
export interface LowRank {
  /** The graph's input with the strength, [1]. */
  readonly strength: string;
  /** [rank, in] */
  readonly down: Parameter;
  /** [out, rank] */
  readonly up: Parameter;
}

/** Changes weights as they are asked for. */
export interface WeightChange {
  /** @param rows of the weight that are asked for; absent: all */
  change(weight: string, parameter: Parameter, rows?: readonly [from: number, to: number]): Parameter;
}

/** A weight of a network as its graph wants it: the shape is known now, the numbers are read when a session is made. */
export class Parameter {
  readonly name: string;
  readonly shape: readonly number[];
  /** Row-major float32 numbers of `shape`. */
  readonly read: () => Promise<Float32Array>;
  /** The same matrix as block-wise integers, where it is stored so. */
  readonly integers: IntegerMatrix | undefined;
  /** What is added to it while the graph runs. Layers in ops.ts see to it. */
  readonly beside: readonly LowRank[];
  readonly place: StoredPlace | undefined;

  constructor(
    name: string,
    shape: readonly number[],
    read: () => Promise<Float32Array>,
    integers?: IntegerMatrix | undefined,
    beside: readonly LowRank[] = [],
    place?: StoredPlace | undefined,
  ) {
    this.name = name;
    this.shape = shape;
    this.read = read;
    this.integers = integers;
    this.beside = beside;
    this.place = place;
  }

  get bytes(): number {
    return 4 * this.shape.reduce((product, dim) => product * dim, 1);
  }

  /** The same numbers under another shape. */
  reshape(shape: readonly number[]): Parameter {
    const isSameMatrix = shape[0] === this.shape[0] && shape[1] === this.shape[1];
    return new Parameter(
      this.name,
      shape,
      this.read,
      isSameMatrix ? this.integers : undefined,
      this.beside,
      this.place,
    );
  }

  /** The same weight, with something added to it while the graph runs. */
  with(beside: readonly LowRank[]): Parameter {
    return new Parameter(this.name, this.shape, this.read, this.integers, beside, this.place);
  }

  /** Changes the numbers while they are read, in place. */
  map(label: string, change: (values: Float32Array) => void): Parameter {
    return new Parameter(`${this.name}:${label}`, this.shape, async () => {
      const values = await this.read();
      change(values);
      return values;
    });
  }

  /** Other numbers of another shape, made of these once they are read. */
  remade(label: string, shape: readonly number[], make: (values: Float32Array) => Promise<Float32Array>): Parameter {
    return new Parameter(`${this.name}:${label}`, shape, async () => make(await this.read()));
  }

  /** Whether it is nothing but its numbers: neither stored in integers nor with anything beside it. */
  get isPlain(): boolean {
    return this.integers === undefined && this.beside.length === 0;
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

/**
 * Codes and scales of a matrix, and the factors of its blocks' sums where it has them, each as a piece of external data;
 * the matrix is read once for all.
 */
export function integerData({ layout, read }: IntegerMatrix, [outputs = 0, inputs = 0]: readonly number[]) {
  const { bits, block } = layout;
  const blocks = inputs / block;
  const perBlock = (block * bits) / 8;
  const asks = layout.shifted ? 3 : 2;
  let reading: Promise<IntegerRows> | undefined;
  let asked = 0;
  const take = () => {
    reading ??= read();
    const rows = reading;
    asked = (asked + 1) % asks;
    if (asked === 0) reading = undefined;
    return rows;
  };
  const part = (shape: readonly number[], bytes: number, of: (rows: IntegerRows) => Float32Array | Uint8Array) => ({
    shape,
    bytes: bytes * outputs * blocks,
    read: async () => of(await take()),
  });
  return {
    codes: part([outputs, blocks, perBlock], perBlock, rows => rows.codes),
    scales: part([outputs, blocks], 4, rows => rows.scales),
    offsets: layout.shifted ? part([blocks, outputs], 4, rows => productOffsets(rows, layout, outputs)) : undefined,
  };
}

/** The weights of one network, or of one part of it, by the names of the checkpoint. */
export class Parameters {
  readonly #reader: TensorReader;
  readonly #prefix: string;
  readonly #change: WeightChange | undefined;

  constructor(reader: TensorReader, prefix = '', change?: WeightChange) {
    this.#reader = reader;
    this.#prefix = prefix;
    this.#change = change;
  }

  /** The part whose names begin with `name.` */
  in(name: string | number): Parameters {
    return new Parameters(this.#reader, `${this.#prefix}${name}.`, this.#change);
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
    const layout = this.#reader.entries.get(full)?.blocks?.integers;
    const integers = layout && { layout, read: () => this.#reader.readIntegers(full, rows) };
    const read = () => this.#reader.readFloat32(full, rows);
    const stored = new Parameter(label, part, read, integers, [], this.#reader.place?.(full, rows));
    return this.#change?.change(full, stored, rows) ?? stored;
  }
}
