import * as z from 'zod/mini';
import type { SolverPlan } from './plan.ts';
import { type CleanWeights, firstStep, flowPlan, linspace, shiftSigma } from './schedule.ts';
import type { NoiseSchedule, Solver, SolverRequest } from './solver.ts';

/**
 * Flow-DPM-Solver (Sana, appendix; DPM-Solver++ 2M with midpoint steps on rectified flow): second order except for the
 * first and the last step. Times are whole numbers, cut off rather than rounded, as the network was trained.
 */
export const flowDpmSolver = {
  trajectory: 'flow',
  steps: 20,
  scheduler: 'DPMSolverMultistepScheduler',
  plan: flowDpmSolverPlan,
} as const satisfies Solver;

/** What scheduler/scheduler_config.json must say. A function, so that pages, which need names alone, hold no schema. */
export const flowDpmConfig = () => {
  const never = z._default(z.literal(false), false);
  const config = z.object({
    _class_name: z.literal('DPMSolverMultistepScheduler'),
    algorithm_type: z._default(z.literal('dpmsolver++'), 'dpmsolver++'),
    solver_order: z._default(z.literal(2), 2),
    solver_type: z._default(z.literal('midpoint'), 'midpoint'),
    prediction_type: z.literal('flow_prediction'),
    use_flow_sigmas: z.literal(true),
    flow_shift: z._default(z.number().check(z.positive()), 1),
    num_train_timesteps: z._default(z.int().check(z.positive()), 1000),
    final_sigmas_type: z._default(z.literal('zero'), 'zero'),
    thresholding: z._default(z.boolean(), false),
    sample_max_value: z._default(z.number(), 1),
    // each takes the place of the flow's noise levels
    use_karras_sigmas: never,
    use_exponential_sigmas: never,
    use_beta_sigmas: never,
    use_lu_lambdas: never,
    variance_type: z._default(z.nullable(z.enum(['fixed_small', 'fixed_large'])), null),
  });
  // with 1 the quantile of the values, which bounds them otherwise, has no say
  return config.check(
    z.refine(({ thresholding, sample_max_value: most }) => !thresholding || most === 1, {
      path: ['sample_max_value'],
      error: 'with thresholding, only 1 is known',
    }),
  );
};

function flowDpmSolverPlan(options: SolverRequest & NoiseSchedule): SolverPlan {
  const { steps, shift, trainTimesteps, strength, clipsClean } = options;
  const exact = linspace(1, 1 / trainTimesteps, steps + 1)
    .map(alpha => shiftSigma(1 - alpha, shift))
    .reverse()
    .slice(0, -1);
  const first = firstStep(steps, strength);
  const timesteps = exact.slice(first).map(sigma => Math.trunc(sigma * trainTimesteps));
  const sigmas = [...exact.slice(first).map(Math.fround), 0];
  return { ...flowPlan(sigmas, timesteps, i => multistepWeights(sigmas, i)), clipsClean };
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
