import { SanaError } from '@sana-studio/core';
import { anything, type ContractOf, openChannel, portWire } from '@sana-studio/core/channel';
import type { PanelPicture, PictureRanker, Ranking } from '@sana-studio/shared';

export interface RankingParts {
  readonly scorer: {
    /** @param folder where the embedded model is served @returns of each picture, how well it fits the prompt */
    score(folder: string, pngs: readonly Blob[], prompt: string): Promise<readonly number[]>;
  };
}

export const RANKING_VERSION = 1;
/** Both ends are of one build: nothing is checked. */
export const RANKING: ContractOf<RankingParts> = {
  scorer: { score: { args: [anything, anything, anything], result: anything } },
};

/** Whose pictures the scorer knows: it comes with that model. */
const MODEL = 'sana-mini';

/** Ranks pictures of the embedded model, in a worker that is started when there are some. */
export class MiniRanker implements PictureRanker {
  readonly #folder: string;
  readonly #start: () => Worker;
  #running: RankingParts | undefined;

  /** @param folder address of the embedded model @param start starts a worker whose script is ranking-worker.ts */
  constructor(folder: string, start: () => Worker) {
    this.#folder = folder;
    this.#start = start;
  }

  async rank(pictures: readonly PanelPicture[]): Promise<Ranking | undefined> {
    const [first] = pictures;
    if (!first || pictures.some(({ request }) => request.model !== MODEL)) return undefined;
    const running = this.#running ?? openChannel(portWire(this.#start()), { version: RANKING_VERSION }).remote(RANKING);
    this.#running = running;
    try {
      const pngs = pictures.map(({ png }) => png);
      const scores = await running.scorer.score(this.#folder, pngs, first.request.prompt);
      return { by: `CLIP of ${MODEL}`, scores };
    } catch (error) {
      if (SanaError.from(error).code === 'worker-failed') this.#running = undefined;
      throw error;
    }
  }
}
