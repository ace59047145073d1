import * as z from 'zod/mini';
import type { SolverPlan, SolverStep } from './plan.ts';
import { firstStep, linspace } from './schedule.ts';
import type { Solver, SolverRequest } from './solver.ts';

/** Nearly π/2: pure noise. The angles that Sprint was distilled for, with the one in between when there are two steps. */
const MAX_ANGLE = 1.5708;
const MIDDLE_ANGLE = 1.3;

/**
 * The continuous-time consistency sampler of SANA-Sprint. Angles run from noise (π/2) to the picture (0); every step
 * estimates the clean latent and adds fresh noise at the next angle.
 *
 * Latents are in units of σ_data, in which the reference's transform to the trigonometric parameterisation and back
 * reduces to m = n·x − t·v with t = sin s/(sin s + cos s) and n = √(t² + (1 − t)²): σ_data cancels, the start is plain
 * noise, and the result goes to the decoder as it is.
 */
export const scm = {
  trajectory: 'consistency',
  steps: 2,
  scheduler: 'SCMScheduler',
  plan: scmPlan,
} as const satisfies Solver;

/** What scheduler/scheduler_config.json must say. A function, so that pages, which need names alone, hold no schema. */
export const scmConfig = () =>
  z.object({
    _class_name: z.literal('SCMScheduler'),
    prediction_type: z._default(z.literal('trigflow'), 'trigflow'),
    sigma_data: z._default(z.number().check(z.positive()), 0.5),
    num_train_timesteps: z._default(z.int().check(z.positive()), 1000),
  });

function scmPlan(options: SolverRequest): SolverPlan {
  const angles = schedule(options.steps).slice(firstStep(options.steps, options.strength));
  const steps = angles.slice(0, -1).map((angle, i): SolverStep => {
    const timestep = Math.sin(angle) / (Math.cos(angle) + Math.sin(angle));
    const scale = Math.hypot(timestep, 1 - timestep);
    const next = angles[i + 1]!;
    return {
      timestep,
      inputScale: scale,
      cleanFromX: scale,
      cleanFromV: -timestep,
      nextFromX: 0,
      nextFromClean: Math.cos(next),
      nextFromPrevious: 0,
      nextFromNoise: Math.sin(next),
      levelAfter: { image: Math.cos(next), noise: Math.sin(next) },
    };
  });
  const start = angles[0]!;
  return {
    steps,
    imageWeight: Math.cos(start),
    noiseWeight: Math.sin(start),
    drawsNoise: true,
    resultIsClean: true,
    clipsClean: false,
  };
}

function schedule(steps: number): number[] {
  const angles = steps === 2 ? [MAX_ANGLE, MIDDLE_ANGLE, 0] : linspace(MAX_ANGLE, 0, steps + 1);
  return angles.map(Math.fround);
}
