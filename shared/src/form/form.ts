import type { GenerateRequest, Picture, RequestDefaults, StoredRequest } from '@sana-studio/core';
import type { ChosenOptions } from '../host.ts';
import type { Size } from './sizes.ts';

export const SEED_MODES = ['random', 'fixed', 'next'] as const;
/** Whether the next run draws a seed, takes the one shown, or the ones after those of the last run. */
export type SeedMode = (typeof SEED_MODES)[number];

/** How many pictures the panel offers to make at once. */
export const MOST_VARIANTS = 4;

/** What stands in the panel's fields: numbers as they were typed. Plain data, kept from one visit to the next. */
export interface Form {
  readonly prompt: string;
  readonly negativePrompt: string;
  readonly model: string;
  readonly width: string;
  readonly height: string;
  readonly steps: string;
  readonly guidanceScale: string;
  readonly seed: string;
  readonly seedMode: SeedMode;
  readonly count: number;
  /** Only from a picture used again, and only for its model. */
  readonly solver?: GenerateRequest['solver'] | undefined;
  /** How much larger than the place the picture is, if the place has a size. */
  readonly placeScale: number;
  /** The place in the document that the picture is for. */
  readonly target?: FormTarget | undefined;
  /** What the picture starts from, instead of from nothing but noise. */
  readonly startImage?: FormStartImage | undefined;
  /** How much of the start image is given up: 0 none, 1 all. */
  readonly strength: number;
  /** Of the shell's own settings. */
  readonly choices: ChosenOptions;
}

export interface FormTarget {
  readonly id: string;
  readonly label: string;
  /** Pixels of the place, if it has a size. */
  readonly place?: Size | undefined;
}

export interface FormStartImage {
  readonly picture: Picture;
  readonly label: string;
}

export const DEFAULT_STRENGTH = 0.6;

/** How much larger than its place a picture can be asked for. */
export const PLACE_SCALES = [1, 2, 3];

/** Shown until a model has told its own. */
export const GENERIC_DEFAULTS: RequestDefaults = {
  model: '',
  width: 1024,
  height: 1024,
  steps: 20,
  guidanceScale: 4.5,
  solver: 'flow-dpm-solver',
};

export function emptyForm(defaults: RequestDefaults = GENERIC_DEFAULTS): Form {
  return {
    prompt: '',
    negativePrompt: '',
    seed: '',
    seedMode: 'random',
    count: 1,
    placeScale: 1,
    strength: DEFAULT_STRENGTH,
    choices: {},
    ...numbers(defaults),
    model: defaults.model,
  };
}

/** The form for another model: what still said the old model's recommendation says the new one's. */
export function adoptDefaults(form: Form, before: RequestDefaults, now: RequestDefaults): Form {
  const old = numbers(before);
  const fresh = numbers(now);
  const keepsSize = form.width !== old.width || form.height !== old.height;
  return {
    ...form,
    ...(!keepsSize && { width: fresh.width, height: fresh.height }),
    steps: form.steps === old.steps ? fresh.steps : form.steps,
    guidanceScale: form.guidanceScale === old.guidanceScale ? fresh.guidanceScale : form.guidanceScale,
  };
}

/** What of an earlier picture is used again. */
export type Reuse = 'all' | 'prompt' | 'seed';

/** @param models ids that can be chosen; another one leaves the form's model and its own sampler */
export function useAgain(form: Form, request: StoredRequest, what: Reuse, models: readonly string[]): Form {
  const { prompt, negativePrompt } = request;
  const seed = { seed: String(request.seed), seedMode: 'fixed' as const };
  if (what === 'prompt') return { ...form, prompt, negativePrompt };
  if (what === 'seed') return { ...form, ...seed };
  const known = models.includes(request.model);
  return {
    ...form,
    prompt,
    negativePrompt,
    ...seed,
    ...numbers(request),
    count: 1,
    ...(request.strength !== undefined && { strength: request.strength }),
    ...(known && { model: request.model, solver: request.solver }),
  };
}

/** Drops what storage may hold from another version or by accident. */
export function restoreForm(stored: unknown, form: Form): Form {
  if (typeof stored !== 'object' || stored === null) return form;
  const values = stored as Readonly<Record<string, unknown>>;
  const text = (field: keyof Form) => {
    const value = values[field];
    return typeof value === 'string' ? { [field]: value } : {};
  };
  const { count, seedMode, placeScale, strength, choices } = values;
  return {
    ...form,
    ...text('prompt'),
    ...text('negativePrompt'),
    ...text('model'),
    ...text('width'),
    ...text('height'),
    ...text('steps'),
    ...text('guidanceScale'),
    ...text('seed'),
    ...(SEED_MODES.some(mode => mode === seedMode) && { seedMode: seedMode as SeedMode }),
    ...(Number.isInteger(count) && Number(count) >= 1 && Number(count) <= MOST_VARIANTS && { count: Number(count) }),
    ...(PLACE_SCALES.some(scale => scale === placeScale) && { placeScale: Number(placeScale) }),
    ...(typeof strength === 'number' && strength > 0 && strength <= 1 && { strength }),
    ...(isChosen(choices) && { choices }),
  };
}

function isChosen(choices: unknown): choices is ChosenOptions {
  return typeof choices === 'object' && choices !== null && Object.values(choices).every(c => typeof c === 'string');
}

function numbers(values: Pick<RequestDefaults, 'width' | 'height' | 'steps' | 'guidanceScale'>) {
  const { width, height, steps, guidanceScale } = values;
  return {
    width: String(width),
    height: String(height),
    steps: String(steps),
    guidanceScale: String(guidanceScale),
  };
}
