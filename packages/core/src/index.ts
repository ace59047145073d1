// The core's public face: what packages and shells use of it, and nothing else. Beside it there are ./request (what
// describes a picture), ./errors (what people are told), ./node and ./web (runtimes), ./worker (all of this in a worker)
// and ./channel.

// Pictures: from a folder with a model, and a runtime.

export { unlessAborted } from './abort.ts';
export type { Addition, OpenAddition } from './addition.ts';
export { BUDGETS, type Budget, type BudgetName, overBudget } from './budgets.ts';
export { folderTokenizer, type ModelFolder, openModelFolder } from './checkpoint/layout/model-folder.ts';
export { type Asker, openAsker } from './checkpoint/layout/text-encoder-folder.ts';
export { MersenneTwister } from './diffusion/mt19937.ts';
export {
  type AnyReason,
  type ErrorCode,
  type ErrorData,
  type Facts,
  type ForeignReason,
  type Reason,
  type Remark,
  SanaError,
} from './errors.ts';
export { FAMILIES, type ModelFamily } from './families/families.ts';
export { resizeBicubic, resizeLanczos, resizeTriangle } from './image/lanczos.ts';
export type { Picture, PictureOrigin, Raster, SourcePicture } from './image/picture.ts';
export { PictureClassifier, type PictureJudge } from './image/picture-classifier.ts';
export { type LoraNotes, readLoraNotes } from './lora/lora-notes.ts';
export { type GeneratedPicture, type GenerateOptions, type PipelineOptions, SanaPipeline } from './pipeline.ts';
export { type Phase, type Progress, readProgress } from './progress.ts';
export { type Combinations, combinations } from './prompt/combinations.ts';
export type { Hit, PromptGuard, Replacement } from './prompt/guard.ts';
export { normalisePrompt } from './prompt/normalise.ts';
export { readPolicy } from './prompt/read-policy.ts';
export {
  allowing,
  type PicturePolicy,
  policyOf,
  type QuestionPolicy,
  SAFETY_ACTIONS,
  SAFETY_CATEGORIES,
  SAFETY_NAMES,
  SAFETY_PRESETS,
  type SafetyAction,
  type SafetyCategory,
  type SafetyChoice,
  type SafetyName,
  type SafetyPolicy,
} from './prompt/safety.ts';
export type { Probe, ProbeFile, Verdict } from './prompt/second-look/probe.ts';
export { readProbeFile } from './prompt/second-look/probe-file.ts';
export { PIXELS_PER_LATENT, planSize, type SizePlan, type SizeRequest } from './prompt/size-bins.ts';
export { type Judgement, RED_HEART_PROMPT, SafetyGuard, safetyGuard } from './prompt/vocabulary-guard.ts';
export { generateRecovering, type RecoverableRun } from './recovery.ts';
export type { GenerateRequest, PartialRequest, RequestDefaults, StoredRequest } from './request/index.ts';
export { type MemoryTier, tierOfAdapter } from './runtime/memory-tier.ts';
export { Queue } from './runtime/queue.ts';
export type { LoadedProgram, Runtime } from './runtime/session.ts';
export { Turns } from './runtime/turns.ts';
export { cutRemark, type PromptReading } from './text/prompt-reading.ts';

// What comes from outside, and what goes there.

export { Credential, credentialHeaders } from './credential.ts';
export { readForeign } from './foreign.ts';
export { parseJson } from './json.ts';

export {
  type ContentId,
  isContentId,
  isModelId,
  isModelPath,
  isRepositoryName,
  isRevision,
  isWebAddress,
  type ModelId,
  type ModelPath,
  type RepositoryName,
  type Revision,
  type WebAddress,
} from './names.ts';

// Files of pictures, and the request inside them.

export { controlPicture } from './image/control-picture.ts';
export { type NamedPicture, pictureName } from './image/picture-name.ts';
export { pictureOfSize } from './image/picture-of-size.ts';
export { withoutAlpha } from './image/pixels.ts';
export { decodePng } from './image/png-decode.ts';
export { encodePng } from './image/png-encode.ts';
export { requestFromPng } from './image/png-request.ts';
export { slug } from './image/slug.ts';
export { requestFromWebp, webpWithRequest } from './image/webp-request.ts';
export { trimmedEnd } from './trim.ts';

// Folders and files with weights.

export { httpFolder, type OnBytes, openUrl } from './checkpoint/files/http-source.ts';
export { readJson } from './checkpoint/files/json-file.ts';
export { assertInside, blobSource, bytesSource, folderPath, memoryFolder } from './checkpoint/files/source.ts';
export { openGguf } from './checkpoint/formats/gguf.ts';
export { openSafetensors } from './checkpoint/formats/safetensors.ts';
export { openTorchCheckpoint } from './checkpoint/formats/torch-checkpoint.ts';
export type { TextEncoderFile } from './checkpoint/layout/gguf-text-encoder.ts';
export { inspectModel, type ModelInspection } from './checkpoint/layout/inspect.ts';
export { type FileInspection, type FilePart, inspectFile } from './checkpoint/layout/inspect-file.ts';
export { type PartPlace, type PartPlaces, withParts, withPartsNote } from './checkpoint/layout/part-place.ts';
export { type PartName, WEIGHT_FILES } from './checkpoint/layout/weight-files.ts';
export type { ByteSource, Folder, TensorDtype, TensorReader } from './checkpoint/tensors/tensors.ts';

// Weights in other numbers: half precision, integers, safetensors written anew.

export {
  safetensorsHeader,
  type TensorPlace,
  type WritableTensor,
  writeSafetensors,
} from './checkpoint/formats/safetensors-write.ts';
export type { IntegerBits } from './checkpoint/tensors/block-format.ts';
export { BLOCK, integerTensor, OWN_FORMATS, packRows } from './checkpoint/tensors/integer-blocks.ts';
export { narrow } from './checkpoint/tensors/narrow.ts';
export { itemSize, type StoredTensor, type StoredTensorReader, storedBytes } from './checkpoint/tensors/tensor-data.ts';
export { isFloat, widen } from './checkpoint/tensors/widen.ts';

// Comparing with the reference, tensor by tensor.

export { compare, type Difference } from './trace/compare.ts';
export { DEFAULT_TOLERANCES, isWithin } from './trace/tolerances.ts';
export { parseReferenceNote, type ReferenceNote, type TracedTensor, traceReference } from './trace/trace.ts';
