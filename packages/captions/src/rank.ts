import type { Picture } from '@sana-studio/core';
import type { ScoreOptions, Scorer } from './scorer.ts';

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
  return ranked.toSorted((a, b) => b.score - a.score || a.index - b.index);
}
