// Models: what there is, how they get here, where they stay. Stores come from ./node and ./web.

export { type AdditionKind, type AdditionSpec, additionSpec } from './addition-spec.ts';
export { type AdditionAbout, Additions, type StoredAddition } from './additions.ts';
export { Backoff } from './backoff.ts';
export {
  CATALOGUE,
  type CatalogueModel,
  catalogueModel,
  inOtherLanguages,
  type TransformerKind,
} from './catalogue.ts';
export {
  type Classifier,
  fetchClassifier,
  keepClassifier,
  OPEN_NSFW,
  readClassifier,
  removeClassifier,
} from './classifiers.ts';
export { type Clock, systemClock } from './clock.ts';
export type { DifferentFile } from './compare-model.ts';
export type { CompareState, Comparison, FileComparison, WhyNot } from './comparison.ts';
export { comparedRemark, unverifiedRemarks } from './comparison-remarks.ts';
export type { StoreOptions } from './context.ts';
export { type CatalogueControlNet, CONTROLNETS } from './controlnets.ts';
export type { ExportedFile, ExportTarget } from './export-model.ts';
export type { FetchOptions } from './fetch-model.ts';
export type { FileStore, StoredFileInfo, StoreFile } from './file-store.ts';
export { FOLDER_NOTE, type FolderNote } from './folder-note.ts';
export {
  type ComputerFiles,
  FOUND_KINDS,
  FOUND_PROGRAMS,
  type FoundKind,
  type FoundModel,
  MOST_READ,
  type OpenFile,
} from './found-model.ts';
export type { Variant } from './layout.ts';
export { MemoryFileStore } from './memory-store.ts';
export type { OpenLocal, PartSpec, PartSpecs } from './model-parts.ts';
export { catalogueSpec, type ModelSource, type ModelSpec, parseModelReference } from './model-spec.ts';
export { type AddOptions, ModelStore } from './model-store.ts';
export type { Needs } from './needs.ts';
export { HUGGING_FACE, webAddress } from './remote.ts';
export { downloadBytes, ENCODER_BYTES, keptBytes, type MemoryNeed, memoryNeed } from './requirements.ts';
export {
  copyScorer,
  type FetchScorerOptions,
  fetchScorer,
  removeScorer,
  type ScorerFiles,
  scorerFolder,
} from './scorer-files.ts';
export { SMALL_ENCODERS, type SmallEncoder } from './small-encoder.ts';
export type { StoredModel, StoredPart } from './stored-model.ts';
export { TEAM_LIST } from './team-list.ts';
export type { TransferProgress } from './transfer-progress.ts';
export type { DamagedFile } from './verify-model.ts';
export { WEIGHT_FORMATS, type WeightFormat } from './weights.ts';
