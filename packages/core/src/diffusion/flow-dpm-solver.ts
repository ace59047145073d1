import type { SolverPlan } from './plan.ts';
import { type CleanWeights, firstStep, flowPlan, linspace, shiftSigma } from './schedule.ts';

export interface FlowScheduleOptions {
  /** Steps of the whole schedule, 1…1000. */
  readonly steps: number;
  readonly shift: number;
  /** Times the network was trained on, 1000 in every published checkpoint. */
  readonly trainTimesteps: number;
  /** Share of the schedule that is run when starting from an image, 0 < strength ≤ 1; absent: all of it. */
  readonly strength?: number | undefined;
}

/**
 * Flow-DPM-Solver (Sana, appendix; DPM-Solver++ 2M with midpoint steps on rectified flow): second order except for the
 * first and the last step. Times are whole numbers, cut off rather than rounded, as the network was trained.
 */
export function flowDpmSolverPlan({ steps, shift, trainTimesteps, strength }: FlowScheduleOptions): SolverPlan {
  const exact = linspace(1, 1 / trainTimesteps, steps + 1)
    .map(alpha => shiftSigma(1 - alpha, shift))
    .reverse()
    .slice(0, -1);
  const first = firstStep(steps, strength);
  const timesteps = exact.slice(first).map(sigma => Math.trunc(sigma * trainTimesteps));
  const sigmas = [...exact.slice(first).map(Math.fround), 0];
  return flowPlan(sigmas, timesteps, i => multistepWeights(sigmas, i));
}

/** Extrapolates the clean estimate along λ = ln((1 − σ)/σ) to the middle of the step. */
function multistepWeights(sigmas: readonly number[], i: number): CleanWeights {
  const next = sigmas[i + 1]!;
  if (i === 0 || next === 0) return { current: 1, previous: 0 };
  const now = logSignalToNoise(sigmas[i]!);
  const half = (logSignalToNoise(next) - now) / (2 * (now - logSignalToNoise(sigmas[i - 1]!)));
  return { current: 1 + half, previous: -half };
}

function logSignalToNoise(sigma: number): number {
  return Math.log((1 - sigma) / sigma);
}
