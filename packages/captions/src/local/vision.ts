import { AutoProcessor, env, Florence2ForConditionalGeneration, RawImage } from '@huggingface/transformers';
import { type Folder, type Picture, resizeBicubic, SanaError, withoutAlpha } from '@sana-studio/core';

/** What Florence-2 may be asked. */
export const FLORENCE_TASKS = ['<CAPTION>', '<DETAILED_CAPTION>', '<MORE_DETAILED_CAPTION>'] as const;
export type FlorenceTask = (typeof FLORENCE_TASKS)[number];

export interface Described {
  readonly text: string;
  /** What it was decoded from, the decoder's start included. */
  readonly tokens: readonly number[];
}

export interface Florence {
  describe(picture: Picture, task: FlorenceTask, options?: { readonly mostTokens?: number }): Promise<Described>;
  dispose(): Promise<void>;
}

export interface FlorenceOptions {
  /** Its files as the hub has them: configurations, and ONNX files in `onnx/`. */
  readonly folder: Folder;
  readonly device: 'wasm' | 'webgpu' | 'cpu';
  /** The folder with ONNX Runtime's .wasm, which the engine's worker has as well; a browser needs it. */
  readonly wasmPaths?: string | undefined;
}

const MOST_TOKENS = 256;
/** A name for a model whose files come from a folder. */
const NAME = 'sana-studio/florence-2';
const ADDRESS = `https://huggingface.co/${NAME}/resolve/main/`;

/**
 * Florence-2 by transformers.js, on the ONNX Runtime that all networks here run on. Its files come from the folder that it is
 * given, and nothing from anywhere else. It keeps what it has loaded, so in a browser it has a worker of its own.
 * @throws SanaError `file-missing`, `runtime-failed`
 */
export async function openFlorence({ folder, device, wasmPaths }: FlorenceOptions): Promise<Florence> {
  onlyFrom(folder, wasmPaths);
  try {
    const model = await Florence2ForConditionalGeneration.from_pretrained(NAME, { device, dtype: 'fp32' });
    const processor = await AutoProcessor.from_pretrained(NAME);
    const { height, width } = sizeOf(processor.image_processor);
    return {
      async describe(picture, task, { mostTokens = MOST_TOKENS } = {}) {
        // by ourselves: what sharp or a canvas make smaller is not what the model was trained with
        const { data } = resizeBicubic(withoutAlpha(picture), { width, height });
        const image = new RawImage(data, width, height, 3);
        const question = (processor as unknown as Prompting).construct_prompts(task);
        const inputs: object = await processor(image, question);
        const generated = await model.generate({ ...inputs, max_new_tokens: mostTokens } as Parameters<
          typeof model.generate
        >[0]);
        const tokens = (generated as { tolist(): bigint[][] }).tolist()[0]!;
        const text = processor.batch_decode([tokens.map(Number)] as unknown as number[][], {
          skip_special_tokens: true,
        })[0]!;
        return { text: text.trim(), tokens: tokens.map(Number) };
      },
      async dispose() {
        await model.dispose();
      },
    };
  } catch (cause) {
    if (cause instanceof SanaError) throw cause;
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new SanaError('runtime-failed:during', { doing: 'load', program: 'Florence-2', detail }, cause);
  }
}

/** Of Florence-2's processor, which the types do not have. */
interface Prompting {
  construct_prompts(task: string): string[];
}

function sizeOf(processor: unknown): { readonly width: number; readonly height: number } {
  const { size } = processor as { readonly size?: { readonly width?: number; readonly height?: number } };
  if (!size?.width || !size.height)
    throw new SanaError('config-invalid:scorer', { file: 'preprocessor_config.json', detail: 'no size' });
  return { width: size.width, height: size.height };
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
