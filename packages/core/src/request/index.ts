// What describes a request: the table of its fields, and what derives from it.

export { type SolverName, solverFits } from '../diffusion/solvers.ts';
export type { Limits } from '../errors/limits.ts';
export type { ControlSource } from '../image/control-sources.ts';
export { QUALITIES, type Quality, qualityPlan } from '../quality.ts';
export { type ChosenControlNet, nameOfControlNet } from './controlnet.ts';
export {
  besidesOf,
  FIELD_NAMES,
  FIELDS,
  type FieldName,
  type FieldsLike,
  fieldOf,
  type GenerateRequest,
  type PartialRequest,
  type RequestDefaults,
  type StoredRequest,
  type ValueOf,
} from './fields.ts';
export type { JsonSchema, Kind, NumberKind, Range } from './kinds.ts';
export { LORA_STRENGTH, type LoraChoice, type LorasKind, loraOf } from './loras.ts';
export { AREA, completeRequest, drawSeed, requestDefaults, requestOfPicture, seedAfter, show } from './request.ts';
export { fromWordsAlone, parseRequest, readPartial, readStored, requestJson, stored } from './stored.ts';
export { mainWords, withStyle } from './style.ts';
export { BLOCK_FIELDS, flagOf, onlyToolFields, readWord, type ToolSchema, toolSchema } from './words.ts';
