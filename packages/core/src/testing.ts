// What the tests and benchmarks of other packages look into. Nothing that people run may import it.

export { Autoencoder } from './autoencoder/autoencoder.ts';
export { decoderHeadProgram, decoderTailProgram } from './autoencoder/decoder.ts';
export { autoencoderTensors } from './autoencoder/tensors.ts';
export { blobSource, readAll } from './checkpoint/files/source.ts';
export { pickle, pickledDict, zipBytes } from './checkpoint/formats/checkpoint.fixture.ts';
export { ggufBytes, ggufHeader, ggufType, ggufValues } from './checkpoint/formats/gguf.fixture.ts';
export { parseAutoencoderConfig, parseTextEncoderConfig, parseTransformerConfig } from './checkpoint/layout/config.ts';
export {
  EVERY_TYPE,
  filesWith,
  gemmaGguf,
  pieceLists,
  type TestVocabulary,
} from './checkpoint/layout/gemma-gguf.fixture.ts';
export { openGgufTextEncoder } from './checkpoint/layout/gguf-text-encoder.ts';
export { captionProgram } from './diffusion/caption.ts';
export { Denoiser } from './diffusion/denoiser.ts';
export { TorchGenerator } from './diffusion/noise.ts';
export { solverPlan } from './diffusion/solvers.ts';
export { transformerTensors } from './diffusion/tensors.ts';
export { timeProgram } from './diffusion/time-embedding.ts';
export { denoiserProgram } from './diffusion/transformer.ts';
export { familyOf } from './families/families.ts';
export type { Program, Segment } from './graph/graph.ts';
export { type AttributeProto, AttributeProtoAttributeType, readModelProto } from './graph/onnx/onnx.js';
export { Parameters } from './graph/parameters.ts';
export type { ExpectedTensors } from './graph/recording.ts';
export { encodeFloats } from './prompt/second-look/floats.ts';
export { probeFile } from './prompt/second-look/probe.fixture.ts';
export { bosValues, PROBE_FORMAT, PROBE_VERSION, READINGS, type Reading } from './prompt/second-look/probe.ts';
export { seededRandom } from './random.fixture.ts';
export { memoryPlan } from './runtime/memory-tier.ts';
export { ProgramCache } from './runtime/program-cache.ts';
export { threadsFor } from './runtime/threads.ts';
export { gemmaProgram } from './text/gemma.ts';
export { PromptConditioner } from './text/prompt-conditioner.ts';
export type { TextRows } from './text/prompt-encoder.ts';
export { textEncoderTensors } from './text/tensors.ts';
export { loadTokenizer } from './text/tokenizer.ts';
export type { TraceContext } from './trace/trace.ts';
export { traceAutoencoder } from './trace/trace-autoencoder.ts';
export { traceDenoising } from './trace/trace-run.ts';
export { traceTransformer } from './trace/trace-transformer.ts';
