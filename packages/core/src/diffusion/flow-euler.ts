import type { FlowScheduleOptions } from './flow-dpm-solver.ts';
import type { SolverPlan } from './plan.ts';
import { firstStep, flowPlan, linspace, shiftSigma } from './schedule.ts';

/**
 * Flow-Euler: plain Euler steps on rectified flow. The reference shifts its noise levels twice, once when the grid of
 * training times is made, once when steps are chosen from it; times are not rounded.
 */
export function flowEulerPlan({ steps, shift, trainTimesteps, strength }: FlowScheduleOptions): SolverPlan {
  const lowest = Math.fround(shiftSigma(Math.fround(1 / trainTimesteps), shift));
  const levels = linspace(trainTimesteps, lowest * trainTimesteps, steps)
    .slice(firstStep(steps, strength))
    .map(time => Math.fround(shiftSigma(time / trainTimesteps, shift)));
  const timesteps = levels.map(sigma => Math.fround(sigma * trainTimesteps));
  return flowPlan([...levels, 0], timesteps);
}
