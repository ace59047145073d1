// Captions of pictures: who writes them, who scores them, which is taken.

export type {
  AskAboutPicture,
  Availability,
  Caption,
  Captioner,
  CaptionOptions,
  CaptionWish,
  DecodePicture,
  EncodedPicture,
} from './caption.ts';
export { pythonRandom, type RandomNumbers } from './python-random.ts';
export { type Ranked, rankByJudge, rankByScore } from './rank.ts';
export { type Judge, SCORER_IDS, type ScoreOptions, type Scorer, type ScorerId, type Verdict } from './scorer.ts';
export { LAWS, type Law, PROMPT_TYPE, type Scored, select, type Ticket, ticketsOf } from './select.ts';
