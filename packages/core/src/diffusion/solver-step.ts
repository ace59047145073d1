import type { Value } from '../graph/graph.ts';
import { add, clip, mul, split, sub } from '../graph/ops.ts';
import type { SolverPlan } from './plan.ts';

/** What of a plan is built into the graph. */
export type SolverForm = Pick<SolverPlan, 'drawsNoise' | 'clipsClean'>;

/** Classifier-free guidance: v_u + s (v_c − v_u). @param velocity [2, N, 32], unconditional first @returns [1, N, 32] */
export function guide(velocity: Value): Value {
  const [unconditional, conditional] = split(velocity, [1, 1], 0) as [Value, Value];
  const scale = velocity.graph.input('guidanceScale', 'float32', [1]);
  return add(unconditional, mul(sub(conditional, unconditional), scale));
}

/**
 * The step that plan.ts describes, with its coefficients as inputs of the same names.
 * @param x [1, N, 32], the latent @param v [1, N, 32], the network's output
 */
export function solverStep(x: Value, v: Value, { drawsNoise, clipsClean }: SolverForm): void {
  const { graph } = x;
  const coefficient = (name: string) => graph.input(name, 'float32', [1]);
  const estimate = add(mul(x, coefficient('cleanFromX')), mul(v, coefficient('cleanFromV')));
  const clean = clipsClean ? clip(estimate, -1, 1) : estimate;
  const previous = graph.input('previous', 'float32', x.shape);
  let next = add(mul(x, coefficient('nextFromX')), mul(clean, coefficient('nextFromClean')));
  next = add(next, mul(previous, coefficient('nextFromPrevious')));
  if (drawsNoise) next = add(next, mul(graph.input('noise', 'float32', x.shape), coefficient('nextFromNoise')));
  graph.output('clean', clean);
  graph.output('next', next);
}
