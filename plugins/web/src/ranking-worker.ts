// The script of MiniRanker's worker.

import '@sana-studio/core/no-eval';

import { MINI_MODEL, openMiniScorer, rankByScore, type Scorer } from '@sana-studio/captions';
import { decodePng, httpFolder } from '@sana-studio/core';
import { openChannel, portWire, serve } from '@sana-studio/core/channel';
import { RANKING, RANKING_VERSION, type RankingParts } from './mini-ranker.ts';

/** By the address of its folder. */
const scorers = new Map<string, Promise<Scorer>>();

function scorerAt(folder: string): Promise<Scorer> {
  const known = scorers.get(folder);
  if (known) return known;
  const opening = openMiniScorer(httpFolder(folder));
  scorers.set(folder, opening);
  // it may be there the next time
  opening.catch(() => scorers.delete(folder));
  return opening;
}

const parts: RankingParts = {
  scorer: {
    async score(folder, pngs, prompt) {
      const scorer = await scorerAt(folder);
      const files = await Promise.all(pngs.map(png => png.bytes()));
      const pictures = await Promise.all(files.map((file, index) => decodePng(file, `${index + 1}`)));
      const ranked = await rankByScore(pictures, prompt, scorer, { model: MINI_MODEL });
      return pictures.map((_, index) => ranked.find(one => one.index === index)!.score);
    },
  },
};
// `self` has the type of a page's, which posts to windows
const page = self as unknown as Worker;
openChannel(portWire(page), { version: RANKING_VERSION, serves: serve(RANKING, parts) });
