import { checkTensor } from '../checkpoint/checked.ts';
import type { TensorReader } from '../checkpoint/tensors.ts';

/** A weight of a network as its graph wants it: the shape is known now, the numbers are read when a session is made. */
export class Parameter {
  readonly name: string;
  readonly shape: readonly number[];
  /** Row-major float32 numbers of `shape`. */
  readonly read: () => Promise<Float32Array>;

  constructor(name: string, shape: readonly number[], read: () => Promise<Float32Array>) {
    this.name = name;
    this.shape = shape;
    this.read = read;
  }

  get bytes(): number {
    return 4 * this.shape.reduce((product, dim) => product * dim, 1);
  }

  /** The same numbers under another shape. */
  reshape(shape: readonly number[]): Parameter {
    return new Parameter(this.name, shape, this.read);
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

  has(name: string): boolean {
    return this.#reader.entries.has(this.#prefix + name);
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
    return new Parameter(label, part, () => this.#reader.readFloat32(full, rows));
  }
}
