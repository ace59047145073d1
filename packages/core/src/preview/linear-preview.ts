import type { Raster } from '../image/picture.ts';
import { PIXELS_PER_LATENT } from '../prompt/size-bins.ts';
import { LeastSquares } from './least-squares.ts';

/** Pixels of a preview for each position of the latent, in both directions. */
export const PREVIEW_PIXELS = 4;
const COLOURS = 3;
/** Positions of one picture that are learnt from: more of them say the same. */
const MOST_POSITIONS = 1024;
/** Eight for each number that is looked for: from then on, other pictures look right as well. */
const ENOUGH_POSITIONS = 256;
const BLOCK = PIXELS_PER_LATENT / PREVIEW_PIXELS;
const OUTPUTS = PREVIEW_PIXELS ** 2 * COLOURS;

/**
 * What a latent looks like, roughly and for next to nothing: each of its positions becomes 4 × 4 pixels, each a linear
 * function of the position's channels. The functions are those that come closest to what the decoder made of the latents
 * that it has decoded so far (least squares), so they fit any autoencoder, and every picture makes them better.
 */
export class LinearPreview {
  readonly #channels: number;
  readonly #fit: LeastSquares;

  constructor(channels: number) {
    this.#channels = channels;
    this.#fit = new LeastSquares(channels + 1, OUTPUTS);
  }

  /** `picture`: what was decoded tells the colours of that picture, `model`: of any. */
  get knows(): 'nothing' | 'picture' | 'model' {
    if (this.#fit.rows === 0) return 'nothing';
    return this.#fit.rows < ENOUGH_POSITIONS ? 'picture' : 'model';
  }

  /**
   * @param latent [h·w, channels], in the transformer's scale
   * @param decoded what the decoder made of it, [32·h, 32·w, 3 or more]
   */
  learn(latent: Float32Array, decoded: Raster<Float32Array>): void {
    const across = decoded.width / PIXELS_PER_LATENT;
    const inputs = new Float64Array(this.#channels + 1);
    const outputs = new Float64Array(OUTPUTS);
    const positions = latent.length / this.#channels;
    const stride = Math.ceil(positions / MOST_POSITIONS);
    for (let position = 0; position < positions; position += stride) {
      this.#inputsAt(latent, position, inputs);
      const [top, left] = [Math.floor(position / across), position % across];
      for (let cell = 0; cell < PREVIEW_PIXELS ** 2; cell++) {
        const y = top * PIXELS_PER_LATENT + Math.floor(cell / PREVIEW_PIXELS) * BLOCK;
        const x = left * PIXELS_PER_LATENT + (cell % PREVIEW_PIXELS) * BLOCK;
        meanColour(decoded, x, y, outputs.subarray(cell * COLOURS, (cell + 1) * COLOURS));
      }
      this.#fit.add(inputs, outputs);
    }
  }

  /** @returns [4·h, 4·w, 3], about −1…1 */
  draw(latent: Float32Array, height: number, width: number): Raster<Float32Array> {
    const weights = this.#fit.solution();
    const inputs = new Float64Array(this.#channels + 1);
    const across = width * PREVIEW_PIXELS;
    const data = new Float32Array(height * width * OUTPUTS);
    for (let position = 0; position < height * width; position++) {
      this.#inputsAt(latent, position, inputs);
      const [top, left] = [Math.floor(position / width), position % width];
      for (let output = 0; output < OUTPUTS; output++) {
        let value = 0;
        for (let input = 0; input <= this.#channels; input++)
          value += inputs[input]! * weights[input * OUTPUTS + output]!;
        const cell = Math.floor(output / COLOURS);
        const y = top * PREVIEW_PIXELS + Math.floor(cell / PREVIEW_PIXELS);
        const x = left * PREVIEW_PIXELS + (cell % PREVIEW_PIXELS);
        data[(y * across + x) * COLOURS + (output % COLOURS)] = value;
      }
    }
    return { width: across, height: height * PREVIEW_PIXELS, channels: COLOURS, data };
  }

  /** The channels of a position, and one that is always 1. */
  #inputsAt(latent: Float32Array, position: number, inputs: Float64Array): void {
    inputs.set(latent.subarray(position * this.#channels, (position + 1) * this.#channels));
    inputs[this.#channels] = 1;
  }
}

/** Of 8 × 8 pixels. */
function meanColour({ data, width, channels }: Raster<Float32Array>, x: number, y: number, mean: Float64Array): void {
  mean.fill(0);
  for (let row = y; row < y + BLOCK; row++) {
    for (let column = x; column < x + BLOCK; column++) {
      const pixel = (row * width + column) * channels;
      for (let colour = 0; colour < COLOURS; colour++) mean[colour]! += data[pixel + colour]! / BLOCK ** 2;
    }
  }
}
