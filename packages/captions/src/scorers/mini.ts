import {
  type Folder,
  folderTokenizer,
  normalisePrompt,
  openSafetensors,
  type Picture,
  readForeign,
  readJson,
  SanaError,
  withoutAlpha,
} from '@sana-studio/core';
import * as z from 'zod/mini';
import { MINI_MODEL, type ScoreOptions, type Scorer } from '../scorer.ts';
import {
  convolve,
  layerNorm,
  linear,
  meanOfNeighbours,
  meanOfPlanes,
  squareInput,
  type Weights,
} from './mini-layers.ts';
import { sourceOf } from './source-of.ts';
import { hundredCosine, unit } from './vectors.ts';

const WEIGHTS = 'clip/model.safetensors';
const CONFIG = 'clip/config.json';

/** Of the configuration, what is not the same in every version: the tokens that stand around a text. */
const config = z.looseObject({ text: z.looseObject({ ignoredIds: z.array(z.int()) }) });

/** As models/sana-mini/clip/config.json describes it. */
const SIDE = 96;
const CONVOLUTIONS = [
  ['image.layers.0', 2],
  ['image.layers.3', 2],
  ['image.layers.6', 2],
  ['image.layers.9', 1],
  ['image.layers.12', 2],
  ['image.layers.15', 1],
] as const;
const EPS = 1e-5;
const MOST_TOKENS = 300;

/**
 * The contrastive model that comes with sana-mini. It is small and knows what that draws, so it ranks pictures of sana-mini and
 * says nothing about whether they are right.
 * @param folder of sana-mini, `clip` and `tokenizer` in it
 * @throws SanaError `file-missing`, `config-invalid`, and what reading its files throws
 */
export async function openMiniScorer(folder: Folder): Promise<Scorer> {
  const source = await sourceOf(folder, WEIGHTS);
  try {
    const tensors = await openSafetensors(source);
    const weights = async (name: string): Promise<Weights> => ({
      weight: await tensors.readFloat32(`${name}.weight`),
      bias: await tensors.readFloat32(`${name}.bias`),
    });
    const convolutions = await Promise.all(
      CONVOLUTIONS.map(async ([name, stride]) => [await weights(name), stride] as const),
    );
    const toCommon = await weights('image.project');
    const embedding = await tensors.readFloat32('text.embedding.weight');
    const [, width = 1] = tensors.entries.get('text.embedding.weight')?.shape ?? [];
    const [neighbours, norm, project] = await Promise.all(
      ['text.neighbours', 'text.norm', 'text.project'].map(weights),
    );
    const tokenizer = (await folderTokenizer(folder)).load();
    const ignored = await ignoredIds(folder);

    const ofPicture = (picture: Picture) => {
      const { data } = withoutAlpha(picture);
      let planes = squareInput(data, picture.width, picture.height, SIDE);
      for (const [layer, stride] of convolutions) planes = convolve(planes, layer, stride);
      return unit(linear(meanOfPlanes(planes), toCommon));
    };
    const ofText = (text: string) => {
      const ids = tokenizer.encode(normalisePrompt(text), MOST_TOKENS);
      const rows = ids.map(id => (ignored.has(id) ? undefined : embedding.subarray(id * width, (id + 1) * width)));
      return unit(linear(layerNorm(meanOfNeighbours(rows, neighbours!), norm!, EPS), project!));
    };
    return {
      id: 'sana-mini-clip',
      label: 'sana-mini',
      async score(picture: Picture, texts: readonly string[], { model }: ScoreOptions = {}) {
        if (model !== MINI_MODEL) throw new SanaError('scorer-unfit');
        const seen = ofPicture(picture);
        return texts.map(text => hundredCosine(seen, ofText(text)));
      },
    };
  } finally {
    await source.close?.();
  }
}

async function ignoredIds(folder: Folder): Promise<ReadonlySet<number>> {
  const source = await sourceOf(folder, CONFIG);
  try {
    const read = readForeign(config, await readJson(source));
    if (!read.fits) {
      const { field, problem } = read;
      throw new SanaError('config-invalid:value', { file: `${folder.label}/${CONFIG}`, field, detail: problem });
    }
    return new Set(read.value.text.ignoredIds);
  } finally {
    await source.close?.();
  }
}
