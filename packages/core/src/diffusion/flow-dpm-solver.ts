import * as z from 'zod/mini';
import type { SolverPlan } from './plan.ts';
import { type CleanWeights, firstStep, flowPlan, linspace, logSignalToNoise, shiftSigma } from './schedule.ts';
import type { SchedulerConfig } from './scheduler-config.ts';
import type { NoiseSchedule, Solver, SolverRequest } from './solver.ts';

const CLASS = 'DPMSolverMultistepScheduler';

type Order = 1 | 2 | 3;

/**
 * Flow-DPM-Solver (Sana, appendix; DPM-Solver++ 2M with midpoint steps on rectified flow) and its siblings of first and
 * third order. The first step is of first order, and so is the last; of fewer than 15 steps the last but one is of second.
 * Times are whole numbers, cut off rather than rounded, as the network was trained.
 */
export const flowDpmSolver = (order: Order) =>
  ({
    trajectory: 'flow',
    steps: 20,
    scheduler: CLASS,
    isOf: config => !isStochastic(config) && orderOf(config) === order,
    plan: options => deterministicPlan(options, order),
  }) as const satisfies Solver;

/** SDE-DPM-Solver++ 2M: the same with fresh noise at every step. */
export const sdeDpmSolver = {
  trajectory: 'flow',
  steps: 20,
  scheduler: CLASS,
  isOf: isStochastic,
  plan: stochasticPlan,
} as const satisfies Solver;

const orderOf = (config: SchedulerConfig) => ('solver_order' in config ? config.solver_order : undefined);

function isStochastic(config: SchedulerConfig): boolean {
  return 'algorithm_type' in config && config.algorithm_type === 'sde-dpmsolver++';
}

/** What scheduler/scheduler_config.json must say. A function, so that pages, which need names alone, hold no schema. */
export const flowDpmConfig = () => {
  const never = z._default(z.literal(false), false);
  const config = z.object({
    _class_name: z.literal(CLASS),
    algorithm_type: z._default(z.enum(['dpmsolver++', 'sde-dpmsolver++']), 'dpmsolver++'),
    solver_order: z._default(z.literal([1, 2, 3]), 2),
    solver_type: z._default(z.literal('midpoint'), 'midpoint'),
    prediction_type: z.literal('flow_prediction'),
    use_flow_sigmas: z.literal(true),
    flow_shift: z._default(z.number().check(z.positive()), 1),
    num_train_timesteps: z._default(z.int().check(z.positive()), 1000),
    final_sigmas_type: z._default(z.literal('zero'), 'zero'),
    lower_order_final: z._default(z.boolean(), true),
    thresholding: z._default(z.boolean(), false),
    sample_max_value: z._default(z.number(), 1),
    // each takes the place of the flow's noise levels
    use_karras_sigmas: never,
    use_exponential_sigmas: never,
    use_beta_sigmas: never,
    use_lu_lambdas: never,
    variance_type: z._default(z.nullable(z.enum(['fixed_small', 'fixed_large'])), null),
  });
  return config.check(
    // with 1 the quantile of the values, which bounds them otherwise, has no say
    z.refine(({ thresholding, sample_max_value: most }) => !thresholding || most === 1, {
      path: ['sample_max_value'],
      error: 'with thresholding, only 1 is known',
    }),
    z.refine(({ algorithm_type: type, solver_order: order }) => type === 'dpmsolver++' || order === 2, {
      path: ['solver_order'],
      error: 'with sde-dpmsolver++, only 2 is known',
    }),
    z.refine(({ lower_order_final: lower, solver_order: order }) => lower || order < 3, {
      path: ['lower_order_final'],
      error: 'with solver_order 3, only true is known',
    }),
  );
};

/** From the first kept step to the final 0, and the times that the network is told. */
function levels({ steps, shift, trainTimesteps, strength }: SolverRequest & NoiseSchedule) {
  const exact = linspace(1, 1 / trainTimesteps, steps + 1)
    .map(alpha => shiftSigma(1 - alpha, shift))
    .reverse()
    .slice(0, -1);
  const first = firstStep(steps, strength);
  const timesteps = exact.slice(first).map(sigma => Math.trunc(sigma * trainTimesteps));
  return { sigmas: [...exact.slice(first).map(Math.fround), 0], timesteps };
}

function deterministicPlan(options: SolverRequest & NoiseSchedule, order: Order): SolverPlan {
  const { sigmas, timesteps } = levels(options);
  const count = timesteps.length;
  const isLowAtEnd = options.steps < FEW_STEPS;
  const weights = (i: number) => {
    const most = isLowAtEnd && i === count - 2 ? Math.min(order, 2) : order;
    return multistepWeights(sigmas, i, Math.min(most, i + 1));
  };
  const older = order === 3 ? 1 : 0;
  return { ...flowPlan(sigmas, timesteps, weights), clipsClean: options.clipsClean, ...(older && { older }) };
}

/** Below it diffusers takes lower orders at the end, for stability. */
const FEW_STEPS = 15;

const FIRST_ORDER: CleanWeights = { current: 1, previous: 0 };

/** Of the order that there are enough estimates for. */
function multistepWeights(sigmas: readonly number[], i: number, order: number): CleanWeights {
  const next = sigmas[i + 1]!;
  if (order === 1 || next === 0) return FIRST_ORDER;
  const now = logSignalToNoise(sigmas[i]!);
  const step = logSignalToNoise(next) - now;
  const ratio = (now - logSignalToNoise(sigmas[i - 1]!)) / step;
  if (order === 2) return { current: 1 + 0.5 / ratio, previous: -0.5 / ratio };
  const before = (logSignalToNoise(sigmas[i - 1]!) - logSignalToNoise(sigmas[i - 2]!)) / step;
  return thirdOrder(1 - next / sigmas[i]!, 1 - next, step, ratio, before);
}

/**
 * DPM-Solver++ 3M (Lu et al. 2022, appendix): with D₁ and D₂ the first and second derivative of the estimate along λ,
 *
 *     p·m + (α − p/h)·D₁ + (α/2 − α/h + p/h²)·D₂
 *
 * @param p 1 − σ'/σ @param alpha of the next level @param h the step along λ @param r0 the step before, in steps of now
 *   @param r1 the one before that
 */
function thirdOrder(p: number, alpha: number, h: number, r0: number, r1: number): CleanWeights {
  const newer = [1 / r0, -1 / r0, 0];
  const change = newer.map((value, k) => value - [0, 1 / r1, -1 / r1][k]!);
  const first = alpha - p / h;
  const second = alpha / 2 - alpha / h + p / h ** 2;
  const [current, previous, older] = newer.map((value, k) => {
    const derivative = value + (r0 / (r0 + r1)) * change[k]!;
    return (first * derivative + (second * change[k]!) / (r0 + r1)) / p;
  }) as [number, number, number];
  return { current: 1 + current, previous, older };
}

function stochasticPlan(options: SolverRequest & NoiseSchedule): SolverPlan {
  const { sigmas, timesteps } = levels(options);
  const flow = flowPlan(sigmas, timesteps, i => multistepWeights(sigmas, i, Math.min(2, i + 1)));
  const steps = flow.steps.map((step, i) => {
    const [sigma, next] = [sigmas[i]!, sigmas[i + 1]!];
    // e^(−h) and what is left of the signal at the next level when as much noise is added as is taken out
    const decay = ((1 - sigma) * next) / (sigma * (1 - next));
    const fresh = (1 - next) * (1 - decay ** 2);
    const share = fresh / (1 - next / sigma);
    return {
      ...step,
      nextFromX: (next / sigma) * decay,
      nextFromClean: step.nextFromClean * share,
      nextFromPrevious: step.nextFromPrevious * share,
      nextFromNoise: next * Math.sqrt(1 - decay ** 2),
    };
  });
  return { ...flow, steps, drawsNoise: true, clipsClean: options.clipsClean };
}
