import { env, type PreTrainedModel, type Processor, RawImage } from '@huggingface/transformers';
import { type Folder, type Picture, SanaError } from '@sana-studio/core';

export interface Described {
  readonly text: string;
  /** What it was decoded from, special ones included. */
  readonly tokens: readonly number[];
}

/** A model that sees, loaded. */
export interface VisionModel {
  /** @param question in the words that this model knows */
  ask(picture: Picture, question: string, options?: { readonly mostTokens?: number | undefined }): Promise<Described>;
  dispose(): Promise<void>;
}

export interface VisionModelOptions {
  /** Its files as the hub has them: configurations, and ONNX files in `onnx/`. */
  readonly folder: Folder;
  readonly device: 'wasm' | 'webgpu' | 'cpu';
  /** The folder with ONNX Runtime's .wasm, which the engine's worker has as well; a browser needs it. */
  readonly wasmPaths?: string | undefined;
}

export const MOST_TOKENS = 256;
/** A name for a model whose files come from a folder. */
export const NAME = 'sana-studio/local';
const ADDRESS = `https://huggingface.co/${NAME}/resolve/main/`;

/**
 * Opens a model by transformers.js, on the ONNX Runtime that all networks here run on. Its files come from the folder that it
 * is given, and nothing from anywhere else. It keeps what it has loaded, so each model has a worker or a process of its own.
 * @param program what it is, for people
 * @throws SanaError `runtime-failed`, and what reading the folder throws
 */
export async function openedWith(
  { folder, wasmPaths }: VisionModelOptions,
  program: string,
  open: () => Promise<VisionModel>,
): Promise<VisionModel> {
  onlyFrom(folder, wasmPaths);
  try {
    return await open();
  } catch (cause) {
    if (cause instanceof SanaError) throw cause;
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new SanaError('runtime-failed:during', { doing: 'load', program, detail }, cause);
  }
}

/** @param data [height, width, 3] */
export function rawImage({
  width,
  height,
  data,
}: Omit<Picture, 'data'> & { readonly data: Uint8ClampedArray }): RawImage {
  return new RawImage(data, width, height, 3);
}

/** @param inputs as its processor makes them @returns the tokens of the only answer */
export async function generated(
  model: PreTrainedModel,
  inputs: object,
  mostTokens: number,
): Promise<readonly number[]> {
  const all = await model.generate({ ...inputs, max_new_tokens: mostTokens } as Parameters<typeof model.generate>[0]);
  return (all as { tolist(): bigint[][] }).tolist()[0]!.map(Number);
}

export function decoded(processor: Processor, tokens: readonly number[]): string {
  const batch = [tokens] as unknown as number[][];
  return processor.batch_decode(batch, { skip_special_tokens: true })[0]!.trim();
}

/** Every file that transformers.js asks for comes from the folder, or is not there. */
function onlyFrom(folder: Folder, wasmPaths: string | undefined): void {
  env.allowRemoteModels = true;
  env.allowLocalModels = false;
  env.useBrowserCache = false;
  env.useFSCache = false;
  env.useWasmCache = false;
  env.useCustomCache = true;
  env.customCache = {
    async match(request: string) {
      if (!request.startsWith(ADDRESS)) return undefined;
      const source = await folder.open(request.slice(ADDRESS.length));
      if (!source) return new Response(null, { status: 404 });
      try {
        return new Response(new Uint8Array(await source.read(0, source.size)), {
          headers: { 'Content-Length': `${source.size}` },
        });
      } finally {
        await source.close?.();
      }
    },
    async put() {},
  };
  env.fetch = async () => new Response(null, { status: 404 });
  const { wasm } = env.backends.onnx;
  if (wasm && wasmPaths !== undefined) wasm.wasmPaths = wasmPaths;
}
