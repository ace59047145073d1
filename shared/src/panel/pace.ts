import type { Progress } from '@sana-studio/core';
import { type GenerateRequest, type Quality, qualityPlan } from '@sana-studio/core/request';
import { parseNumber } from '../form/check.ts';
import type { Form } from '../form/form.ts';
import type { Activity } from './activity.ts';
import { sizeOf } from './rows.ts';

/** How long pictures took last. */
export interface Pace {
  readonly model: string;
  readonly secondsPerUnit: number;
}

/** What decides how long a picture takes. */
type Work = Pick<GenerateRequest, 'width' | 'height' | 'steps' | 'guidanceScale' | 'quality'>;

/** The decoder takes about as long as so many passes of the transformer. */
const DECODER = 6;
/** What every run of a network costs, as so many millions of pixels. */
const FIXED = 0.1;
/** Less of a run tells nothing of the whole. */
const TELLING = 0.5;

/** In passes of the transformer over a million pixels. */
function unitsOf({ width, height, steps, guidanceScale, quality = 'exact' }: Work): number {
  const guided = guidanceScale > 1;
  const plan = qualityPlan(quality, steps, guided ? undefined : 'passes');
  let passes = 0;
  for (let step = 0; step < plan.steps; step++) passes += guided && !plan.reuses?.(step, plan.steps) ? 2 : 1;
  return (FIXED + (width * height) / 1e6) * (passes + DECODER);
}

/** What a call of the engine tells of its pace, once it knows how long it is going to take. */
export function paceOf(activity: Activity, { fraction, secondsLeft, pictures }: Progress): Pace | undefined {
  if (activity.kind !== 'generating' || secondsLeft === undefined || fraction < TELLING || fraction >= 1)
    return undefined;
  const { request } = activity.jobs[activity.job]!;
  return { model: activity.model, secondsPerUnit: secondsLeft / (1 - fraction) / pictures / unitsOf(request) };
}

/** Seconds for one picture of the form in a quality; undefined where nobody can know yet. */
export function secondsFor(pace: Pace | undefined, form: Form, quality: Quality): number | undefined {
  if (pace?.model !== form.model) return undefined;
  const [steps, guidanceScale] = [form.steps, form.guidanceScale].map(parseNumber) as [number, number];
  const size = sizeOf(form);
  if (![steps, guidanceScale, size.width, size.height].every(Number.isFinite)) return undefined;
  return pace.secondsPerUnit * unitsOf({ ...size, steps, guidanceScale, quality });
}
