import * as z from 'zod/mini';
import { flowEulerLevels } from './flow-euler.ts';
import type { SolverPlan, SolverStep } from './plan.ts';
import { flowPlan } from './schedule.ts';
import type { NoiseSchedule, Solver, SolverRequest } from './solver.ts';

/** Heun's method on rectified flow: each step goes to the next level, and again with the mean of the slopes at both ends. */
export const flowHeun = {
  trajectory: 'flow',
  // each but the last runs the network twice
  steps: 14,
  scheduler: 'FlowMatchHeunDiscreteScheduler',
  plan: flowHeunPlan,
} as const satisfies Solver;

/** What scheduler/scheduler_config.json must say. A function, so that pages, which need names alone, hold no schema. */
export const flowHeunConfig = () =>
  z.object({
    _class_name: z.literal('FlowMatchHeunDiscreteScheduler'),
    shift: z._default(z.number().check(z.positive()), 1),
    num_train_timesteps: z._default(z.int().check(z.positive()), 1000),
  });

function flowHeunPlan(options: SolverRequest & NoiseSchedule): SolverPlan {
  const { sigmas, timesteps } = flowEulerLevels(options);
  const flow = flowPlan(sigmas, timesteps);
  const steps = flow.steps.flatMap((step, i): SolverStep[] => {
    const there: SolverStep = { ...step, anchorFromX: 1 };
    const next = flow.steps[i + 1];
    if (!next) return [there];
    const [from, to] = [sigmas[i]!, sigmas[i + 1]!];
    const [first, second] = [(to - from) / (2 * from), (to - from) / (2 * to)];
    const again: SolverStep = {
      ...next,
      nextFromX: second,
      nextFromClean: -second,
      nextFromPrevious: -first,
      nextFromAnchor: 1 + first,
      anchorFromAnchor: 1,
      levelAfter: step.levelAfter,
    };
    return [there, again];
  });
  return { ...flow, steps, anchored: true };
}
