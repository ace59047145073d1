import type { CatalogueModel, TransformerKind } from './catalogue.ts';
import type { Needs } from './needs.ts';

interface TransformerSize {
  readonly parameters: number;
  /** Channels inside the gated convolution, before the gate halves them. */
  readonly widest: number;
}

/** Parameters and widths of the published networks. */
const TRANSFORMERS: Readonly<Record<TransformerKind, TransformerSize>> = {
  'sana-0.6b': { parameters: 591_747_872, widest: 2 * 2880 },
  'sana-1.6b': { parameters: 1_604_462_752, widest: 2 * 5600 },
  'sana-1.5-1.6b': { parameters: 1_604_641_952, widest: 2 * 5600 },
  'sana-1.5-4.8b': { parameters: 4_721_825_952, widest: 2 * 5600 },
  'sprint-0.6b': { parameters: 593_501_216, widest: 2 * 2880 },
  'sprint-1.6b': { parameters: 1_610_237_472, widest: 2 * 5600 },
};

const TEXT_ENCODER = { parameters: 2_614_341_888, embedding: 589_824_000 };

/** Stored as float32 in every repository, whatever the file's suffix says. */
const AUTOENCODER = { encoder: 4 * 153_027_104, decoder: 4 * 159_223_171 };

/** Bytes of a 16-bit value: what the smallest published set of the other two networks is stored in. */
const STORED = 2;

/**
 * Bytes of weights that a catalogue model takes to download and to keep, about: configurations and the tokenizer (some
 * tens of megabytes) come on top, and the rows of the embedding table that prompts ask for.
 */
export function downloadBytes({ transformer, original }: CatalogueModel, needs: Needs): number {
  const { parameters, embedding } = TEXT_ENCODER;
  const textEncoder = STORED * (needs.offline ? parameters : parameters - embedding);
  const autoencoder = AUTOENCODER.decoder + (needs.imageEncoder || needs.offline ? AUTOENCODER.encoder : 0);
  return textEncoder + autoencoder + (original?.size ?? STORED * TRANSFORMERS[transformer].parameters);
}

/** Devices by what they compute in: weights take four bytes each where there are no 16-bit floats (`shader-f16`). */
export type DeviceTier = 'float16' | 'float32';

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

/** Conditional and unconditional half of the batch; Sprint has only one. */
const halves = (transformer: TransformerKind) => (transformer.startsWith('sprint') ? 1 : 2);

/**
 * Device memory for one picture when networks take turns. The decoder works in tiles and its tile size is the caller's
 * choice, so only its weights are counted.
 * @param size of the picture in pixels; default: what the model was trained for
 */
export function memoryNeed(
  model: CatalogueModel,
  tier: DeviceTier,
  { width, height } = { width: model.pixels, height: model.pixels } as {
    readonly width: number;
    readonly height: number;
  },
): MemoryNeed {
  const bytes = tier === 'float16' ? 2 : 4;
  const { parameters, widest } = TRANSFORMERS[model.transformer];
  const tokens = (width / 32) * (height / 32);
  const activations = WIDE_TENSORS * halves(model.transformer) * tokens * widest * bytes;
  const textEncoder = bytes * (TEXT_ENCODER.parameters - TEXT_ENCODER.embedding);
  const total = Math.max(textEncoder, bytes * parameters + activations, AUTOENCODER.decoder);
  return { weights: Math.max(textEncoder, bytes * parameters, AUTOENCODER.decoder), activations, total };
}
