import { expect, it } from 'vitest';
import { emptyForm } from '../form/form.ts';
import type { Generating } from './activity.ts';
import { paceOf, secondsFor } from './pace.ts';

const REQUEST = { prompt: 'a cat', negativePrompt: '', width: 512, height: 512, steps: 20, guidanceScale: 4.5 };
const activity = {
  kind: 'generating',
  model: 'sana',
  job: 0,
  jobs: [{ request: { ...REQUEST, seed: 1, count: 2, strength: 0.6, model: 'sana' } }],
} as unknown as Generating;
const form = { ...emptyForm(), model: 'sana', width: '512', height: '512', steps: '20', guidanceScale: '4.5' };
const progress = { phase: 'denoise', step: 15, steps: 20, picture: 1, pictures: 2 } as const;

it('tells how long a picture takes in each quality, from what a run told', () => {
  const pace = paceOf(activity, { ...progress, fraction: 0.75, secondsLeft: 5 })!;
  // two pictures in twenty seconds
  expect(secondsFor(pace, form, 'exact')).toBeCloseTo(10);
  const [fast, draft] = (['fast', 'draft'] as const).map(quality => secondsFor(pace, form, quality)!) as [
    number,
    number,
  ];
  expect(draft).toBeLessThan(0.6 * fast);
  expect(fast).toBeLessThan(9);
  expect(secondsFor(pace, { ...form, width: '1024', height: '1024' }, 'exact')).toBeGreaterThan(25);
  expect(secondsFor(pace, { ...form, steps: '10' }, 'exact')).toBeLessThan(6);
});

it('says nothing where it would be guessed', () => {
  const told = { ...progress, fraction: 0.75, secondsLeft: 5 };
  expect(paceOf(activity, { ...told, fraction: 0.3 })).toBeUndefined();
  expect(paceOf(activity, { ...progress, fraction: 0.75 })).toBeUndefined();
  expect(paceOf({ kind: 'idle' }, told)).toBeUndefined();
  expect(secondsFor(undefined, form, 'fast')).toBeUndefined();
  expect(secondsFor(paceOf(activity, told), { ...form, model: 'other' }, 'fast')).toBeUndefined();
  expect(secondsFor(paceOf(activity, told), { ...form, steps: 'x' }, 'fast')).toBeUndefined();
});
