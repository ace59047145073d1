// What both places have.

export type {
  MemoryTier,
  Phase,
  Picture,
  PictureOrigin,
  Progress,
  Replacement,
  SafetyChoice,
  SafetyName,
  SafetyPolicy,
  SourcePicture,
} from '@sana-studio/core';
export {
  type AnyReason,
  type ErrorCode,
  type ErrorData,
  type Facts,
  type ForeignReason,
  type Reason,
  type Remark,
  SanaError,
} from '@sana-studio/core';
export { fetchSentences, sayRemark, sentence } from '@sana-studio/core/errors';
export type { ChosenControlNet, LoraChoice, RequestDefaults, StoredRequest } from '@sana-studio/core/request';
export type { DeviceChoice } from '@sana-studio/core/worker';
export type {
  Engine,
  EngineFiles,
  EngineInfo,
  EngineOptions,
  GeneratedImage,
  GenerateOptions,
  GenerateResult,
  ImageFormat,
  ImageFormats,
  ImageSource,
  LoadProgress,
  ModelChoice,
  ModelFile,
  ModelFiles,
} from './api.ts';
export type { RequestFields } from './request-fields.ts';
export { type CreateEngine, type SharedEngine, sharedEngine } from './shared-engine.ts';
