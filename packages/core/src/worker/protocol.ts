// What a page and its engine say to each other. The engine lives in a worker, behind a message port, or in the same
// process; comlink carries the calls, and everything in them is plain data.

import type { Remark } from '../errors.ts';
import type { ModelFamily } from '../families/families.ts';
import type { GenerateOptions } from '../pipeline.ts';
import type { SafetyChoice } from '../prompt/safety.ts';
import type { SizeRequest } from '../prompt/size-bins.ts';
import type { PartialRequest, RequestDefaults } from '../request/index.ts';
import type { MemoryTier } from '../runtime/memory-tier.ts';
import type { Device } from '../runtime/session.ts';
import type { WebRuntimeOptions } from '../runtime/web.ts';
import type { PromptReading } from '../text/prompt-reading.ts';

export const DEVICE_CHOICES = ['auto', 'webgpu', 'wasm', 'cpu'] as const;

/** `auto`: a graphics device where there is one. `wasm` is the processor in a browser, `cpu` the processor in Node. */
export type DeviceChoice = (typeof DEVICE_CHOICES)[number];

/** Where a model is, as plain data. `kind` says which of the engine's sources opens it; the rest is theirs to read. */
export interface ModelSource {
  readonly kind: string;
  readonly [detail: string]: unknown;
}

export interface LoadOptions {
  /** Default: `auto`. */
  readonly device?: DeviceChoice | undefined;
  /** As in PipelineOptions. */
  readonly name?: string | undefined;
  readonly memoryTier?: MemoryTier | undefined;
  readonly memoryBudget?: number | undefined;
  readonly tilePixels?: number | undefined;
  /** What is done about inappropriate words; default: `designer`. */
  readonly safety?: SafetyChoice | undefined;
  /** Browser only; as in WebRuntimeOptions. */
  readonly wasmBase?: WebRuntimeOptions['wasmBase'];
}

/** What there is to know about a model once it is open. */
export interface ModelInfo {
  readonly label: string;
  readonly family: ModelFamily;
  /** What was replaced or left out when it was opened. */
  readonly remarks: readonly Remark[];
  readonly defaults: RequestDefaults;
  /** With `planSize`, tells what is really generated for a size. */
  readonly sizes: Pick<SizeRequest, 'sampleSize' | 'binning'>;
  /** False for models with embedded guidance. */
  readonly usesNegativePrompt: boolean;
  readonly device: Device;
  /** What memory the device is taken to have. */
  readonly memoryTier: MemoryTier;
  /** For people: why not the graphics device, if `auto` did not take it. */
  readonly note?: Remark | undefined;
  /** For people: why the processor computes on one thread, where there are more. */
  readonly threads?: Remark | undefined;
}

export interface ReadOptions {
  /** Whether to look what language the prompt is in, which is of interest for models that know one. */
  readonly language?: boolean | undefined;
}

export interface EngineReading extends PromptReading {
  /** If asked for: of a prompt that is clearly not English; see otherLanguage. */
  readonly language?: string | undefined;
}

/** The engine's side. Calls are served one after the other, but for `read` and `ping`, which are served at once. */
export interface EngineApi {
  /** Opens a model in place of the one before. @throws SanaError of any code */
  load(source: ModelSource, options: LoadOptions): Promise<ModelInfo>;
  /**
   * As SanaPipeline.generate, but that pictures come by `onPicture`, as they have no need to be kept here. Everything has
   * been told before this resolves. @throws SanaError of any code
   */
  generate(request: PartialRequest, options: GenerateOptions): Promise<void>;
  /** As SanaPipeline.warmUp; ends with `cancelled` as soon as something else is asked for. @throws SanaError of any code */
  warmUp(): Promise<void>;
  /** As SanaPipeline.read; served at once. @throws SanaError `model-not-found` */
  read(prompt: string, options: ReadOptions): Promise<EngineReading>;
  /** Resolves while the engine is alive. */
  ping(): void;
  /** Frees everything. */
  dispose(): Promise<void>;
}
