// Pictures from a server instead of from this machine. Only what a person chose as a server is ever asked.

export { type ConnectionOptions, hostOf, serverAddress } from '@sana-studio/core/server';
export { DIALECTS, type DialectName } from './dialect.ts';
export type { ServedModel, ServerDescription } from './discover.ts';
export { inParallel } from './parallel.ts';
export { PICTURE_TYPES, type PictureDecoder, type PictureType, pictureTypeOf } from './picture-of-answer.ts';
export { readServerReference, type ServerReference, serverReference } from './reference.ts';
export {
  RemoteEngine,
  type RemoteEngineOptions,
  type RemoteGenerateOptions,
  type RemoteModel,
} from './remote-engine.ts';
export { type ServerTrial, TRIAL_SIZE, tryServer } from './trial.ts';
