import type { Progress } from '@sana-studio/core';
import { type CheckedForm, type CheckedRequest, checkForm, type FieldErrors } from '../form/check.ts';
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

/**
 * A job for each place that has words, or for which the form has some.
 * @param check see checkForm
 * @returns what is wrong, if that leaves none
 */
export function jobsForEach(
  forms: readonly Form[],
  check: (form: Form) => CheckedForm,
): { readonly jobs: readonly Job[] } | { readonly errors: FieldErrors } {
  const jobs: Job[] = [];
  let wrong: FieldErrors = { prompt: { kind: 'promptEmpty' } };
  for (const form of forms) {
    const checked = check({ ...form, seedMode: 'random', count: 1 });
    if ('request' in checked) jobs.push({ request: checked.request, target: form.target });
    else wrong = checked.errors;
  }
  return jobs.length > 0 ? { jobs } : { errors: wrong };
}

/** A job for the form as it stands. */
export function jobOf(form: Form, ...rest: Rest<Parameters<typeof checkForm>>): { job: Job } | { errors: FieldErrors } {
  const checked = checkForm(form, ...rest);
  return 'errors' in checked ? checked : { job: { request: checked.request, target: form.target } };
}

type Rest<Values extends readonly unknown[]> = Values extends [unknown, ...infer Others] ? Others : never;

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
