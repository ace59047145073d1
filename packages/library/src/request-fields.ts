// Written from the description of a request by request-fields.test.ts: do not edit.

import type { SourcePicture } from '@sana-studio/core';
import type { ChosenControlNet, LoraChoice } from '@sana-studio/core/request';

/** Everything that determines a picture. Only the prompt is required; the rest is filled in from the model. */
export interface RequestFields {
  /** What the picture shows, in one or two sentences. At most 20000 characters. Errors: `request-invalid`. */
  readonly prompt: string;
  /** What to avoid. At most 20000 characters. Errors: `request-invalid`. */
  readonly negativePrompt?: string | undefined;
  /** Which words at the end of the prompt are its style. At most 20000 characters. Errors: `request-invalid`. */
  readonly style?: string | undefined;
  /** Pixels from left to right. Whole number, 32…8192. Errors: `size-out-of-range`. */
  readonly width?: number | undefined;
  /** Pixels from top to bottom. Whole number, 32…8192. Errors: `size-out-of-range`. */
  readonly height?: number | undefined;
  /** Denoising steps; default: the model's. Whole number, 1…1000. Errors: `steps-out-of-range`. */
  readonly steps?: number | undefined;
  /**
   * Exact: the reference's picture, the default; fast: nearly it in less time; draft: to choose from. Errors:
   * `request-invalid`.
   */
  readonly quality?: 'exact' | 'fast' | 'draft' | undefined;
  /**
   * How closely to follow the prompt, at most 1: not at all; default: the model's. Number, 0…100. Errors:
   * `guidance-out-of-range`.
   */
  readonly guidanceScale?: number | undefined;
  /**
   * The same seed makes the same picture; default: random. Whole number, 0…9007199254740991. Errors:
   * `seed-out-of-range`.
   */
  readonly seed?: number | undefined;
  /**
   * How far to go from the picture of `seed` towards that of `variationSeed`: 0 stays, 1 arrives. Number, 0…1.
   * Errors: `variation-out-of-range`.
   */
  readonly variation?: number | undefined;
  /**
   * The seed that `variation` goes towards; default: random. Whole number, 0…9007199254740991. Counts only with
   * `variation`. Errors: `seed-out-of-range`.
   */
  readonly variationSeed?: number | undefined;
  /** How many pictures, with the seeds n, n+1, …. Whole number, 1…16. Errors: `count-out-of-range`. */
  readonly count?: number | undefined;
  /**
   * Id of a model that was added, or folder in the diffusers layout; default: the built-in one. At most 4096
   * characters. Errors: `request-invalid`.
   */
  readonly model?: string | undefined;
  /** How to get from noise to the picture; default: the model's. Errors: `request-invalid`. */
  readonly sampler?: 'dpm1' | 'dpm2' | 'dpm3' | 'sde-dpm' | 'unipc' | 'unipc3' | 'heun' | 'euler' | 'scm' | undefined;
  /**
   * A LoRA: what it changes, times a strength, e.g. style.safetensors:0.8; may be given several times. Errors:
   * `request-invalid`.
   */
  readonly loras?: readonly LoraChoice[] | undefined;
  /**
   * Perturbed attention guidance: clearer shapes, at the cost of one more pass; 2 to 3 is usual. Number, 0…100.
   * Errors: `request-invalid`.
   */
  readonly pagScale?: number | undefined;
  /**
   * Blocks that `pagScale` perturbs, e.g. transformer_blocks.8,transformer_blocks.9; default: one in the middle. At
   * most 2000 characters. Counts only with `pagScale`. Errors: `request-invalid`.
   */
  readonly pagLayers?: string | undefined;
  /**
   * How much less of `pagScale` there is for each of the 1000 times that have gone by, e.g. 0.002. Number, 0…1.
   * Counts only with `pagScale`. Errors: `request-invalid`.
   */
  readonly pagAdaptive?: number | undefined;
  /** Picture to start from. RGBA pixels, at most 33.554432 million. Errors: `image-unreadable`. */
  readonly startImage?: SourcePicture | undefined;
  /**
   * How much of `startImage` to change: near 0 hardly anything, 1 all of it; default: 0.6, with `mask` 1, with
   * `refine` 0.3. Number, above 0…1. Counts only with `startImage` or `refine`. Errors: `strength-out-of-range`.
   */
  readonly strength?: number | undefined;
  /**
   * Picture of what of `startImage` to change: what is white, or, in a photo, what is transparent. RGBA pixels, at
   * most 33.554432 million. Counts only with `startImage`. Errors: `image-unreadable`.
   */
  readonly mask?: SourcePicture | undefined;
  /**
   * Pixels over which the changed part fades in, from the edge of `mask` inwards; 8 hides most seams. Whole number,
   * 0…256. Counts only with `mask` or `outpaint`. Errors: `request-invalid`.
   */
  readonly feather?: number | undefined;
  /**
   * Draw what is around `startImage`, in a picture of this size. Counts only with `startImage`. Errors:
   * `request-invalid`.
   */
  readonly outpaint?: true | undefined;
  /**
   * Picture whose edges the result follows: a sketch, a wireframe, a photo. RGBA pixels, at most 33.554432 million.
   * Errors: `image-unreadable`.
   */
  readonly control?: SourcePicture | undefined;
  /**
   * ControlNet that does it: folder, file (.pth, .safetensors), or id on Hugging Face. At most 4096 characters.
   * Counts only with `control`. Errors: `request-invalid`.
   */
  readonly controlnet?: string | ChosenControlNet | undefined;
  /**
   * What `control` is: a map that is taken as it is, a photo (its edges are found), or a sketch (dark lines on
   * light). Counts only with `control`. Errors: `request-invalid`.
   */
  readonly controlFrom?: 'map' | 'photo' | 'sketch' | undefined;
  /** How closely to follow `control`; default: 1. Number, 0…2. Counts only with `control`. Errors: `request-invalid`. */
  readonly controlScale?: number | undefined;
  /**
   * Share of the steps before `control` counts; default: 0. Number, 0…1. Counts only with `control`. Errors:
   * `request-invalid`.
   */
  readonly controlStart?: number | undefined;
  /**
   * Share of the steps after which `control` counts no more; default: 1. Number, 0…1. Counts only with `control`.
   * Errors: `request-invalid`.
   */
  readonly controlEnd?: number | undefined;
  /**
   * Draw the picture, or `startImage`, over at n times its size, with more detail. Whole number, 2…4. Errors:
   * `request-invalid`.
   */
  readonly refine?: number | undefined;
}
