import type { Target } from '../graph/graph.ts';
import type { Difference } from './compare.ts';

/** How far a computed tensor may be from the reference's. */
export interface Tolerances {
  /** Relative to the reference's largest absolute value, for all but the following. */
  readonly relative: number;
  /** Absolute, of the starting noise, which no network has touched. */
  readonly noise: number;
  /** Absolute, of the picture, whose values lie in 0…1. */
  readonly picture: number;
}

const COMMON = { noise: 1e-6, picture: 1 / 255 };

/** What float32 networks reach. WebGPU adds in another order than the reference does, and rounds more coarsely. */
export const DEFAULT_TOLERANCES: Readonly<Record<Target, Tolerances>> = {
  cpu: { ...COMMON, relative: 2e-4 },
  webgpu: { ...COMMON, relative: 1e-3 },
};

/** Whether a tensor is close enough. Token ids must be equal. */
export function isWithin({ name, maxAbs, maxRel }: Difference, tolerances: Tolerances): boolean {
  if (name.endsWith('.ids')) return maxAbs === 0;
  if (name.startsWith('run.noise')) return maxAbs <= tolerances.noise;
  if (name === 'run.image') return maxAbs <= tolerances.picture;
  return maxRel <= tolerances.relative;
}
