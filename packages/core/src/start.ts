import type { KeptPart } from './diffusion/kept-part.ts';
import type { SolverPlan } from './diffusion/plan.ts';
import type { Remark } from './errors.ts';
import { type Canvas, composed } from './image/canvas.ts';
import { changedCells, extentOf } from './image/mask.ts';
import type { Picture } from './image/picture.ts';
import type { SizePlan } from './prompt/size-bins.ts';
import type { GenerateRequest } from './request/index.ts';

/** Where the pictures of a request begin, and what they keep of another one. */
export interface Start {
  /** The latent of the picture that they start from, [H·W, 32]. */
  readonly image: Float32Array | undefined;
  /** What of it stays, as in KeptPart. */
  readonly changed: Float32Array | undefined;
  /** The same by the pixel. */
  readonly canvas: Canvas | undefined;
}

/** @param canvas what the request keeps of a picture @param encode what the autoencoder makes of the picture */
export async function startOf(
  request: GenerateRequest,
  canvas: Canvas | undefined,
  size: SizePlan,
  encode: (picture: Picture, isWhole: boolean) => Promise<Float32Array>,
): Promise<Start> {
  const picture = canvas?.picture ?? request.startImage;
  return {
    image: picture && (await encode(picture, canvas !== undefined)),
    changed: canvas && changedCells(canvas.mask, size),
    canvas,
  };
}

/** What a run begins with: noise, or an image that noise has been mixed into. */
export function beginning(
  { image, changed }: Start,
  noise: Float32Array,
  plan: SolverPlan,
  strength = 1,
): Float32Array {
  // what a mask shows is drawn as without a picture: at the first level a trace of it would be left
  if (!image || (changed && strength === 1)) return noise;
  return noise.map((value, index) => plan.imageWeight * image[index]! + plan.noiseWeight * value);
}

export function keptOf({ image, changed }: Start, noise: Float32Array): KeptPart | undefined {
  return image && changed && { image, changed, noise };
}

/** What was drawn, with what stays around it. */
export function finished({ canvas }: Start, drawn: Picture): Picture {
  return canvas ? composed(drawn, canvas) : drawn;
}

/** What there is to say of the mask before it costs anything. */
export function maskRemarks({ mask, feather = 0 }: GenerateRequest, canvas: Canvas | undefined): readonly Remark[] {
  if (!canvas) return [];
  const { changes, keeps } = extentOf(canvas.mask);
  if (!changes) return [{ remark: 'mask-empty', data: {} }];
  const remarks: Remark[] = keeps ? [] : [{ remark: 'mask-full', data: {} }];
  if (feather > 0 && !extentOf(canvas.share).changes) {
    remarks.push({ remark: 'mask-feathered', data: { feather } });
  }
  return mask && hasAlpha(mask) ? [...remarks, { remark: 'mask-from-alpha', data: {} }] : remarks;
}

function hasAlpha({ data }: Picture): boolean {
  for (let at = 3; at < data.length; at += 4) if (data[at]! < 255) return true;
  return false;
}
