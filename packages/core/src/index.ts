// The core's public face. Hosts take a runtime from ./node or ./web, or run all of this in a worker with ./worker.

export { httpFolder, openUrl } from './checkpoint/http-source.ts';
export { type FileInspection, inspectFile, inspectModel, type ModelInspection } from './checkpoint/inspect.ts';
export { BLOCK, INTEGER_BITS, type IntegerBits, integerTensor, packRows } from './checkpoint/integer-blocks.ts';
export { readJson } from './checkpoint/json-file.ts';
export { type ModelFamily, type ModelFolder, openModelFolder } from './checkpoint/model-folder.ts';
export { narrow } from './checkpoint/narrow.ts';
export { openSafetensors } from './checkpoint/safetensors.ts';
export {
  safetensorsHeader,
  type TensorPlace,
  type WritableTensor,
  writeSafetensors,
} from './checkpoint/safetensors-write.ts';
export { assertInside, blobSource, bytesSource, folderPath, memoryFolder } from './checkpoint/source.ts';
export { itemSize, type StoredTensor, type StoredTensorReader, storedBytes } from './checkpoint/tensor-data.ts';
export { openTensorFile } from './checkpoint/tensor-file.ts';
export type { ByteSource, Folder, TensorDtype, TensorReader } from './checkpoint/tensors.ts';
export { openTorchCheckpoint } from './checkpoint/torch-checkpoint.ts';
export { isFloat, widen } from './checkpoint/widen.ts';
export { type ErrorCode, type ErrorData, type Reason, type Remark, SanaError } from './errors.ts';
export type { Picture } from './image/picture.ts';
export { decodePng } from './image/png-decode.ts';
export { encodePng } from './image/png-encode.ts';
export { requestFromPng } from './image/png-request.ts';
export { requestFromWebp, webpWithRequest } from './image/webp-request.ts';
export {
  type GeneratedPicture,
  type GenerateOptions,
  type PipelineOptions,
  SanaPipeline,
} from './pipeline.ts';
export type { Phase, Progress } from './progress.ts';
export { noGuard, type PromptGuard, type Replacement, refusingGuard, wholePromptGuard } from './prompt/guard.ts';
export { SAFETY_POLICIES, type SafetyPolicy } from './prompt/safety.ts';
export { planSize, type SizePlan, type SizeRequest } from './prompt/size-bins.ts';
export { vocabularyGuard } from './prompt/vocabulary-guard.ts';
export { generateRecovering, type RecoverableRun } from './recovery.ts';
export * from './request/index.ts';
export { type MemoryTier, tierOfAdapter } from './runtime/memory-tier.ts';
export type { FloatTensor, Runtime } from './runtime/session.ts';
export { compare, type Difference } from './trace/compare.ts';
export { DEFAULT_TOLERANCES, isWithin } from './trace/tolerances.ts';
export { parseReferenceNote, type ReferenceNote, type TracedTensor, traceReference } from './trace/trace.ts';
