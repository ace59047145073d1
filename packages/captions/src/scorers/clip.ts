import { Tokenizer } from '@huggingface/tokenizers';
import {
  type Folder,
  type LoadedProgram,
  type Picture,
  type Runtime,
  readForeign,
  readJson,
  resizeBicubic,
  SanaError,
  withoutAlpha,
} from '@sana-studio/core';
import * as z from 'zod/mini';
import type { Scorer } from '../scorer.ts';
import { sourceOf } from './source-of.ts';
import { hundredCosine, unit } from './vectors.ts';

/** OpenAI's CLIP of two sizes, by what a scorer is called, and where it is published as ONNX. */
export const CLIPS = {
  'clip-vit-l14': { label: 'CLIP ViT-L/14', repository: 'Xenova/clip-vit-large-patch14', licence: 'MIT' },
  'clip-vit-b32': { label: 'CLIP ViT-B/32', repository: 'Xenova/clip-vit-base-patch32', licence: 'MIT' },
} as const;

export type ClipId = keyof typeof CLIPS;

/** Files of a repository that are needed. */
export const CLIP_FILES = ['tokenizer.json', 'onnx/text_model.onnx', 'onnx/vision_model.onnx'] as const;

/** Those of Sana's released configurations, which go by the scores of ViT-L/14 (tools/metrics/clip-score). */
const THRESHOLDS = { caption: 25, picture: 22 } as const;

const SIDE = 224;
const MEAN = [0.48145466, 0.4578275, 0.40821073] as const;
const DEVIATION = [0.26862954, 0.26130258, 0.27577711] as const;
const MOST_TOKENS = 77;

const tokenizerFile = z.looseObject({
  model: z.looseObject({ type: z.literal('BPE') }),
  added_tokens: z.array(z.looseObject({})),
});

/** The first and the last token of every text. */
interface ClipTokenizer {
  encode(text: string): readonly number[];
  isCut(text: string): boolean;
}

/**
 * OpenAI's CLIP from the ONNX files of the hub. A score is 100 times the cosine of what it makes of a picture and a text, as
 * NVlabs' clip_score.py prints it; of a text that is longer than 77 tokens the beginning counts.
 * @throws SanaError `file-missing`, `config-invalid`, and what loading throws
 */
export async function openClipScorer(
  runtime: Runtime,
  folder: Folder,
  id: ClipId,
): Promise<Scorer & { dispose(): Promise<void> }> {
  const tokenizer = await openTokenizer(folder);
  const text = await network(runtime, folder, 'text_model', 'input_ids', 'text_embeds');
  const vision = await network(runtime, folder, 'vision_model', 'pixel_values', 'image_embeds');
  const ofText = async (words: string) => {
    const ids = tokenizer.encode(words);
    return embedded(await text.run({ input_ids: runtime.ints(ids, [1, ids.length]) }), 'text_embeds');
  };
  return {
    id,
    label: CLIPS[id].label,
    thresholds: id === 'clip-vit-l14' ? THRESHOLDS : undefined,
    isCut: words => tokenizer.isCut(words),
    async score(picture, texts, { signal } = {}) {
      signal?.throwIfAborted();
      const pixels = runtime.floats(clipInput(picture), [1, 3, SIDE, SIDE]);
      const seen = await embedded(await vision.run({ pixel_values: pixels }), 'image_embeds');
      const scores: number[] = [];
      for (const words of texts) scores.push(hundredCosine(seen, await ofText(words)));
      return scores;
    },
    async dispose() {
      await text.dispose();
      await vision.dispose();
    },
  };
}

type Results = Awaited<ReturnType<LoadedProgram['run']>>;

async function embedded(results: Results, name: string): Promise<Float32Array> {
  const values = (await results[name]!.getData(true)) as Float32Array;
  results[name]!.dispose();
  return unit(Float32Array.from(values));
}

/**
 * A picture as CLIP's processor of transformers makes it: on white, the shorter side 224 by Pillow's bicubic, the middle of
 * it, in the scale of its training.
 * @returns [3, 224, 224]
 */
export function clipInput(picture: Picture): Float32Array {
  const { width, height } = picture;
  // as transformers rounds the longer side
  const size =
    width <= height
      ? { width: SIDE, height: Math.trunc((SIDE * height) / width) }
      : { width: Math.trunc((SIDE * width) / height), height: SIDE };
  const { data } = resizeBicubic(withoutAlpha(picture), size);
  const [left, top] = [Math.floor((size.width - SIDE) / 2), Math.floor((size.height - SIDE) / 2)];
  const values = new Float32Array(3 * SIDE * SIDE);
  for (let c = 0; c < 3; c++) {
    for (let y = 0; y < SIDE; y++) {
      for (let x = 0; x < SIDE; x++) {
        const byte = data[((y + top) * size.width + x + left) * 3 + c]!;
        values[(c * SIDE + y) * SIDE + x] = (byte / 255 - MEAN[c]!) / DEVIATION[c]!;
      }
    }
  }
  return values;
}

async function network(
  runtime: Runtime,
  folder: Folder,
  name: string,
  input: string,
  output: string,
): Promise<LoadedProgram> {
  const model = await readWhole(folder, `onnx/${name}.onnx`);
  const segment = {
    model,
    parameters: new Map(),
    inputs: [{ name: input, type: input === 'input_ids' ? 'int64' : 'float32', shape: [] }],
    outputs: [{ name: output, type: 'float32', shape: [] }],
  } as const;
  return runtime.load({ name, segments: [segment], outputs: [output] });
}

async function openTokenizer(folder: Folder): Promise<ClipTokenizer> {
  const source = await sourceOf(folder, 'tokenizer.json');
  try {
    const json = await readJson(source, 'tokenizer');
    const read = readForeign(tokenizerFile, json);
    if (!read.fits) throw invalid(`tokenizer.json: ${read.field}: ${read.problem}`, folder);
    const tokenizer = new Tokenizer(read.value as ConstructorParameters<typeof Tokenizer>[0], {});
    return {
      isCut: text => tokenizer.encode(text).ids.length > MOST_TOKENS,
      encode(text) {
        const { ids } = tokenizer.encode(text);
        return ids.length <= MOST_TOKENS ? ids : [...ids.slice(0, MOST_TOKENS - 1), ids.at(-1)!];
      },
    };
  } finally {
    await source.close?.();
  }
}

async function readWhole(folder: Folder, path: string): Promise<Uint8Array> {
  const source = await sourceOf(folder, path);
  try {
    return await source.read(0, source.size);
  } finally {
    await source.close?.();
  }
}

function invalid(detail: string, { label }: Folder): SanaError {
  return new SanaError('config-invalid:scorer', { file: label, detail });
}
