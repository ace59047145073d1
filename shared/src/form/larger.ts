// A finished picture made larger: drawn over with more detail, or with more around it.

import { AREA, FIELDS } from '@sana-studio/core/request';
import { type Form, type FormStartImage, USUAL_FEATHER } from './form.ts';
import { ASPECT_RATIOS, type Size } from './sizes.ts';

/** What is wanted of it. `around`: width over height of what it becomes a part of. */
export type Larger = { readonly kind: 'refine' } | { readonly kind: 'around'; readonly ratio: number };

/** How many times as large a picture is drawn over at a click. */
export const REFINE = 2;

/** Those that are offered: the others lie between them. */
const AROUND = ['1:1', '4:3', '16:9', '3:4', '9:16'];

/** Of proportions that people would call the same. */
const SAME = 0.01;

/** Pixels: the longest side that any place takes. */
const fits = ({ width, height }: Size, longest: number) =>
  Math.max(width, height) <= Math.min(longest, FIELDS.width.kind.range.max) && width * height <= AREA.max;

/** Pixels of a picture by what it was asked for. */
export function finishedSize({ width, height, refine = 1 }: Size & { readonly refine?: number }): Size {
  return { width: refine * width, height: refine * height };
}

/** The smallest size of these proportions that a picture fits into. */
export function sizeAround({ width, height }: Size, ratio: number): Size {
  const isWider = ratio > width / height;
  return isWider ? { width: Math.round(height * ratio), height } : { width, height: Math.round(width / ratio) };
}

/**
 * What can be made of a picture.
 * @param longest pixels of the longest side that the place for it takes
 */
export function waysToEnlarge(
  size: Size,
  longest = Number.POSITIVE_INFINITY,
): {
  readonly refine: Size | undefined;
  readonly around: readonly { readonly label: string; readonly ratio: number }[];
} {
  const refined = { width: REFINE * size.width, height: REFINE * size.height };
  const own = size.width / size.height;
  return {
    refine: fits(refined, longest) ? refined : undefined,
    around: ASPECT_RATIOS.filter(({ label, ratio }) => {
      return AROUND.includes(label) && Math.abs(ratio / own - 1) > SAME && fits(sizeAround(size, ratio), longest);
    }),
  };
}

/** A form by which a picture was made, for making it larger. */
export function largerForm(form: Form, startImage: FormStartImage, larger: Larger): Form {
  const { strength } = FIELDS;
  const size = larger.kind === 'refine' ? startImage.picture : sizeAround(startImage.picture, larger.ratio);
  return {
    ...form,
    startImage,
    mask: undefined,
    sizing: 'own',
    width: String(size.width),
    height: String(size.height),
    ...(larger.kind === 'refine'
      ? { refine: REFINE, outpaint: undefined, strength: strength.absent.with.refine }
      : // what it followed was of other proportions
        {
          ...{ refine: undefined, outpaint: true, control: undefined, controlnet: undefined },
          ...{ strength: strength.absent.with.outpaint, feather: USUAL_FEATHER },
        }),
  };
}
