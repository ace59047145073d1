import type { Value } from '../graph/graph.ts';
import { add, mul, split, sub } from '../graph/ops.ts';

/** How often a step runs the network, as elements of one batch in this order: negative prompt, prompt, perturbed. */
export interface Passes {
  /** Classifier-free guidance: a pass for the negative prompt. */
  readonly guided: boolean;
  /** Perturbed attention guidance: a pass for the prompt in which some blocks' self-attention is the identity. */
  readonly perturbed: boolean;
}

export function passCount({ guided, perturbed }: Passes): number {
  return 1 + Number(guided) + Number(perturbed);
}

/**
 * Classifier-free guidance and perturbed attention guidance (Ahn et al. 2024):
 *
 *     v_u + s (v_c − v_u) + p (v_c − v_p),   without the negative prompt   v_c + p (v_c − v_p)
 *
 * Inputs: `guidanceScale` [1] and `perturbationScale` [1], each where it counts.
 * @param velocity [passes, N, 32] @returns [1, N, 32]
 */
export function guide(velocity: Value, passes: Passes): Value {
  const count = passCount(passes);
  if (count === 1) return velocity;
  const parts = split(velocity, Array<number>(count).fill(1), 0);
  const conditional = parts[passes.guided ? 1 : 0]!;
  const towards = (from: Value, scale: string) =>
    mul(sub(conditional, from), velocity.graph.input(scale, 'float32', [1]));
  const guided = passes.guided ? add(parts[0]!, towards(parts[0]!, 'guidanceScale')) : conditional;
  return passes.perturbed ? add(guided, towards(parts.at(-1)!, 'perturbationScale')) : guided;
}
