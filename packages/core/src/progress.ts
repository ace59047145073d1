import type { Read } from './channel/contract.ts';
import { fields, number, oneOf, optional } from './channel/readers.ts';

/** What a run is doing, in the words of the method. */
export type Phase = 'load' | 'encode' | 'denoise' | 'decode';

/** How far a run is. Plain data: it crosses the worker boundary as it is. */
export interface Progress {
  /** What is done now. */
  readonly phase: Phase;
  /** Finished steps of this phase: denoising steps, decoder tiles. */
  readonly step: number;
  /** All steps of this phase. */
  readonly steps: number;
  /** Index of the picture being made, from 0. */
  readonly picture: number;
  /** How many are made in this run. */
  readonly pictures: number;
  /** Of the whole run, 0…1; never goes back. */
  readonly fraction: number;
  /** Until the last picture is there; absent while nobody can know. */
  readonly secondsLeft?: number;
}

/** Everything a run is going to do. */
export interface RunPlan {
  /** How many networks will be loaded. */
  readonly loads: number;
  /** How many times prompts will be encoded; 0 when they are remembered. */
  readonly encodes: number;
  readonly pictures: number;
  /** Denoising steps of one picture. */
  readonly steps: number;
  /** Of one picture as generated. */
  readonly pixels: number;
}

interface PhaseTraits {
  /** Guess for one unit of work: a denoising step, or all of any other phase for one picture. */
  readonly seconds: number;
  readonly unit: 'step' | 'whole';
  /** Sana's networks take time in proportion to the picture's area. */
  readonly growsWithArea: boolean;
}

/** The guesses matter relative to each other; decoding costs 1.4 to 3.7 denoising steps, depending on the model. */
const TRAITS: Readonly<Record<Phase, PhaseTraits>> = {
  load: { seconds: 5, unit: 'whole', growsWithArea: false },
  encode: { seconds: 2, unit: 'whole', growsWithArea: false },
  denoise: { seconds: 0.5, unit: 'step', growsWithArea: true },
  decode: { seconds: 1.2, unit: 'whole', growsWithArea: true },
};

const PHASES: readonly Phase[] = ['load', 'encode', 'denoise', 'decode'];
const amount = number({ min: 0 });

/** For contracts. @throws if it is none */
export const readProgress = fields({
  phase: oneOf(PHASES),
  step: amount,
  steps: amount,
  picture: amount,
  pictures: amount,
  fraction: number({ min: 0, max: 1 }),
  secondsLeft: optional(amount),
}) as Read<Progress>;

/** Seconds of measurements after which older ones count half. */
const HALF_LIFE = 10;

/** How long the phases really take with one model on one device. Keep it from run to run. */
export class PhaseTimes {
  readonly #measured = new Map<Phase, { seconds: number; units: number }>();

  record(phase: Phase, seconds: number, units: number): void {
    const known = this.#measured.get(phase) ?? { seconds: 0, units: 0 };
    const fade = 0.5 ** (seconds / HALF_LIFE);
    this.#measured.set(phase, { seconds: known.seconds * fade + seconds, units: known.units * fade + units });
  }

  /** Seconds per unit; undefined before anything was measured. */
  measured(phase: Phase): number | undefined {
    const known = this.#measured.get(phase);
    return known && known.seconds / known.units;
  }

  /** Seconds per unit from what is known best: measured, or the guess corrected by the speed of denoising. */
  expected(phase: Phase): number {
    const { seconds, growsWithArea } = TRAITS[phase];
    const denoise = growsWithArea ? this.measured('denoise') : undefined;
    return this.measured(phase) ?? seconds * (denoise === undefined ? 1 : denoise / TRAITS.denoise.seconds);
  }

  /** Whether `expected` rests on a measurement. */
  hasEvidence(phase: Phase): boolean {
    return this.measured(phase) !== undefined || (phase === 'decode' && this.measured('denoise') !== undefined);
  }
}

/**
 * Turns "step n of N of this phase is done" into a fraction of the whole run and the time left. Phases may come in any
 * order and repeat; a phase is over for one picture when its last step is reported.
 */
export class ProgressMeter {
  readonly #plan: RunPlan;
  readonly #times: PhaseTimes;
  readonly #now: () => number;
  readonly #finished: Record<Phase, number> = { load: 0, encode: 0, denoise: 0, decode: 0 };
  /** Of the phase under way, in units of work. */
  #partial = 0;
  #phase: Phase | undefined;
  #step = 0;
  #last: number;
  #fraction = 0;

  /**
   * @param times measurements of earlier runs with the same model; extended by this one
   * @param now a clock in milliseconds
   */
  constructor(plan: RunPlan, times: PhaseTimes = new PhaseTimes(), now: () => number = () => performance.now()) {
    this.#plan = plan;
    this.#times = times;
    this.#now = now;
    this.#last = now();
  }

  /**
   * Report 0 when a phase begins, so that what came before is not counted as its time.
   *
   * @param step finished steps of `steps`
   * @param picture index from 0
   */
  report(phase: Phase, step: number, steps: number, picture = 0): Progress {
    this.#measure(phase, step, steps);
    const left = PHASES.map(name => ({ name, units: this.#unitsLeft(name) }));
    const done = this.#unitsLeft('decode') === 0;
    const secondsLeft = done ? 0 : this.#secondsLeft(left);
    this.#fraction = done ? 1 : Math.max(this.#fraction, this.#fractionDone(left));
    return {
      phase,
      step,
      steps,
      picture,
      pictures: this.#plan.pictures,
      fraction: this.#fraction,
      ...(secondsLeft !== undefined && { secondsLeft }),
    };
  }

  #measure(phase: Phase, step: number, steps: number): void {
    const now = this.#now();
    const continues = phase === this.#phase && step >= this.#step;
    const before = continues ? this.#step : 0;
    const perStep = TRAITS[phase].unit === 'step' ? 1 : 1 / steps;
    // The first of several steps also compiles and warms up: it says little about the others.
    const telling = before > 0 || steps === 1;
    if (step > before && telling) {
      this.#times.record(phase, (now - this.#last) / 1000, (step - before) * perStep * this.#area(phase));
    }
    this.#last = now;
    const over = step >= steps;
    if (over) this.#finished[phase] += steps * perStep;
    this.#phase = over ? undefined : phase;
    this.#step = over ? 0 : step;
    this.#partial = over ? 0 : step * perStep;
  }

  #area(phase: Phase): number {
    // A fixed cost per run of a network, as of a picture of 0.1 million pixels.
    return TRAITS[phase].growsWithArea ? 0.1 + this.#plan.pixels / 1e6 : 1;
  }

  #total(phase: Phase): number {
    const { loads, encodes, pictures, steps } = this.#plan;
    return { load: loads, encode: encodes, denoise: pictures * steps, decode: pictures }[phase];
  }

  #unitsLeft(phase: Phase): number {
    const partial = phase === this.#phase ? this.#partial : 0;
    return Math.max(this.#total(phase) - this.#finished[phase] - partial, 0);
  }

  #seconds(phase: Phase, units: number): number {
    return units * this.#area(phase) * this.#times.expected(phase);
  }

  #fractionDone(left: readonly { name: Phase; units: number }[]): number {
    const all = PHASES.reduce((sum, phase) => sum + this.#seconds(phase, this.#total(phase)), 0);
    const remaining = left.reduce((sum, { name, units }) => sum + this.#seconds(name, units), 0);
    return all > 0 ? 1 - remaining / all : 0;
  }

  #secondsLeft(left: readonly { name: Phase; units: number }[]): number | undefined {
    const relevant = left.filter(({ units }) => units > 0);
    if (!relevant.every(({ name }) => this.#times.hasEvidence(name))) return undefined;
    return relevant.reduce((sum, { name, units }) => sum + this.#seconds(name, units), 0);
  }
}
