import type { Target, Value } from '../graph/graph.ts';
import { concat, einsum, split } from '../graph/ops.ts';
import { type Passes, passCount } from './guidance.ts';
import type { SolverStep } from './plan.ts';
import type { SolverForm } from './solver-step.ts';

/** Which sums a step is made of. */
export interface SolverSums extends Pick<SolverForm, 'drawsNoise' | 'older' | 'anchored'> {
  readonly passes: Passes;
}

export interface GuidanceScales {
  readonly guidanceScale: number;
  readonly perturbationScale?: number;
}

/** Whether guidance and solver are one product: on WebGPU, where each of their sums would be a kernel, unless something is clipped. */
export function isSolvedAtOnce(target: Target, { clipsClean }: Pick<SolverForm, 'clipsClean'>): boolean {
  return target === 'webgpu' && !clipsClean;
}

/** What is summed up, in the order of the columns: all but `v` are inputs of the same name. */
function summands({ passes, drawsNoise, older = 0, anchored = false }: SolverSums): string[] {
  const before = ['previous', ...Array.from({ length: older }, (_, i) => `older.${i}`)];
  return [
    'latent',
    ...Array<string>(passCount(passes)).fill('v'),
    ...(passes.reuses ? ['direction'] : []),
    ...before,
    ...(anchored ? ['anchor'] : []),
    ...(drawsNoise ? ['noise'] : []),
  ];
}

const givesDirection = ({ guided, perturbed }: Passes): boolean => guided && !perturbed;

/** What comes of it, in the order of the rows. */
function sums({ passes, anchored = false }: SolverSums): string[] {
  return ['clean', 'next', ...(anchored ? ['nextAnchor'] : []), ...(givesDirection(passes) ? ['direction'] : [])];
}

/**
 * What `guide` and `solverStep` compute, as one matrix product: all of it is linear.
 *
 * Input: `solver`, the coefficients of solverProduct, in place of those of the step and of the guidance.
 * @param x [1, N, 32], the latent @param velocity [passes, N, 32], the network's output
 */
export function solveAtOnce(x: Value, velocity: Value, passes: Passes, form: SolverForm): void {
  const { graph } = x;
  const product = { ...form, passes };
  const [columns, rows] = [summands(product), sums(product)];
  const states = columns
    .filter(name => name !== 'latent' && name !== 'v')
    .map(name => graph.input(name, 'float32', x.shape));
  const all = concat([x, velocity, ...states], 0);
  const coefficients = graph.input('solver', 'float32', [rows.length, columns.length]);
  const results = split(einsum('ks,snc->knc', coefficients, all), Array<number>(rows.length).fill(1), 0);
  for (const [i, name] of rows.entries()) graph.output(name, results[i]!);
}

/** Coefficients of the summands in the velocity that is followed, see `guide`. */
function guided(passes: Passes, { guidanceScale: s, perturbationScale: p = 0 }: GuidanceScales): number[] {
  if (passes.reuses) return [1, s - 1];
  const perturbed = passes.perturbed ? [-p] : [];
  return passes.guided
    ? [s + (passes.perturbed ? p : 0), 1 - s, ...perturbed]
    : [1 + (passes.perturbed ? p : 0), ...perturbed];
}

/** The coefficients of a step, [rows, columns], with those that follow from one another multiplied out in float64. */
export function solverProduct(step: SolverStep, scales: GuidanceScales, product: SolverSums) {
  const { passes } = product;
  const columns = summands(product);
  const velocities = guided(passes, scales);
  const firstVelocity = columns.indexOf('v');
  const row = (parts: Readonly<Record<string, number | undefined>>, v = 0) =>
    columns.map((name, i) => {
      const velocity = velocities[i - firstVelocity];
      return velocity === undefined ? (parts[name] ?? 0) : v * velocity;
    });
  const plus = (a: readonly number[], factor: number, b: readonly number[]) =>
    a.map((value, i) => value + factor * b[i]!);
  const clean = row({ latent: step.cleanFromX }, step.cleanFromV);
  const before = (previous = 0, older0 = 0, older1 = 0) => ({ previous, 'older.0': older0, 'older.1': older1 });
  const anchorOf = row({
    latent: step.anchorFromX,
    anchor: step.anchorFromAnchor,
    ...before(step.anchorFromPrevious, step.anchorFromOlder0, step.anchorFromOlder1),
  });
  const anchor = plus(anchorOf, step.anchorFromClean ?? 0, clean);
  const nextOf = row({
    latent: step.nextFromX,
    noise: step.nextFromNoise,
    ...before(step.nextFromPrevious, step.nextFromOlder0, step.nextFromOlder1),
  });
  const next = plus(plus(nextOf, step.nextFromClean, clean), product.anchored ? (step.nextFromAnchor ?? 0) : 0, anchor);
  const direction = columns.map((_, i) => [1, -1][i - firstVelocity] ?? 0);
  const of: Readonly<Record<string, readonly number[]>> = { clean, next, nextAnchor: anchor, direction };
  const rows = sums(product);
  return {
    rows: rows.length,
    columns: columns.length,
    values: Float32Array.from(rows.flatMap(name => [...of[name]!])),
  };
}
