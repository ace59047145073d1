import { BUDGETS, overBudget } from '../budgets.ts';
import type { TensorReader } from '../checkpoint/tensors/tensors.ts';
import { SanaError } from '../errors.ts';
import type { GraphOptions } from './graph.ts';
import { Parameter, Parameters } from './parameters.ts';

/** Names of the tensors of a network and the shapes that they must have. */
export type ExpectedTensors = ReadonlyMap<string, readonly number[]>;

/**
 * What a network has asked for. A few numbers in a configuration can describe a network of any size, so building it ends
 * at the budgets.
 */
class TensorRecord {
  readonly tensors = new Map<string, readonly number[]>();
  readonly #what: string;
  #parts = 0;
  #weights = 0;

  /** @param what the configuration, as messages call it */
  constructor(what: string) {
    this.#what = what;
  }

  /** @throws SanaError `over-budget` @throws TypeError for a tensor that would have two shapes */
  add(name: string, shape: readonly number[]): void {
    if (++this.#parts > BUDGETS.networkParts.most) throw overBudget('networkParts', this.#what);
    const known = this.tensors.get(name);
    if (known && `${known}` !== `${shape}`) {
      throw new TypeError(`${name} would have the shapes [${known}] and [${shape}]`);
    }
    if (known) return;
    this.#weights += shape.reduce((product, dimension) => product * dimension, 1);
    if (this.#weights > BUDGETS.networkWeights.most) throw overBudget('networkWeights', this.#what);
    this.tensors.set(name, shape);
  }
}

/** The weights that a network asks for while it is built. Nothing is read: this is how a network says what it consists of. */
class RecordingParameters extends Parameters {
  readonly #record: TensorRecord;
  readonly #prefix: string;

  constructor(record: TensorRecord, prefix = '') {
    super(NOTHING, prefix);
    this.#record = record;
    this.#prefix = prefix;
  }

  override in(name: string | number): Parameters {
    return new RecordingParameters(this.#record, `${this.#prefix}${name}.`);
  }

  override get(name: string, shape: readonly number[], rows?: readonly [from: number, to: number]): Parameter {
    const full = this.#prefix + name;
    this.#record.add(full, shape);
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
 * @throws SanaError `config-invalid` when the configuration describes a network that does not fit together, `over-budget`
 *   when it is larger than any published one
 */
export function recordTensors(
  network: string,
  build: (parameters: Parameters, options: Omit<GraphOptions, 'name'>) => void,
): ExpectedTensors {
  const record = new TensorRecord(`The configuration of the ${network}`);
  try {
    build(new RecordingParameters(record), { target: 'cpu', segmentBytes: Number.POSITIVE_INFINITY });
  } catch (error) {
    if (error instanceof SanaError) throw error;
    const problem = error instanceof Error ? error.message : String(error);
    throw new SanaError('config-invalid:network', { network, problem }, error);
  }
  return record.tensors;
}
