import { originalModules } from '../checkpoint/layout/original-names.ts';
import type { ExpectedTensors } from '../graph/recording.ts';

/** A matrix of the network that a LoRA may change. */
export interface Target {
  /** Under its name in diffusers, e.g. `transformer_blocks.0.attn1.to_q.weight`. */
  readonly weight: string;
  readonly outputs: number;
  readonly inputs: number;
}

/** What trainers put before the names of modules. */
const PREFIXES = [
  ...['transformer.', 'diffusion_model.', 'model.diffusion_model.', 'base_model.model.', 'unet.'],
  ...['lora_transformer_', 'lora_unet_'],
];

const WEIGHT = '.weight';

/** Matrices, and convolutions that are matrices: of 1×1 pixels. */
function targetsOf(network: ExpectedTensors): Map<string, Target> {
  const targets = new Map<string, Target>();
  for (const [weight, [outputs = 0, inputs = 0, ...kernel]] of network) {
    if (inputs > 0 && weight.endsWith(WEIGHT) && kernel.every(size => size === 1)) {
      targets.set(weight.slice(0, -WEIGHT.length), { weight, outputs, inputs });
    }
  }
  return targets;
}

/**
 * Finds what a module of a file stands for. Some trainers write `_` in the place of every dot, which cannot be undone by
 * rule, so names are found among those that the network has, in diffusers and in the original repository.
 */
export class TargetNames {
  readonly #known = new Map<string, readonly Target[]>();
  /** Modules with weights that are no matrices. */
  readonly #others = new Set<string>();

  /** @param network the tensors of the transformer, under their names in diffusers */
  constructor(network: ExpectedTensors) {
    const targets = targetsOf(network);
    const add = (name: string, stands: readonly Target[]) => {
      this.#known.set(name, stands);
      this.#known.set(flat(name), stands);
    };
    for (const [original, modules] of originalModules(network.keys())) {
      const stacked = modules.map(module => targets.get(module));
      if (stacked.every(target => target !== undefined)) add(original, stacked);
    }
    for (const [module, target] of targets) add(module, [target]);
    for (const weight of network.keys()) {
      const module = weight.slice(0, weight.lastIndexOf('.'));
      if (!targets.has(module)) this.#others.add(module).add(flat(module));
    }
  }

  /**
   * @returns the matrices that it stands for, stacked along their rows in this order; undefined if the network has none
   *   of its name
   */
  find(module: string): readonly Target[] | undefined {
    for (const name of namesOf(module)) {
      const stands = this.#known.get(name);
      if (stands) return stands;
    }
    return undefined;
  }

  /** Whether the network has a module of this name, but no matrix in it: a norm, or a convolution of 3×3 pixels. */
  isOther(module: string): boolean {
    return namesOf(module).some(name => this.#others.has(name));
  }
}

const flat = (name: string) => name.replaceAll('.', '_');

/** The name as it is, and without what may stand before it, twice at most. */
function namesOf(module: string): string[] {
  const shorter = (name: string) =>
    PREFIXES.filter(start => name.startsWith(start)).map(start => name.slice(start.length));
  const once = shorter(module);
  return [module, ...once, ...once.flatMap(shorter)];
}
