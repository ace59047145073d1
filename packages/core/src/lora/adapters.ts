import { Parameter, type WeightChange } from '../graph/parameters.ts';
import type { FloatTensor, Runtime } from '../runtime/session.ts';
import { addProduct } from './add-product.ts';
import type { Lora, Pair } from './lora.ts';

/** A LoRA and how much of it. */
export interface UsedLora {
  readonly lora: Lora;
  readonly strength: number;
}

/**
 * `merged`: strengths are those of loading, and are part of the weights, which costs nothing afterwards. `beside`: strengths
 * are inputs, at the cost of two thin products for each matrix; another strength needs no loading.
 */
export type LoraForm = 'merged' | 'beside';

/** LoRAs applied to the weights of a transformer: W + Σ strength · factor · up · down (Hu et al. 2021). */
export class Adapters implements WeightChange {
  /** Of the programs that are built with these. */
  readonly key: string;
  readonly #loras: readonly UsedLora[];
  readonly #form: LoraForm;

  constructor(loras: readonly UsedLora[], form: LoraForm) {
    this.#loras = loras;
    this.#form = form;
    const parts = loras.map(({ lora, strength }) => (form === 'merged' ? `${lora.sha256}×${strength}` : lora.sha256));
    this.key = parts.length === 0 ? '' : ` with ${form} ${parts.join(' ')}`;
  }

  /** The strengths as the inputs of graphs. */
  feeds(runtime: Runtime): Record<string, FloatTensor> {
    const inputs = this.#loras.map(({ strength }, i) => [inputOf(i), runtime.floats(Float32Array.of(strength), [1])]);
    return Object.fromEntries(inputs);
  }

  change(weight: string, parameter: Parameter, rows?: readonly [from: number, to: number]): Parameter {
    const used = this.#loras.flatMap(({ lora, strength }, i) => {
      const pair = lora.pairs.get(weight);
      return pair ? [{ pair, strength, i }] : [];
    });
    if (used.length === 0) return parameter;
    const [outputs = 0, inputs = 0] = parameter.shape;
    const [from, to] = rows ?? [0, outputs];
    // whole numbers cannot be changed without being made anew, which would cost what was quantised for
    if (this.#form === 'beside' || parameter.integers) {
      const parts = used.map(({ pair, i }) => ({
        strength: inputOf(i),
        down: new Parameter(`${parameter.name}:down${i}`, [pair.rank, inputs], pair.down),
        up: new Parameter(`${parameter.name}:up${i}`, [outputs, pair.rank], () => scaledUp(pair, from, to)),
      }));
      return parameter.with(parts);
    }
    return new Parameter(parameter.name, parameter.shape, async () => {
      const values = await parameter.read();
      for (const { pair, strength } of used) {
        const [down, up] = [await pair.down(), await pair.up(from, to)];
        await addProduct(values, up, down, pair.rank, strength * pair.factor);
      }
      return values;
    });
  }
}

const inputOf = (index: number) => `lora.${index}`;

async function scaledUp({ up, factor }: Pair, from: number, to: number): Promise<Float32Array> {
  const values = await up(from, to);
  return factor === 1 ? values : values.map(value => value * factor);
}
