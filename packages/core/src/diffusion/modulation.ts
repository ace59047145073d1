import type { Graph, Value } from '../graph/graph.ts';
import { split } from '../graph/ops.ts';
import type { FloatTensor, Runtime } from '../runtime/session.ts';

/** What a norm is followed by: [C] each, with the scale already one plus the modulation. */
interface Modulated {
  readonly shift: Value;
  readonly scale: Value;
}

/** What the time says of a block: of its self-attention and of its feed-forward. */
interface BlockModulation {
  readonly attention: Modulated & { readonly gate: Value };
  readonly mlp: Modulated & { readonly gate: Value };
}

/** In the order in which they lie in the time's embedding. */
const OF_BLOCK = ['shift.attention', 'scale.attention', 'gate.attention', 'shift.mlp', 'scale.mlp', 'gate.mlp'];
const OF_OUT = ['shift', 'scale'];

/**
 * Inputs: `modulation.i` [6C], or where they come apart `modulation.i.shift.attention`… [C] each.
 * @param index of the block, as its inputs are called
 */
export function blockModulation(graph: Graph, index: number | string, width: number, apart: boolean): BlockModulation {
  const [shift, scale, gate, ofMlp, scaleOfMlp, gateOfMlp] = vectors(graph, `${index}`, OF_BLOCK, width, apart);
  return {
    attention: { shift: shift!, scale: scale!, gate: gate! },
    mlp: { shift: ofMlp!, scale: scaleOfMlp!, gate: gateOfMlp! },
  };
}

/** Inputs: `modulation.out` [2C], or `modulation.out.shift` and `modulation.out.scale`, [C] each. */
export function outModulation(graph: Graph, width: number, apart: boolean): Modulated {
  const [shift, scale] = vectors(graph, 'out', OF_OUT, width, apart);
  return { shift: shift!, scale: scale! };
}

function vectors(graph: Graph, of: string, names: readonly string[], width: number, apart: boolean): Value[] {
  if (apart) return names.map(name => graph.input(`modulation.${of}.${name}`, 'float32', [width]));
  const all = graph.input(`modulation.${of}`, 'float32', [names.length * width]);
  return split(all, Array<number>(names.length).fill(width), 0);
}

/** What the time program gave out of all steps, of a transformer or of the branch of a ControlNet. */
export interface ModulationValues {
  /** [steps, layers, 6C] */
  readonly blocks: Float32Array;
  /** [steps, 2C]; a branch has none. */
  readonly out?: Float32Array;
  readonly layers: number;
  readonly width: number;
  /** Before the numbers of its blocks. Default: nothing. */
  readonly prefix?: string;
}

/**
 * The modulation vectors of a run as inputs of its steps. Where a device keeps tensors each vector is one from its first step
 * on: then no step sends any, and none takes them out of one another.
 */
export class Modulation {
  readonly #runtime: Runtime;
  readonly #values: ModulationValues;
  readonly #kept = new Map<number, Record<string, FloatTensor>>();

  constructor(runtime: Runtime, values: ModulationValues) {
    this.#runtime = runtime;
    this.#values = values;
  }

  feeds(step: number): Readonly<Record<string, FloatTensor>> {
    const kept = this.#kept.get(step) ?? this.#make(step);
    if (this.#runtime.keepsTensors) this.#kept.set(step, kept);
    return kept;
  }

  #make(step: number): Record<string, FloatTensor> {
    const { blocks, out, layers, width, prefix = '' } = this.#values;
    const feeds: Record<string, FloatTensor> = {};
    const add = (of: string, names: readonly string[], values: Float32Array) => {
      if (!this.#runtime.keepsTensors) {
        feeds[`modulation.${of}`] = this.#runtime.floats(values, [values.length]);
        return;
      }
      for (const [i, name] of names.entries()) {
        const vector = values.subarray(i * width, (i + 1) * width);
        feeds[`modulation.${of}.${name}`] = this.#runtime.keep(vector, [width]);
      }
    };
    const of = (values: Float32Array, at: number, length: number) => values.subarray(at * length, (at + 1) * length);
    for (let layer = 0; layer < layers; layer++) {
      add(`${prefix}${layer}`, OF_BLOCK, of(blocks, step * layers + layer, 6 * width));
    }
    if (out) add('out', OF_OUT, of(out, step, 2 * width));
    return feeds;
  }

  release(): void {
    for (const tensors of this.#kept.values()) {
      for (const tensor of Object.values(tensors)) tensor.dispose();
    }
    this.#kept.clear();
  }
}
