import { PIXELS_PER_LATENT, planSize, type SizePlan } from '@sana-studio/core';
import { AREA, FIELDS } from '@sana-studio/core/request';
import type { ModelTraits } from '../host.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Width over height. */
export const ASPECT_RATIOS: readonly { readonly label: string; readonly ratio: number }[] = [
  { label: '1:1', ratio: 1 },
  { label: '4:3', ratio: 4 / 3 },
  { label: '3:2', ratio: 3 / 2 },
  { label: '16:9', ratio: 16 / 9 },
  { label: '21:9', ratio: 21 / 9 },
  { label: '3:4', ratio: 3 / 4 },
  { label: '2:3', ratio: 2 / 3 },
  { label: '9:16', ratio: 9 / 16 },
];

const SCALES = [512, 1024, 2048, 4096];
const SIDE = FIELDS.width.kind.range;

/**
 * Sides of a square to choose from: the model's own, and those from half to twice of it. Smaller ones are not what it
 * learned, larger ones repeat themselves or are only enlarged; whoever wants them types them.
 */
export function scalesFor(traits: Pick<ModelTraits, 'defaults'> | undefined): readonly number[] {
  if (!traits) return SCALES;
  const own = Math.max(traits.defaults.width, traits.defaults.height);
  const near = SCALES.filter(scale => scale >= own / 2 && scale <= own * 2);
  return [...new Set([own, ...near])].sort((a, b) => a - b);
}

/**
 * The size that models of this scale were trained at for an aspect ratio: about as many pixels as the square has.
 * @param scale side of the square, px
 * @param ratio width over height
 */
export function sizeFor(scale: number, ratio: number): Size {
  const multiple = (value: number) => PIXELS_PER_LATENT * Math.max(1, Math.round(value / PIXELS_PER_LATENT));
  const width = multiple(scale * Math.sqrt(ratio));
  const height = multiple(scale / Math.sqrt(ratio));
  if (ratio === 1) return { width: scale, height: scale };
  const sampleSize = scale / PIXELS_PER_LATENT;
  const trained = planSize({ width, height, sampleSize, binning: true });
  return { width: trained.generatedWidth, height: trained.generatedHeight };
}

/**
 * The scale and aspect ratio whose size this is; undefined parts for sizes of the person's own.
 * @param ratios to look among
 */
export function describeSize(
  size: Size,
  scales: readonly number[],
  ratios = ASPECT_RATIOS.map(({ ratio }) => ratio),
): { scale?: number; ratio?: number } {
  for (const scale of scales) {
    for (const ratio of ratios) {
      const { width, height } = sizeFor(scale, ratio);
      if (width === size.width && height === size.height) return { scale, ratio };
    }
  }
  return {};
}

/**
 * The size of a place in a document, scaled until it is one a request may have.
 * @param scale how much larger than the place the picture is to be
 * @param largestSide px, of what the place takes
 */
export function sizeForPlace(place: Size, scale = 1, largestSide: number = SIDE.max): Size {
  const most = Math.min(SIDE.max, largestSide);
  const width = place.width * scale;
  const height = place.height * scale;
  const up = Math.max(1, SIDE.min / Math.min(width, height));
  const down = Math.min(1, most / (up * Math.max(width, height)), Math.sqrt(AREA.max / (up * up * width * height)));
  const fit = (value: number) => Math.min(most, Math.max(SIDE.min, Math.floor(value * up * down)));
  return { width: fit(width), height: fit(height) };
}

/** What the model will really do for a size. */
export interface SizeOutcome {
  readonly kind: 'exact' | 'scaled' | 'scaledAndCut' | 'cut';
  readonly generated: Size;
  /** The model was trained at less than half of this many pixels. */
  readonly beyondTraining: boolean;
}

/** Pictures of more than twice the area that a model knows fall apart into repetitions. */
const MOST_GROWTH = 2;

export function sizeOutcome(size: Size, traits: ModelTraits): SizeOutcome {
  const plan = planSize({ ...size, sampleSize: traits.sampleSize, binning: traits.binning });
  const native = traits.sampleSize * PIXELS_PER_LATENT;
  const generated = { width: plan.generatedWidth, height: plan.generatedHeight };
  return {
    kind: kindOf(plan),
    generated,
    beyondTraining: generated.width * generated.height > MOST_GROWTH * native * native,
  };
}

function kindOf({ resizeTo, crop }: SizePlan): SizeOutcome['kind'] {
  if (resizeTo && crop) return 'scaledAndCut';
  if (resizeTo) return 'scaled';
  return crop ? 'cut' : 'exact';
}
