import { FAMILIES, type ModelFamily, PIXELS_PER_LATENT } from '@sana-studio/core';
import type { CatalogueModel, TransformerKind } from './catalogue.ts';
import type { Needs } from './needs.ts';
import type { WeightFormat } from './weights.ts';

interface TransformerSize {
  readonly family: ModelFamily;
  readonly parameters: number;
  /** Channels inside the gated convolution, before the gate halves them. */
  readonly widest: number;
}

/**
 * Parameters and widths of the published networks. Numbers, because a page that lists models builds none of them; a test
 * derives each from the network itself.
 */
export const TRANSFORMERS: Readonly<Record<TransformerKind, TransformerSize>> = {
  'sana-0.6b': { family: 'sana', parameters: 591_747_872, widest: 2 * 2880 },
  'sana-1.6b': { family: 'sana', parameters: 1_604_462_752, widest: 2 * 5600 },
  'sana-1.5-1.6b': { family: 'sana', parameters: 1_604_641_952, widest: 2 * 5600 },
  'sana-1.5-4.8b': { family: 'sana', parameters: 4_721_825_952, widest: 2 * 5600 },
  'sprint-0.6b': { family: 'sprint', parameters: 593_501_216, widest: 2 * 2880 },
  'sprint-1.6b': { family: 'sprint', parameters: 1_610_237_472, widest: 2 * 5600 },
};

export const TEXT_ENCODER = { parameters: 2_614_341_888, embedding: 589_824_000 };

/** Bytes of the text encoder: as published, and of the smallest GGUF (Q4_K_S; see SMALL_ENCODERS), both without the table of tokens. */
export const ENCODER_BYTES = {
  own: 2 * (TEXT_ENCODER.parameters - TEXT_ENCODER.embedding),
  small: 1_154_811_744,
} as const;

/** Stored as float32 in every repository, whatever the file's suffix says. */
export const AUTOENCODER = { encoder: 4 * 153_027_104, decoder: 4 * 159_223_171 };

/** Bytes of a 16-bit value: what the smallest published set of the other two networks is stored in. */
const STORED = 2;

/**
 * Bytes of weights that a catalogue model takes to download and to keep, about: configurations and the tokenizer (some
 * tens of megabytes) come on top, and the rows of the embedding table that prompts ask for.
 * @param encoderBytes of another text encoder than its own
 */
export function downloadBytes({ transformer, original }: CatalogueModel, needs: Needs, encoderBytes?: number): number {
  const { parameters, embedding } = TEXT_ENCODER;
  const textEncoder = encoderBytes ?? STORED * (needs.offline ? parameters : parameters - embedding);
  const autoencoder = AUTOENCODER.decoder + (needs.imageEncoder || needs.offline ? AUTOENCODER.encoder : 0);
  return textEncoder + autoencoder + (original?.size ?? STORED * TRANSFORMERS[transformer].parameters);
}

/** Bytes per value. Integers carry a scale of 16 bits for every 32 values; with `int4` the matrices of attention have 8 bits. */
interface Density {
  readonly textEncoder: number;
  readonly transformer: number;
}

const INTEGERS: Readonly<Record<'int8' | 'int4', Density>> = {
  int8: { textEncoder: 1.07, transformer: 1.08 },
  int4: { textEncoder: 0.66, transformer: 0.83 },
};

/** Everything but integers is computed in float32. */
const COMPUTED: Readonly<Record<WeightFormat, Density>> = {
  original: { textEncoder: 4, transformer: 4 },
  fp16: { textEncoder: 4, transformer: 4 },
  ...INTEGERS,
};

const KEPT: Readonly<Record<WeightFormat, Density>> = {
  original: { textEncoder: STORED, transformer: STORED },
  fp16: { textEncoder: STORED, transformer: STORED },
  ...INTEGERS,
};

/** Bytes that a catalogue model takes in a store, about, without what is left out of the download by default. Parameters as above. */
export function keptBytes(
  { transformer, original }: CatalogueModel,
  weights: WeightFormat,
  encoderBytes?: number,
): number {
  const density = KEPT[weights];
  const autoencoder = AUTOENCODER.decoder * (weights === 'original' ? 1 : 0.5);
  const textEncoder = encoderBytes ?? density.textEncoder * (TEXT_ENCODER.parameters - TEXT_ENCODER.embedding);
  return textEncoder + autoencoder + (original?.size ?? density.transformer * TRANSFORMERS[transformer].parameters);
}

export interface MemoryNeed {
  /** Bytes of the largest network, which is alone on the device while it runs. */
  readonly weights: number;
  /** Bytes of the transformer's intermediate values at this size: an estimate. */
  readonly activations: number;
  /** Of the device, in bytes. */
  readonly total: number;
}

/** The gated convolution holds its input, its widest values and what the depthwise convolution makes of them. */
const WIDE_TENSORS = 3;

/** Conditional and unconditional half of the batch, where guidance takes a second pass. */
const halves = (transformer: TransformerKind) =>
  FAMILIES[TRANSFORMERS[transformer].family].guidance === 'second-pass' ? 2 : 1;

/**
 * Device memory for one picture when networks take turns. The decoder works in tiles and its tile size is the caller's
 * choice, so only its weights are counted.
 * @param size of the picture in pixels; default: what the model was trained for
 */
export function memoryNeed(
  model: CatalogueModel,
  weights: WeightFormat,
  { width, height } = { width: model.pixels, height: model.pixels } as {
    readonly width: number;
    readonly height: number;
  },
): MemoryNeed {
  const { parameters, widest } = TRANSFORMERS[model.transformer];
  const density = COMPUTED[weights];
  const tokens = (width / PIXELS_PER_LATENT) * (height / PIXELS_PER_LATENT);
  const activations = WIDE_TENSORS * halves(model.transformer) * tokens * widest * COMPUTED.original.transformer;
  const textEncoder = density.textEncoder * (TEXT_ENCODER.parameters - TEXT_ENCODER.embedding);
  // an original file is not converted
  const transformer = (model.original ? COMPUTED.original : density).transformer * parameters;
  return {
    weights: Math.max(textEncoder, transformer, AUTOENCODER.decoder),
    activations,
    total: Math.max(textEncoder, transformer + activations, AUTOENCODER.decoder),
  };
}
