import type { Picture } from '@sana-studio/core';
import type { EncodedPicture } from './caption.ts';
import type { Judge, ScoreOptions, Scorer } from './scorer.ts';

export interface Ranked {
  /** Of the picture, in what was given. */
  readonly index: number;
  readonly score: number;
}

/** Pictures by how well they fit a prompt, the best first; of equal ones the earlier. @throws what the scorer throws */
export async function rankByScore(
  pictures: readonly Picture[],
  prompt: string,
  scorer: Scorer,
  options: ScoreOptions = {},
): Promise<readonly Ranked[]> {
  const ranked: Ranked[] = [];
  for (const [index, picture] of pictures.entries()) {
    const [score] = await scorer.score(picture, [prompt], options);
    ranked.push({ index, score: score! });
  }
  return bestFirst(ranked);
}

/**
 * The same by a judge: whoever shows it before whoever does not, among both the surer yes first, as NVlabs'
 * nvila_sana_pick.py compares two. The score is the probability of yes; 1 and 0 where the judge has none.
 */
export async function rankByJudge(
  pictures: readonly EncodedPicture[],
  prompt: string,
  judge: Judge,
  signal?: AbortSignal,
): Promise<readonly Ranked[]> {
  const ranked: (Ranked & { readonly yes: boolean })[] = [];
  for (const [index, picture] of pictures.entries()) {
    const { yes, probability = yes ? 1 : 0 } = await judge.judge(picture, prompt, signal);
    ranked.push({ index, score: probability, yes });
  }
  const [shown, others] = [ranked.filter(({ yes }) => yes), ranked.filter(({ yes }) => !yes)];
  return [...bestFirst(shown), ...bestFirst(others)].map(({ index, score }) => ({ index, score }));
}

function bestFirst<T extends Ranked>(ranked: readonly T[]): readonly T[] {
  return ranked.toSorted((a, b) => b.score - a.score || a.index - b.index);
}
