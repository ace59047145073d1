// What programs see of an engine, the same in a browser and in Node.

import type {
  MemoryTier,
  Picture,
  Progress,
  Remark,
  Replacement,
  SafetyChoice,
  SourcePicture,
} from '@sana-studio/core';
import type { RequestDefaults, StoredRequest } from '@sana-studio/core/request';
import type { DeviceChoice } from '@sana-studio/core/worker';
import type { RequestFields } from './request-fields.ts';

/** A file of a model: what is in it, or the address where it lies. In Node an address may be one of a file (`file:`). */
export type ModelFile = Blob | Uint8Array<ArrayBuffer> | URL | string;

/** A model whose files lie wherever you like: bundled, in a storage of your own, behind addresses of your own. */
export interface ModelFiles {
  /** What requests and pictures call it. */
  readonly name: string;
  /** By their paths in the official layout of diffusers, e.g. `transformer/config.json`. */
  readonly files: Readonly<Record<string, ModelFile>>;
  /** Of all files, for progress; without it `LoadProgress.fraction` is missing. */
  readonly bytes?: number | undefined;
}

/**
 * Which model an engine opens:
 *
 * - `ModelFiles`, such as `sanaMini` of the package `@sana-studio/sana-mini`
 * - an address (`https://…`, or in a page one relative to it, such as `/models/sana-mini/`) of a folder in the official layout
 *   of diffusers
 * - the id of a published model, such as `sana-0.6b-512`, or `owner/name` of a repository on Hugging Face: fetched once, and
 *   kept in the browser's storage, or in Node where the command line keeps them
 * - in Node the path of a folder: absolute, or beginning with a dot
 */
export type ModelChoice = ModelFiles | URL | string;

/** How far the opening of a model is. */
export interface LoadProgress {
  /** What is done: `list` asks what there is to fetch, `download` fetches, `verify` compares hashes, `load` opens. */
  readonly phase: 'list' | 'download' | 'verify' | 'load';
  /** Of this phase that are here by now. */
  readonly bytes: number;
  /** Of this phase; missing where nobody can know. */
  readonly totalBytes?: number | undefined;
  /** Of this phase, 0…1; missing where nobody can know. */
  readonly fraction?: number | undefined;
  /** Missing where nobody can know. */
  readonly secondsLeft?: number | undefined;
}

/** Where what is loaded at run time lies. Addresses may be relative to the page. */
export interface EngineFiles {
  /** Script of the engine's worker: `engine-worker.js` of this package. May lie on another origin. */
  readonly worker?: URL | string | undefined;
  /** WebAssembly of ONNX Runtime: `ort-wasm-simd-threaded.asyncify.wasm` of this package, 26.8 MB. */
  readonly wasm?: URL | string | undefined;
}

/** What an engine opens and how. Everything has a default, once `configure` has said which model. */
export interface EngineOptions {
  /** Default: what `configure` said; in Node the package `@sana-studio/sana-mini`, if it is installed. */
  readonly model?: ModelChoice | undefined;
  /** What computes. `auto`: a graphics device (WebGPU) where there is one, else the processor. Default: `auto`. */
  readonly device?: DeviceChoice | undefined;
  /** Called while files are fetched and the model is opened. */
  readonly onProgress?: ((progress: LoadProgress) => void) | undefined;
  /** Gives the opening up: `createEngine` then throws `cancelled`, and nothing of the engine is left. */
  readonly signal?: AbortSignal | undefined;
  /** What is done about inappropriate words: a name, or a policy. Default: `designer`, where they become ❤️. */
  readonly safety?: SafetyChoice | undefined;
  /** Bytes of weights that may stay in memory; below the model's size, its parts give way to each other. */
  readonly memoryBudget?: number | undefined;
  /** What memory the device is taken to have. Default: what is found. */
  readonly memoryTier?: MemoryTier | undefined;
  /** Links to licences that somebody has read and accepted; the error `licence-not-accepted` names those that are missing. */
  readonly acceptedLicences?: readonly string[] | undefined;
  /**
   * In a browser: where the worker and its WebAssembly lie, as a folder with both, or one by one. Default: what `configure`
   * said, or else beside this package's script, where bundlers put them.
   */
  readonly files?: EngineFiles | URL | string | undefined;
  /** In Node: folder where published models are kept. Default: where the command line keeps them. */
  readonly modelsFolder?: string | undefined;
  /** Address of a server that draws instead of this machine; `model` is the name of a model there then, and may be left out. */
  readonly server?: string | undefined;
  /** Key for that server; shown to it alone. */
  readonly key?: string | undefined;
}

/** A class of browsers, which programs for Node may have no type of. */
type OfBrowser<Name extends string> = typeof globalThis extends {
  readonly [Key in Name]: { readonly prototype: infer Kind };
}
  ? Kind
  : never;

/** What `image` of a result can be, by the name of its format. */
export interface ImageFormats {
  /** A PNG file with the request in it, of the type `image/png`. */
  readonly blob: Blob;
  /** The same file as bytes. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** For canvases; close it when done. In browsers only. */
  readonly bitmap: OfBrowser<'ImageBitmap'>;
  /** RGBA, straight alpha, 4 · width · height bytes. In browsers only. */
  readonly imageData: OfBrowser<'ImageData'>;
  /** Width, height and the same bytes as plain data, anywhere. */
  readonly pixels: Picture;
}

/** Name of a format of `ImageFormats`. */
export type ImageFormat = keyof ImageFormats;

/** A picture that a request holds: pixels (an `ImageData` is that), or a file (PNG, JPEG, WebP). */
export type ImageSource = SourcePicture | Blob | Uint8Array<ArrayBuffer>;

/** What `generate` draws: all fields of a request, and how it is to be told of. */
export interface GenerateOptions<Format extends ImageFormat = ImageFormat>
  extends Omit<RequestFields, 'startImage' | 'mask' | 'control'> {
  /** Width and height in pixels, `512x768`. Default: `width` and `height`, or else the model's own. */
  readonly size?: string | undefined;
  /** Picture to start from. */
  readonly startImage?: ImageSource | undefined;
  /** What of `startImage` to change: what is white, or, in a photo, what is transparent. As large as that. */
  readonly mask?: ImageSource | undefined;
  /** Picture whose edges the result follows, with `controlnet`. */
  readonly control?: ImageSource | undefined;
  /** What `image` is to be. Default: `blob` in a browser, `bytes` in Node. */
  readonly format?: Format | undefined;
  /** Stops within one step, and the call within a second; the engine stays usable. */
  readonly signal?: AbortSignal | undefined;
  /** Called with how far the run is. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /**
   * Called after each step but the last with what the picture would look like, an eighth as wide and high, which costs next to
   * nothing. Until the model's colours are known from a picture or two, the first of each is decoded, as large as the picture;
   * where memory is tight there is none until then. Servers give none.
   */
  readonly onPreview?: ((preview: Picture, index: number, step: number) => void) | undefined;
  /** Called with each of several pictures as soon as it is there. */
  readonly onImage?: ((image: GeneratedImage<Format>, index: number) => void) | undefined;
}

/** One picture. */
export interface GeneratedImage<Format extends ImageFormat = ImageFormat> {
  /** In the format that was asked for. */
  readonly image: ImageFormats[Format];
  /** The same seed, request, model and version make the same picture. */
  readonly seed: number;
  /** Pixels from left to right. */
  readonly width: number;
  /** Pixels from top to bottom. */
  readonly height: number;
  /** All fields that made it, without pixels. */
  readonly request: StoredRequest;
  /** What the safety policy took out of the prompt. */
  readonly replaced: readonly Replacement[];
  /** What of the request was not followed and why; `sayRemark` words them. */
  readonly remarks: readonly Remark[];
}

/** The first picture, and all of them where `count` asked for several. */
export interface GenerateResult<Format extends ImageFormat = ImageFormat> extends GeneratedImage<Format> {
  /** In the order of their seeds. */
  readonly images: readonly GeneratedImage<Format>[];
}

/** What there is to know about an engine. */
export interface EngineInfo {
  /** What requests call the model. */
  readonly model: string;
  /** What stands for fields that a request leaves out. */
  readonly defaults: RequestDefaults;
  /** What computes: `webgpu`, `wasm` (the processor in a browser), `cpu` (in Node), or `server`. */
  readonly device: 'webgpu' | 'wasm' | 'cpu' | 'server';
  /** What there is to say of the model and the device, e.g. why not the graphics device. */
  readonly remarks: readonly Remark[];
}

/** A model, ready to draw. Calls may overlap: they are served in order. */
export interface Engine<Default extends ImageFormat = ImageFormat> {
  /** What there is to know about the model and the device. */
  readonly info: EngineInfo;
  /**
   * Draws. When the device is lost or memory runs out, what is not there yet is drawn once more with less memory.
   * @throws SanaError of any code, such as `cancelled` (within a second after `signal` was aborted), `size-out-of-range`,
   *   `request-refused`, `out-of-memory`, `worker-failed`
   */
  generate<Format extends ImageFormat = Default>(options: GenerateOptions<Format>): Promise<GenerateResult<Format>>;
  /** Ends the worker and gives all memory back; what is under way ends with `cancelled`. May be called twice. */
  dispose(): Promise<void>;
}
