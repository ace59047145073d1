import type { Value } from '../graph/graph.ts';
import { add, clip, mul } from '../graph/ops.ts';
import type { SolverPlan } from './plan.ts';

/** What of a plan is built into the graph. */
export type SolverForm = Pick<SolverPlan, 'drawsNoise' | 'clipsClean'> &
  Partial<Pick<SolverPlan, 'older' | 'anchored'>>;

/**
 * The step that plan.ts describes, with its coefficients as inputs of the same names.
 * @param x [1, N, 32], the latent @param v [1, N, 32], the network's output
 */
export function solverStep(
  x: Value,
  v: Value,
  { drawsNoise, clipsClean, older = 0, anchored = false }: SolverForm,
): void {
  const { graph } = x;
  const weigh = (value: Value, coefficient: string) => mul(value, graph.input(coefficient, 'float32', [1]));
  const estimate = add(weigh(x, 'cleanFromX'), weigh(v, 'cleanFromV'));
  const clean = clipsClean ? clip(estimate, -1, 1) : estimate;
  const state = (name: string) => graph.input(name, 'float32', x.shape);
  const before = [state('previous'), ...Array.from({ length: older }, (_, i) => state(`older.${i}`))];
  const OF_BEFORE = ['FromPrevious', 'FromOlder0', 'FromOlder1'];
  const addBefore = (sum: Value, to: string) =>
    before.reduce((all, value, i) => add(all, weigh(value, to + OF_BEFORE[i]!)), sum);

  let next = addBefore(add(weigh(x, 'nextFromX'), weigh(clean, 'nextFromClean')), 'next');
  if (anchored) {
    const kept = add(weigh(x, 'anchorFromX'), weigh(state('anchor'), 'anchorFromAnchor'));
    const anchor = addBefore(add(kept, weigh(clean, 'anchorFromClean')), 'anchor');
    graph.output('nextAnchor', anchor);
    next = add(next, weigh(anchor, 'nextFromAnchor'));
  }
  if (drawsNoise) next = add(next, weigh(state('noise'), 'nextFromNoise'));
  graph.output('clean', clean);
  graph.output('next', next);
}
