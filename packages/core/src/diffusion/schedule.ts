import type { SolverPlan, SolverStep } from './plan.ts';

/** `count` evenly spaced values, rounded as numpy.linspace rounds them in double precision. */
export function linspace(start: number, end: number, count: number): number[] {
  const step = count > 1 ? (end - start) / (count - 1) : 0;
  return Array.from({ length: count }, (_, i) => (i > 0 && i === count - 1 ? end : i * step + start));
}

/** Moves noise levels towards 1: larger pictures need more of the steps at high noise (shift 3; 6 for 4096 px). */
export function shiftSigma(sigma: number, shift: number): number {
  return (shift * sigma) / (1 + (shift - 1) * sigma);
}

/**
 * Where a run that starts from an image enters a schedule of `steps` steps: `strength` of them remain, and never none.
 * The reference's get_timesteps convention.
 *
 * @param strength 0 < strength ≤ 1; absent: all steps
 */
export function firstStep(steps: number, strength = 1): number {
  const remaining = Math.min(steps * strength, steps);
  return Math.min(Math.trunc(steps - remaining), steps - 1);
}

/** Weights of the clean estimates in a step to the next noise level, the current one first; they sum to 1. */
export interface CleanWeights {
  readonly current: number;
  readonly previous: number;
  /** Of the one before the previous. Default: 0. */
  readonly older?: number;
}

/** λ: half the logarithm of the ratio of signal to noise, on rectified flow. */
export function logSignalToNoise(sigma: number): number {
  return Math.log((1 - sigma) / sigma);
}

/**
 * A deterministic run on rectified flow, x = (1 − σ)·z + σ·ε and v = ε − z:
 *
 *     m = x − σ·v,   x' = (σ'/σ)·x + (1 − σ'/σ)·(weighted m, m_previous)
 *
 * @param sigmas noise levels from the first kept step to the final 0
 * @param timesteps what the network is told, one per step
 * @param cleanWeights for step i of those kept; first order everywhere when absent
 */
export function flowPlan(
  sigmas: readonly number[],
  timesteps: readonly number[],
  cleanWeights: (i: number) => CleanWeights = () => ({ current: 1, previous: 0 }),
): SolverPlan {
  const steps = timesteps.map((timestep, i): SolverStep => {
    const sigma = sigmas[i]!;
    const next = sigmas[i + 1]!;
    const kept = next / sigma;
    const { current, previous, older = 0 } = cleanWeights(i);
    return {
      timestep,
      inputScale: 1,
      cleanFromX: 1,
      cleanFromV: -sigma,
      nextFromX: kept,
      nextFromClean: (1 - kept) * current,
      nextFromPrevious: previous === 0 ? 0 : (1 - kept) * previous,
      ...(older !== 0 && { nextFromOlder0: (1 - kept) * older }),
      nextFromNoise: 0,
      levelAfter: { image: 1 - next, noise: next },
    };
  });
  const first = sigmas[0]!;
  return {
    steps,
    imageWeight: 1 - first,
    noiseWeight: first,
    drawsNoise: false,
    resultIsClean: false,
    clipsClean: false,
  };
}
