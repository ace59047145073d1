// What a picture may differ from the reference's by, for less time, and by which means. docs/performance.md has what each of
// them was measured to save and to change.

/** From none of it to most. */
export const QUALITIES = ['exact', 'fast', 'draft'] as const;

export type Quality = (typeof QUALITIES)[number];

interface Levers {
  /** Of the steps that are asked for. */
  readonly steps: number;
  /**
   * Of the steps that are taken: from there on every other one is guided by the direction of the one before, in place of a
   * pass for the negative prompt. Early directions change too much from step to step; several reused in a row go astray.
   */
  readonly reusesFrom: number;
  /** Large products on the processor are computed in eight bits: see graph/rounded-product.ts. */
  readonly integers: boolean;
}

const LEVERS: Readonly<Record<Quality, Levers>> = {
  exact: { steps: 1, reusesFrom: 1, integers: false },
  fast: { steps: 1, reusesFrom: 1 / 3, integers: true },
  draft: { steps: 1 / 2, reusesFrom: 1 / 3, integers: true },
};

/** In fewer, directions change too much from one to the next: docs/performance.md has how far pictures are off then. */
const FEWEST_REUSING = 8;

/** Why no direction is reused: there is one pass a step anyway, or three, or too few steps, or no room for the network of a single pass. */
export type Unreused = 'passes' | 'pag' | 'steps' | 'memory';

export interface QualityPlan {
  /** To be asked of the solver. */
  readonly steps: number;
  readonly integers: boolean;
  /** Absent: none is. @param step its index @param of how many are taken, which are fewer where a picture is there to start from */
  readonly reuses?: (step: number, of: number) => boolean;
  /** Why none is, of a quality that would. */
  readonly unreused?: Unreused;
}

/** @param prevented by what directions cannot be reused, if by anything but the number of steps */
export function qualityPlan(quality: Quality, steps: number, prevented: Unreused | undefined): QualityPlan {
  const levers = LEVERS[quality];
  const taken = Math.ceil(steps * levers.steps);
  const { integers } = levers;
  if (quality === 'exact') return { steps: taken, integers };
  const unreused = prevented ?? (steps < FEWEST_REUSING ? 'steps' : undefined);
  if (unreused) return { steps: taken, integers, unreused };
  return {
    steps: taken,
    integers,
    reuses(step, of) {
      // the first of them is computed
      const first = Math.ceil(of * levers.reusesFrom);
      return step > first && (step - first) % 2 === 1;
    },
  };
}
