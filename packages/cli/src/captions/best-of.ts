import { endpointJudge, type Judge, MINI_MODEL, type Scorer } from '@sana-studio/captions';
import { encodePng, type GeneratedPicture, SanaError } from '@sana-studio/core';
import type { BestOfFlags } from './best-of-option.ts';
import { ENDPOINT, endpointModel } from './caption-names.ts';
import { assertMaySend, endpointOptions } from './captioner-option.ts';
import { openScorer } from './scorer-option.ts';

interface Kept {
  readonly picture: GeneratedPicture;
  readonly index: number;
  readonly score: number;
}

/** Looks at pictures as they are made, and holds on to the best. */
export class BestOf {
  readonly count: number;
  readonly #keep: number;
  readonly #by: Scorer | Judge;
  #kept: readonly Kept[] = [];
  #failure: unknown;

  private constructor(count: number, keep: number, by: Scorer | Judge) {
    this.count = count;
    this.#keep = keep;
    this.#by = by;
  }

  /**
   * @param model what draws; undefined for the built-in one
   * @returns undefined where all pictures are kept
   * @throws SanaError `request-invalid`, `access-denied`, `scorer-missing`
   */
  static async open(flags: BestOfFlags, model: string | undefined): Promise<BestOf | undefined> {
    const { bestOf, keep = 1, device } = flags;
    if (bestOf === undefined) {
      const alone = { keep: flags.keep, scorer: flags.scorer, endpoint: flags.endpoint, 'send-to': flags.sendTo };
      const [flag] = Object.entries(alone).flatMap(([name, given]) => (given === undefined ? [] : [name]));
      if (flag !== undefined)
        throw new SanaError('request-invalid:alone', { flag, other: 'best-of', add: 'best-of 4' });
      return undefined;
    }
    if (keep > bestOf) throw new SanaError('request-invalid:keep', { most: bestOf });
    // what a server draws by itself nobody knows before
    const isMini = model === MINI_MODEL || (model === undefined && flags.server === undefined);
    const said = flags.scorer ?? (isMini ? MINI_MODEL : 'clip-vit-l14');
    const judge = endpointModel(said);
    if (judge !== undefined) {
      const endpoint = { endpoint: flags.endpoint ?? ENDPOINT, sendTo: flags.sendTo ?? [] };
      const by = endpointJudge(endpointOptions(judge, endpoint));
      assertMaySend(by.where, endpoint.sendTo);
      return new BestOf(bestOf, keep, by);
    }
    const scorer = await openScorer(said, device);
    if (!scorer)
      throw new SanaError('request-invalid:alone', { flag: 'best-of', other: 'scorer', add: 'scorer sana-mini' });
    return new BestOf(bestOf, keep, scorer);
  }

  /** @returns what to tell: its seed and how well it does, so that it can be drawn again if it is not kept */
  async look(picture: GeneratedPicture, index: number): Promise<string> {
    const { prompt, seed } = picture.request;
    const by = this.#by;
    const isCut = 'score' in by && by.isCut?.(prompt) === true;
    try {
      const { score, words } = await this.#score(picture, prompt);
      this.#keepAt(score, picture, index);
      return `seed ${seed}: ${words} (${by.label}${isCut ? ', of the beginning of the prompt' : ''})`;
    } catch (error) {
      this.#failure ??= error;
      // it is drawn, so it is kept if no better one is known
      this.#keepAt(Number.NEGATIVE_INFINITY, picture, index);
      return `seed ${seed}: not compared (${by.label})`;
    }
  }

  #keepAt(score: number, picture: GeneratedPicture, index: number): void {
    const all = [...this.#kept, { picture, index, score }];
    const byScore = (a: Kept, b: Kept) => (a.score === b.score ? a.index - b.index : b.score - a.score);
    this.#kept = all.toSorted(byScore).slice(0, this.#keep);
  }

  /** @throws what kept a picture from being compared, once those that are kept are written */
  assertCompared(): void {
    if (this.#failure !== undefined) throw this.#failure;
  }

  /** The best of those that were looked at, the best first. */
  get kept(): readonly GeneratedPicture[] {
    return this.#kept.map(({ picture }) => picture);
  }

  async #score(picture: GeneratedPicture, prompt: string): Promise<{ readonly score: number; readonly words: string }> {
    const by = this.#by;
    if ('score' in by) {
      const [score = 0] = await by.score(picture, [prompt], { model: picture.request.model });
      return { score, words: score.toFixed(4) };
    }
    const { yes, probability = yes ? 1 : 0 } = await by.judge(
      { bytes: await encodePng(picture), name: 'the picture' },
      prompt,
    );
    // any yes is before any no
    return { score: Number(yes) + probability, words: `${yes ? 'yes' : 'no'} ${probability.toFixed(2)}` };
  }
}
