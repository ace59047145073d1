import type { Picture, Raster, Size } from '../image/picture.ts';
import { pictureOf, scaledPicture } from '../image/picture-of-size.ts';
import { PIXELS_PER_LATENT, type SizePlan } from '../prompt/size-bins.ts';
import { LinearPreview, PREVIEW_PIXELS } from './linear-preview.ts';

/**
 * How previews are made. `decoder`: of the picture's size, by a run of the decoder each. `linear`: an eighth as wide and
 * high, in some milliseconds, by a linear map that is learnt from what the decoder makes. A model whose colours
 * are not known yet decodes one preview of each picture, after a quarter of its steps, unless memory is tight or the picture
 * itself is there in a moment. `linear-at-once`: the same, but that one is decoded after the first step, however soon the
 * picture is there, so that each step has its preview.
 */
export type PreviewKind = 'decoder' | 'linear' | 'linear-at-once';

/** Of `linear` ones while the map is not known: early enough to be worth waiting for, late enough to show something. */
const FIRST_DECODED = 0.25;
/** Milliseconds: nobody waits for less, and decoding is a fifth of what a small model takes for all. */
const MOMENT = 2000;
const SCALE = PREVIEW_PIXELS / PIXELS_PER_LATENT;

interface PreviewOptions {
  /** Default: `decoder`. */
  readonly kind?: PreviewKind | undefined;
  readonly steps: number;
  /** Steps from one to the next; default: 1. */
  readonly every?: number | undefined;
  /** Whether decoding in between would cost loading networks again. */
  readonly isTight: () => boolean;
  readonly decode: (latent: Float32Array) => Promise<Raster<Float32Array>>;
}

export interface PicturePreviews {
  /**
   * @param done steps @param clean reads the estimate of the final latent
   * @returns nothing where there is no preview after this step
   */
  after(done: number, clean: () => Promise<Float32Array>): Promise<Picture | undefined>;
  learn(latent: Float32Array, decoded: Raster<Float32Array>): void;
}

/** Previews of a model's pictures. */
export class Previews {
  readonly #linear: LinearPreview;

  /** @param channels of the latent */
  constructor(channels: number) {
    this.#linear = new LinearPreview(channels);
  }

  begin(size: SizePlan, request: Size, options: PreviewOptions): PicturePreviews {
    const { kind = 'decoder', steps, every = 1, isTight, decode } = options;
    const began = performance.now();
    const isAtOnce = kind === 'linear-at-once';
    const isMomentary = (done: number) => ((performance.now() - began) / done) * (steps - done) < MOMENT;
    const linear = this.#linear;
    let decoded = false;
    const decodes = (done: number) => {
      if (kind === 'decoder') return true;
      if (linear.knows === 'model' || decoded || isTight()) return false;
      return isAtOnce || (done >= steps * FIRST_DECODED && !isMomentary(done));
    };
    const learn = (latent: Float32Array, raster: Raster<Float32Array>) => {
      if (kind !== 'decoder') linear.learn(latent, raster);
    };
    return {
      learn,
      async after(done, clean) {
        if (done >= steps || done % every !== 0) return undefined;
        if (decodes(done)) {
          const latent = await clean();
          const raster = await decode(latent);
          learn(latent, raster);
          decoded = true;
          return pictureOf(raster, request, size);
        }
        if (linear.knows !== 'model' && !decoded) return undefined;
        return scaledPicture(linear.draw(await clean(), size.latentHeight, size.latentWidth), request, size, SCALE);
      },
    };
  }
}
