import type { Progress } from '@sana-studio/core';
import { readPartial, seedAfter } from '@sana-studio/core/request';
import { type CheckedRequest, checkForm, type FieldErrors } from '../form/check.ts';
import { type Form, useAgain } from '../form/form.ts';
import { sizeForPlace } from '../form/sizes.ts';
import type { PromptOffer } from '../host.ts';
import type { Slot } from './state.ts';

/** One call of the engine; a run is one or more. */
export interface Job {
  readonly request: CheckedRequest;
  /** `PromptOffer.id` of the place that the pictures are for, and its name. */
  readonly target?: { readonly id: string; readonly label: string } | undefined;
}

/** What the form would be for a place in the document. */
export function formForOffer(
  form: Form,
  offer: PromptOffer,
  { models, largestSide }: { readonly models: readonly string[]; readonly largestSide: number | undefined },
): Form {
  const { id, label, prompt, request, width, height } = offer;
  const filled = request ? useAgain(form, request, 'all', models) : form;
  const place = width && height ? { width, height } : undefined;
  const size = place && sizeForPlace(place, form.placeScale, largestSide);
  return {
    ...filled,
    prompt: prompt || form.prompt,
    target: { id, label, ...(place && { place }) },
    ...(size && { width: String(size.width), height: String(size.height) }),
  };
}

/** What was asked for: pictures of the form, one for each place, or the rest of a run. Seeds were drawn in case. */
export type Ask = { readonly id: number } & Wish;

export type Wish =
  | { readonly kind: 'form'; readonly seed: number }
  | {
      readonly kind: 'places';
      readonly places: readonly (readonly [offer: PromptOffer, seed: number])[];
      readonly largestSide: number | undefined;
    }
  | { readonly kind: 'rest'; readonly jobs: readonly Job[] };

export interface Plan {
  readonly jobs: readonly Job[];
  /** What the form says afterwards, where it counts seeds. */
  readonly nextSeed?: number | undefined;
}

export interface Planning {
  readonly form: Form;
  /** Ids that can be chosen. */
  readonly models: readonly string[];
  readonly usesNegativePrompt: boolean;
}

/** The jobs of what was asked for, or what is wrong with it, field by field. */
export function planOf(ask: Wish, planning: Planning): Plan | { readonly errors: FieldErrors } {
  if (ask.kind === 'rest') return { jobs: ask.jobs };
  const { form, models, usesNegativePrompt } = planning;
  if (ask.kind === 'form') {
    const checked = checkForm(form, usesNegativePrompt, () => ask.seed);
    if ('errors' in checked) return checked;
    const { seed, count } = checked.request;
    const nextSeed = form.seedMode === 'next' ? seedAfter(seed, count) : undefined;
    return { jobs: [{ request: checked.request, target: form.target }], nextSeed };
  }
  const jobs: Job[] = [];
  let wrong: FieldErrors = { prompt: { kind: 'promptEmpty' } };
  for (const [offer, seed] of ask.places) {
    const { target, ...own } = formForOffer(form, offer, { models, largestSide: ask.largestSide });
    const checked = checkForm({ ...own, seedMode: 'random', count: 1 }, usesNegativePrompt, () => seed);
    if ('request' in checked) jobs.push({ request: checked.request, target });
    else wrong = checked.errors;
  }
  // places without words, while the form has none either, do not keep the others from their pictures
  return jobs.length > 0 ? { jobs } : { errors: wrong };
}

/** What is left of jobs when `made` pictures of the first of them are there. */
export function restOf([current, ...others]: readonly Job[], made: number): readonly Job[] {
  if (!current) return [];
  const { seed, count } = current.request;
  if (made >= count) return others;
  return [{ ...current, request: { ...current.request, seed: seedAfter(seed, made), count: count - made } }, ...others];
}

/** Jobs out of the panel's storage. What it may hold from another version or by accident is dropped. */
export function readJobs(stored: unknown): readonly Job[] {
  return Array.isArray(stored) ? stored.flatMap(job => readJob(job) ?? []) : [];
}

function readJob(stored: unknown): Job | undefined {
  const { request, target } = (stored ?? {}) as { readonly [Name in keyof Job]?: unknown };
  try {
    const read = readPartial(request);
    const { width, height, seed, count } = read;
    if (width === undefined || height === undefined || seed === undefined || count === undefined) return undefined;
    // what else may be missing the engine fills in
    return { request: read as CheckedRequest, target: readTarget(target) };
  } catch {
    return undefined;
  }
}

function readTarget(stored: unknown): Job['target'] {
  const { id, label } = (stored ?? {}) as { readonly id?: unknown; readonly label?: unknown };
  return typeof id === 'string' && typeof label === 'string' ? { id, label } : undefined;
}

/** A place for each picture to come. */
export function emptySlots(jobs: readonly Job[]): readonly Slot[] {
  const named = jobs.length > 1;
  return jobs.flatMap(({ request: { width, height, count }, target }) =>
    Array.from({ length: count }, () => ({ width, height, ...(named && target && { label: target.label }) })),
  );
}

/** Of a job that has hardly anything left, too little to tell how long the next one takes. */
const LEAST_LEFT = 0.05;

/** The progress of all jobs, from that of the one under way. */
export function progressOfRun(progress: Progress, job: number, jobs: number): Progress {
  if (jobs === 1) return progress;
  const { fraction, secondsLeft } = progress;
  const later = jobs - job - 1;
  return {
    ...progress,
    picture: job,
    pictures: jobs,
    fraction: (job + fraction) / jobs,
    ...(secondsLeft !== undefined && {
      secondsLeft: secondsLeft + (later * secondsLeft) / Math.max(LEAST_LEFT, 1 - fraction),
    }),
  };
}
