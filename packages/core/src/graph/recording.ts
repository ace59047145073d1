import type { TensorReader } from '../checkpoint/tensors/tensors.ts';
import { SanaError } from '../errors.ts';
import type { GraphOptions } from './graph.ts';
import { Parameter, Parameters } from './parameters.ts';

/** Names of the tensors of a network and the shapes that they must have. */
export type ExpectedTensors = ReadonlyMap<string, readonly number[]>;

/** The weights that a network asks for while it is built. Nothing is read: this is how a network says what it consists of. */
class RecordingParameters extends Parameters {
  readonly #asked: Map<string, readonly number[]>;
  readonly #prefix: string;

  constructor(asked: Map<string, readonly number[]>, prefix = '') {
    super(NOTHING, prefix);
    this.#asked = asked;
    this.#prefix = prefix;
  }

  override in(name: string | number): Parameters {
    return new RecordingParameters(this.#asked, `${this.#prefix}${name}.`);
  }

  override get(name: string, shape: readonly number[], rows?: readonly [from: number, to: number]): Parameter {
    const full = this.#prefix + name;
    const known = this.#asked.get(full);
    if (known && `${known}` !== `${shape}`) {
      throw new TypeError(`${full} would have the shapes [${known}] and [${shape}]`);
    }
    this.#asked.set(full, shape);
    const part = rows ? [rows[1] - rows[0], ...shape.slice(1)] : shape;
    return new Parameter(full, part, () => NOTHING.readFloat32(full));
  }
}

const NOTHING: TensorReader = {
  label: 'a network without weights',
  entries: new Map(),
  readFloat32: name => Promise.reject(new TypeError(`${name} was only recorded`)),
  readIntegers: name => Promise.reject(new TypeError(`${name} was only recorded`)),
};

/**
 * The tensors that a network needs, found by building it without weights.
 * @param network how the configuration is called in messages @param build builds all of the network's graphs
 * @throws SanaError `config-invalid` when the configuration describes a network that does not fit together
 */
export function recordTensors(
  network: string,
  build: (parameters: Parameters, options: Omit<GraphOptions, 'name'>) => void,
): ExpectedTensors {
  const tensors = new Map<string, readonly number[]>();
  try {
    build(new RecordingParameters(tensors), { target: 'cpu', segmentBytes: Number.POSITIVE_INFINITY });
  } catch (error) {
    if (error instanceof SanaError) throw error;
    const problem = error instanceof Error ? error.message : String(error);
    throw new SanaError('config-invalid:network', { network, problem }, error);
  }
  return tensors;
}
