import { SanaError } from '../../errors.ts';
import type { SafetyCategory } from '../vocabulary/concepts.ts';
import { decodeFloats } from './floats.ts';

/** Which rows of the prompt's own tokens are read: all of them, averaged, or the last. */
export const READINGS = ['mean', 'last'] as const;
export type Reading = (typeof READINGS)[number];

export const PROBE_FORMAT = 'sana-probe';
export const PROBE_VERSION = 1;

/** A probe as plain data: what its file holds. */
export interface ProbeFile {
  readonly format: typeof PROBE_FORMAT;
  readonly version: typeof PROBE_VERSION;
  /** The text encoder that it was fitted on: what it is called, its size, and the beginning of its vector for BOS. */
  readonly encoder: {
    readonly name: string;
    readonly layers: number;
    readonly width: number;
    /** [bosValues(width)], as the weights. */
    readonly bos: string;
  };
  /** The states behind this layer are read; 1 is the first. */
  readonly layer: number;
  readonly reads: Reading;
  /** What its unsafe examples were. */
  readonly categories: readonly SafetyCategory[];
  /** [width] float32 in base64, little-endian. */
  readonly weights: string;
  readonly bias: number;
  /** From this score on a prompt is unsafe, whatever its words are. */
  readonly adds: number;
  /** Below this score a prompt is harmless, whatever its words are. */
  readonly vetoes: number;
  /** What was measured when it was fitted, for people. */
  readonly figures?: Readonly<Record<string, number>> | undefined;
}

/** Which states of the text encoder are looked at. */
export interface StateChoice {
  /** Those behind this layer; 1 is the first. */
  readonly layer: number;
  readonly reads: Reading;
}

/** What a second look at a whole prompt says. */
export type Verdict = 'unsafe' | 'harmless' | 'undecided';

/** What there is to compare of a text encoder. */
export interface EncoderMark {
  readonly layers: number;
  readonly width: number;
  /** Its vector for BOS: [width]. */
  readonly bos: Float32Array;
}

/** As many numbers of the vector for BOS tell one text encoder from another. */
export const bosValues = (width: number): number => Math.min(width, 32);

/** Of the length of the vector for BOS: four-bit weights differ by a tenth, other models by all of it. */
const SAME_ENCODER = 0.25;

/**
 * A linear probe: a weighted sum of what a middle layer of the text encoder makes of a prompt, and two bounds for it. Alain
 * and Bengio, "Understanding intermediate layers using linear classifier probes", arXiv:1610.01644.
 */
export class Probe implements StateChoice {
  readonly layer: number;
  readonly reads: Reading;
  readonly categories: readonly SafetyCategory[];
  readonly #file: ProbeFile;
  readonly #weights: Float32Array;

  /** @param file as `readProbeFile` gives it */
  constructor(file: ProbeFile) {
    this.#file = file;
    this.layer = file.layer;
    this.reads = file.reads;
    this.categories = file.categories;
    this.#weights = floatsOf(file.weights, file.encoder.width);
  }

  /** @param state [width] */
  score(state: Float32Array): number {
    let sum = this.#file.bias;
    for (const [index, weight] of this.#weights.entries()) sum += weight * state[index]!;
    return sum;
  }

  /** What it says of a prompt with this state: [width]. */
  verdict(state: Float32Array): Verdict {
    const score = this.score(state);
    if (score >= this.#file.adds) return 'unsafe';
    return score < this.#file.vetoes ? 'harmless' : 'undecided';
  }

  /** @throws SanaError `probe-unfit` for another text encoder than it was fitted on */
  assertFits(mark: EncoderMark): void {
    const { name, layers, width, bos } = this.#file.encoder;
    if (layers !== mark.layers || width !== mark.width) {
      const own = { ownLayers: mark.layers, ownWidth: mark.width };
      throw new SanaError('probe-unfit:size', { name, layers, width, ...own });
    }
    const expected = floatsOf(bos, bosValues(width));
    const difference = Math.hypot(...expected.map((value, index) => value - mark.bos[index]!));
    // written so that a vector without numbers does not fit either
    if (!(difference <= SAME_ENCODER * Math.hypot(...expected))) throw new SanaError('probe-unfit:other', { name });
  }
}

function floatsOf(base64: string, length: number): Float32Array {
  const values = decodeFloats(base64, length);
  if (!values) throw new TypeError('The file of a probe has to be read by readProbeFile.');
  return values;
}
