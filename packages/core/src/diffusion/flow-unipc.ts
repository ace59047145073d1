import * as z from 'zod/mini';
import type { SolverPlan, SolverStep } from './plan.ts';
import { firstStep, flowPlan, linspace, logSignalToNoise, shiftSigma } from './schedule.ts';
import type { SchedulerConfig } from './scheduler-config.ts';
import type { NoiseSchedule, Solver, SolverRequest } from './solver.ts';

const CLASS = 'UniPCMultistepScheduler';

type Order = 2 | 3;

/**
 * UniPC (Zhao et al. 2023) with B(h) = e^h − 1 on rectified flow: each estimate first corrects the latent that it was made
 * from, and then predicts the next one.
 */
export const flowUniPc = (order: Order) =>
  ({
    trajectory: 'flow',
    steps: 20,
    scheduler: CLASS,
    isOf: (config: SchedulerConfig) => 'solver_order' in config && config.solver_order === order,
    plan: options => flowUniPcPlan(options, order),
  }) as const satisfies Solver;

/** What scheduler/scheduler_config.json must say. A function, so that pages, which need names alone, hold no schema. */
export const flowUniPcConfig = () => {
  const never = z._default(z.literal(false), false);
  return z.object({
    _class_name: z.literal(CLASS),
    solver_order: z._default(z.literal([2, 3]), 2),
    solver_type: z._default(z.literal('bh2'), 'bh2'),
    prediction_type: z.literal('flow_prediction'),
    predict_x0: z._default(z.literal(true), true),
    use_flow_sigmas: z.literal(true),
    flow_shift: z._default(z.number().check(z.positive()), 1),
    num_train_timesteps: z._default(z.int().check(z.positive()), 1000),
    final_sigmas_type: z._default(z.literal('zero'), 'zero'),
    lower_order_final: z._default(z.literal(true), true),
    disable_corrector: z._default(z.array(z.int()).check(z.maxLength(0)), []),
    solver_p: z._default(z.null(), null),
    thresholding: never,
    use_karras_sigmas: never,
    use_exponential_sigmas: never,
    use_beta_sigmas: never,
    use_dynamic_shifting: never,
    shift_terminal: z._default(z.nullable(z.literal(0)), null),
  });
};

/** Pure noise has no signal whose logarithm could be taken. */
const MOST_NOISE = 1 - 1e-6;

function flowUniPcPlan(options: SolverRequest & NoiseSchedule, order: Order): SolverPlan {
  const { steps, shift, trainTimesteps, strength, clipsClean } = options;
  const exact = linspace(1, 1 / trainTimesteps, steps + 1)
    .slice(0, -1)
    .map(sigma => Math.min(MOST_NOISE, shiftSigma(sigma, shift)))
    .slice(firstStep(steps, strength));
  const sigmas = [...exact.map(Math.fround), 0];
  const timesteps = exact.map(sigma => Math.trunc(sigma * trainTimesteps));
  const flow = flowPlan(sigmas, timesteps);
  const orders = exact.map((_, i) => Math.min(order, exact.length - i, i + 1));
  const planned = flow.steps.map((step, i): SolverStep => {
    const corrected = i === 0 ? { anchorFromX: 1 } : correction(sigmas, i, orders[i - 1]!);
    return { ...step, ...corrected, ...prediction(sigmas, i, orders[i]!) };
  });
  return { ...flow, steps: planned, clipsClean, anchored: true, older: order === 3 ? 2 : 1 };
}

/** From the corrected latent to the next level. */
function prediction(sigmas: readonly number[], i: number, order: number) {
  const kept = sigmas[i + 1]! / sigmas[i]!;
  const ratios = ratiosOf(sigmas, i, i + 1, order);
  const weights = order === 2 ? [0.5] : solve(systemOf(sigmas, i, i + 1, ratios.slice(0, -1)));
  const shares = weights.map((weight, k) => (weight / ratios[k]!) * (1 - kept));
  return {
    nextFromX: 0,
    nextFromAnchor: kept,
    nextFromClean: 1 - kept - sum(shares),
    nextFromPrevious: shares[0] ?? 0,
    nextFromOlder0: shares[1] ?? 0,
  };
}

/** Of the latent that was predicted from the level before, in view of the estimate that it led to. */
function correction(sigmas: readonly number[], i: number, order: number) {
  const kept = sigmas[i]! / sigmas[i - 1]!;
  const ratios = ratiosOf(sigmas, i - 1, i, order);
  const weights = order === 1 ? [0.5] : solve(systemOf(sigmas, i - 1, i, ratios));
  const shares = weights.map((weight, k) => (weight / ratios[k]!) * (1 - kept));
  return {
    anchorFromAnchor: kept,
    anchorFromClean: shares.at(-1)!,
    anchorFromPrevious: 1 - kept - sum(shares),
    anchorFromOlder0: order > 1 ? shares[0]! : 0,
    anchorFromOlder1: order > 2 ? shares[1]! : 0,
  };
}

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);

/** Where the estimates before `from` lie, in steps from there to `to` along λ, and the end of the step, 1. */
function ratiosOf(sigmas: readonly number[], from: number, to: number, order: number): readonly number[] {
  if (order === 1) return [1];
  const start = logSignalToNoise(sigmas[from]!);
  const h = logSignalToNoise(sigmas[to]!) - start;
  const before = Array.from({ length: order - 1 }, (_, k) => (logSignalToNoise(sigmas[from - k - 1]!) - start) / h);
  return [...before, 1];
}

/** The order conditions Σ wₖ rₖ^i = φᵢ (i + 1)! / B(h), as rows with the right side at their ends. */
function systemOf(sigmas: readonly number[], from: number, to: number, ratios: readonly number[]): number[][] {
  if (ratios.length === 0) return [];
  const h = logSignalToNoise(sigmas[from]!) - logSignalToNoise(sigmas[to]!);
  const b = Math.expm1(h);
  let phi = b / h - 1;
  let factorial = 1;
  return ratios.map((_, i) => {
    const right = (phi * factorial) / b;
    factorial *= i + 2;
    phi = phi / h - 1 / factorial;
    return [...ratios.map(ratio => ratio ** i), right];
  });
}

/** Gauss and Jordan, for the two or three unknowns that there are. */
function solve(rows: number[][]): number[] {
  for (const [i, pivot] of rows.entries()) {
    const scale = pivot[i]!;
    for (let k = 0; k < pivot.length; k++) pivot[k]! /= scale;
    for (const [j, row] of rows.entries()) {
      const times = row[i]!;
      if (j !== i) for (let k = 0; k < row.length; k++) row[k]! -= times * pivot[k]!;
    }
  }
  return rows.map(row => row.at(-1)!);
}
