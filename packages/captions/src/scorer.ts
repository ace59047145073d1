import type { Picture } from '@sana-studio/core';
import type { EncodedPicture } from './caption.ts';

/** Says how well texts fit a picture. Scores of different scorers are never compared. */
export interface Scorer {
  readonly id: ScorerId;
  /** For people: `CLIP ViT-L/14`. */
  readonly label: string;
  /** Below which Sana's training skips captions and pictures. Only the scorer whose scale they belong to has them. */
  readonly thresholds?: { readonly caption: number; readonly picture: number } | undefined;
  /** Whether of a text only the beginning counts; absent where all of every text does. */
  readonly isCut?: ((text: string) => boolean) | undefined;
  /**
   * @param model what drew the picture, where that is known: some scorers know the pictures of one model only
   * @throws SanaError `scorer-unfit` for a picture that it knows nothing about
   */
  score(picture: Picture, texts: readonly string[], options?: ScoreOptions): Promise<readonly number[]>;
}

export interface ScoreOptions {
  readonly model?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Those of CLIP. */
export const CLIP_IDS = ['clip-vit-l14', 'clip-vit-b32'] as const;

export const SCORER_IDS = [...CLIP_IDS, 'sana-mini-clip'] as const;

/** The model whose own pictures a scorer was trained with. */
export const MINI_MODEL = 'sana-mini';

/** In the units of each: 100 times the cosine of both vectors. */
export type ScorerId = (typeof SCORER_IDS)[number];

/** Says whether a picture shows what was asked for. */
export interface Judge {
  readonly label: string;
  /** As of a Captioner. */
  readonly where: 'here' | { readonly host: string };
  judge(picture: EncodedPicture, prompt: string, signal?: AbortSignal): Promise<Verdict>;
}

export interface Verdict {
  readonly yes: boolean;
  /** How sure it is of yes, 0…1, where the server says so. */
  readonly probability?: number | undefined;
}
