import type { Value } from '../graph/graph.ts';
import { add, mul, split, sub } from '../graph/ops.ts';

/** How often a step runs the network, as elements of one batch in this order: prompt, negative prompt, perturbed. */
export interface Passes {
  /** Classifier-free guidance: a pass for the negative prompt. */
  readonly guided: boolean;
  /** Perturbed attention guidance: a pass for the prompt in which some blocks' self-attention is the identity. */
  readonly perturbed: boolean;
  /** Guided by what an earlier step found, in place of a pass for the negative prompt. Default: no. */
  readonly reuses?: boolean;
}

export function passCount({ guided, perturbed }: Passes): number {
  return 1 + Number(guided) + Number(perturbed);
}

/**
 * Classifier-free guidance and perturbed attention guidance (Ahn et al. 2024):
 *
 *     v_u + s (v_c − v_u) + p (v_c − v_p),   without the negative prompt   v_c + p (v_c − v_p)
 *
 * Inputs: `guidanceScale` [1] and `perturbationScale` [1], each where it counts. What is guided by a negative prompt alone
 * gives out `direction` [1, N, 32], v_c − v_u; what reuses one takes it, with `directionWeight` [1], which is s − 1:
 *
 *     v_c + (s − 1) · direction
 *
 * @param velocity [passes, N, 32] @returns [1, N, 32]
 */
export function guide(velocity: Value, passes: Passes): Value {
  const { graph } = velocity;
  const count = passCount(passes);
  if (passes.reuses) {
    const direction = graph.input('direction', 'float32', velocity.shape);
    return add(velocity, mul(direction, graph.input('directionWeight', 'float32', [1])));
  }
  if (count === 1) return velocity;
  const parts = split(velocity, Array<number>(count).fill(1), 0);
  const conditional = parts[0]!;
  const scaled = (direction: Value, scale: string) => mul(direction, graph.input(scale, 'float32', [1]));
  const guided = () => {
    const ends = [conditional, parts[1]!] as const;
    const direction = passes.perturbed ? sub(...ends) : graph.outputOf('direction', 'Sub', ends, conditional);
    return add(parts[1]!, scaled(direction, 'guidanceScale'));
  };
  const sum = passes.guided ? guided() : conditional;
  return passes.perturbed ? add(sum, scaled(sub(conditional, parts.at(-1)!), 'perturbationScale')) : sum;
}
