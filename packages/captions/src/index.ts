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
export { altText, captionOf, spoken } from './captioners/answer.ts';
export { type EndpointOptions, endpointCaptioner, endpointJudge } from './captioners/endpoint.ts';
export {
  FLORENCE_LEVELS,
  type FlorenceLevel,
  type FlorenceTask,
  isEnglish,
  LOCAL_MODEL_EXTRAS,
  LOCAL_MODELS,
  type LocalCaptionerOptions,
  type LocalModelId,
  localCaptioner,
} from './captioners/local.ts';
export { captionType, type ModelCaptionerOptions, modelCaptioner } from './captioners/model-captioner.ts';
export { isOfAll } from './captioners/of-all.ts';
export { storedCaptioner, storedModel, storedPrompt } from './captioners/stored.ts';
export { questionFor } from './captioners/words.ts';
export { mediaType, otherKind, type PictureFacts, type PictureType, pictureFacts } from './picture-file.ts';
export { preparedPicture, uprightPicture } from './prepared-picture.ts';
export { pythonRandom, type RandomNumbers } from './python-random.ts';
export { type Ranked, rankByScore } from './rank.ts';
export {
  CLIP_IDS,
  type Judge,
  MINI_MODEL,
  SCORER_IDS,
  type ScoreOptions,
  type Scorer,
  type ScorerId,
  type Verdict,
} from './scorer.ts';
export { CLIP_FILES, CLIPS, type ClipId, clipInput, openClipScorer } from './scorers/clip.ts';
export { openMiniScorer } from './scorers/mini.ts';
export { fourDecimals } from './scorers/vectors.ts';
export { LAWS, type Law, PROMPT_TYPE, type Scored, select, type Ticket, ticketsOf } from './select.ts';
