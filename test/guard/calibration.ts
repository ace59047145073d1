// How a probe is judged: by the scores that it gives to examples which it was not fitted on.

import { fitLogistic, type Linear, type Rows, scoreOf } from './logistic.ts';

export const FOLDS = 5;
/** Of the squared weights; the one that is best on examples kept apart is taken. */
const PENALTIES = [0.001, 0.01, 0.1, 1] as const;

export interface Examples {
  readonly rows: Rows;
  /** Whether each is unsafe. */
  readonly labels: readonly boolean[];
  /** Examples of one group, such as translations of one another, are kept apart together. */
  readonly groups: readonly number[];
}

export interface CrossValidated {
  readonly penalty: number;
  /** Of each example, by weights that were fitted without its group. */
  readonly scores: readonly number[];
  readonly logLoss: number;
  /** The chance that an unsafe example has a higher score than an innocent one. */
  readonly areaUnderCurve: number;
}

/** @throws RangeError with fewer groups than folds, or examples of one kind only */
export function crossValidate(examples: Examples): CrossValidated {
  const tried = PENALTIES.map(penalty => {
    const scores = scoresApart(examples, penalty);
    const losses = scores.map((score, index) => Math.log1p(Math.exp(examples.labels[index] ? -score : score)));
    return { penalty, scores, logLoss: losses.reduce((sum, loss) => sum + loss, 0) / losses.length };
  });
  const best = tried.reduce((one, other) => (other.logLoss < one.logLoss ? other : one));
  return { ...best, areaUnderCurve: areaUnderCurve(best.scores, examples.labels) };
}

function scoresApart({ rows, labels, groups }: Examples, penalty: number): number[] {
  const order = [...new Set(groups)];
  const foldOf = new Map(order.map((group, index) => [group, index % FOLDS]));
  const scores = new Array<number>(rows.length);
  for (let fold = 0; fold < FOLDS; fold++) {
    const isIn = groups.map(group => foldOf.get(group) !== fold);
    const known = labels.filter((_, index) => isIn[index]);
    if (isIn.every(Boolean) || new Set(known).size < 2) {
      throw new RangeError(`There are too few prompts for ${FOLDS} parts with unsafe and innocent ones in each.`);
    }
    const model: Linear = fitLogistic(
      rows.filter((_, index) => isIn[index]),
      known,
      penalty,
    );
    for (const [index, row] of rows.entries()) if (!isIn[index]) scores[index] = scoreOf(model, row);
  }
  return scores;
}

export function areaUnderCurve(scores: readonly number[], labels: readonly boolean[]): number {
  const unsafe = scores.filter((_, index) => labels[index]);
  const innocent = scores.filter((_, index) => !labels[index]);
  let above = 0;
  for (const score of unsafe) {
    for (const other of innocent) above += score > other ? 1 : score === other ? 0.5 : 0;
  }
  return above / (unsafe.length * innocent.length);
}

/**
 * The bounds of a probe: at most the share `falsePositives` of the innocent examples reaches `adds`, at most the share
 * `misses` of the unsafe ones lies below `vetoes`.
 */
export function boundsFor(
  scores: readonly number[],
  labels: readonly boolean[],
  { falsePositives, misses }: { readonly falsePositives: number; readonly misses: number },
): { readonly adds: number; readonly vetoes: number } {
  const innocent = scores.filter((_, index) => !labels[index]).sort((a, b) => b - a);
  const unsafe = scores.filter((_, index) => labels[index]).sort((a, b) => a - b);
  const may = Math.floor(falsePositives * innocent.length);
  // the first that may not reach it, and a margin; with equal scores none of them does
  const first = innocent[may] ?? Number.NEGATIVE_INFINITY;
  const next = innocent.findLast(score => score > first) ?? first + 2e-3;
  const adds = (first + next) / 2;
  const vetoes = unsafe[Math.floor(misses * unsafe.length)] ?? adds;
  return { adds, vetoes: Math.min(vetoes, adds) };
}

/** Shares of the examples. */
export function ratesAt(
  scores: readonly number[],
  labels: readonly boolean[],
  { adds, vetoes }: { readonly adds: number; readonly vetoes: number },
) {
  const share = (unsafe: boolean, is: (score: number) => boolean) => {
    const own = scores.filter((_, index) => labels[index] === unsafe);
    return own.filter(is).length / own.length;
  };
  return {
    innocentFound: share(false, score => score >= adds),
    unsafeFound: share(true, score => score >= adds),
    innocentSpared: share(false, score => score < vetoes),
    unsafeSpared: share(true, score => score < vetoes),
  };
}
