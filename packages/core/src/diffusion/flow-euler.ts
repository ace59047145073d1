import * as z from 'zod/mini';
import type { SolverPlan } from './plan.ts';
import { firstStep, flowPlan, linspace, shiftSigma } from './schedule.ts';
import type { NoiseSchedule, Solver, SolverRequest } from './solver.ts';

/**
 * Flow-Euler: plain Euler steps on rectified flow. The reference shifts its noise levels twice, once when the grid of
 * training times is made, once when steps are chosen from it; times are not rounded.
 */
export const flowEuler = {
  trajectory: 'flow',
  steps: 28,
  scheduler: 'FlowMatchEulerDiscreteScheduler',
  plan: flowEulerPlan,
} as const satisfies Solver;

/** What scheduler/scheduler_config.json must say. A function, so that pages, which need names alone, hold no schema. */
export const flowEulerConfig = () => {
  const never = z._default(z.literal(false), false);
  return z.object({
    _class_name: z.literal('FlowMatchEulerDiscreteScheduler'),
    shift: z._default(z.number().check(z.positive()), 1),
    num_train_timesteps: z._default(z.int().check(z.positive()), 1000),
    // each changes the noise levels or adds noise
    use_dynamic_shifting: never,
    use_karras_sigmas: never,
    use_exponential_sigmas: never,
    use_beta_sigmas: never,
    invert_sigmas: never,
    stochastic_sampling: never,
    shift_terminal: z._default(z.nullable(z.literal(0)), null),
  });
};

function flowEulerPlan(options: SolverRequest & NoiseSchedule): SolverPlan {
  const { sigmas, timesteps } = flowEulerLevels(options);
  return flowPlan(sigmas, timesteps);
}

/** From the first kept step to the final 0, and the times that the network is told. */
export function flowEulerLevels({ steps, shift, trainTimesteps, strength }: SolverRequest & NoiseSchedule) {
  const lowest = Math.fround(shiftSigma(Math.fround(1 / trainTimesteps), shift));
  const levels = linspace(trainTimesteps, lowest * trainTimesteps, steps)
    .slice(firstStep(steps, strength))
    .map(time => Math.fround(shiftSigma(time / trainTimesteps, shift)));
  return { sigmas: [...levels, 0], timesteps: levels.map(sigma => Math.fround(sigma * trainTimesteps)) };
}
