// Making pictures, as part of the panel's reducer.

import { SanaError } from '@sana-studio/core';
import { firstWrong } from '../form/check.ts';
import { type Ending, type Generating, IDLE } from './activity.ts';
import type { PanelEvent, Step } from './events.ts';
import { type Ask, type Plan, planOf } from './plan.ts';
import { comparisons } from './ranking.ts';
import { picturesOf, restOf } from './runs.ts';
import { applied, slotsOf, withSlot } from './slots.ts';
import type { PanelState } from './state.ts';
import { and, isReady, prepare, prepareIfHere, serverOfModel, withFailure } from './steps.ts';

type News<Type extends PanelEvent['type']> = Extract<PanelEvent, { readonly type: Type }>;

/** What is asked for is made as soon as its model is ready, and what was asked for before is made. */
export function ask(state: PanelState, asked: Ask): Step {
  const { activity, models } = state;
  const isBusy = activity.kind === 'generating' || (activity.kind === 'preparing' && activity.ask !== undefined);
  const isKnown = isReady(state) || (models?.length ?? 0) > 0;
  const plan = isKnown ? planFor(state, asked) : undefined;
  // before anything is fetched for it
  if (plan && 'errors' in plan) {
    const wrong = firstWrong(plan.errors);
    return [
      { ...state, fieldErrors: plan.errors },
      { type: 'answer', ask: asked.id, wrong },
    ];
  }
  if (isBusy) return [{ ...state, queue: [...state.queue, asked] }];
  if (plan && activity.kind === 'idle' && isReady(state)) return begin(state, asked, plan);
  return activity.kind === 'preparing' ? [{ ...state, activity: { ...activity, ask: asked } }] : prepare(state, asked);
}

/** The first of the queue, and what comes of it. */
export function goOn(state: PanelState): Step {
  const [first, ...queue] = state.queue;
  if (!first || state.activity.kind !== 'idle') return [state];
  // what was made before it stays in sight
  const after = first.after ?? state.run?.slots.at(-1)?.id;
  return and(ask({ ...state, queue }, { ...first, after }), goOn);
}

export function planFor({ form, loaded }: PanelState, asked: Ask): ReturnType<typeof planOf> {
  const usesNegativePrompt = loaded?.model.usesNegativePrompt ?? true;
  return planOf(asked, { model: form.model, usesNegativePrompt });
}

function begin(state: PanelState, asked: Ask, { jobs, nextSeed }: Plan): Step {
  const { slots, base, lastSlot } = slotsOf(state, jobs, asked);
  const { form } = state;
  const run: Generating = {
    kind: 'generating',
    turn: state.turn,
    firstTurn: state.turn + 1,
    ask: asked.id,
    model: form.model,
    jobs,
    job: -1,
    base,
    made: 0,
    acting: 0,
    ending: undefined,
    nextSeed,
    progress: undefined,
    cancelling: false,
  };
  const begun: PanelState = {
    ...state,
    problem: undefined,
    notice: undefined,
    fieldErrors: {},
    form: form.seedMode === 'random' ? { ...form, seed: String(jobs[0]!.request.seed) } : form,
    run: { slots, first: base, pictures: picturesOf(jobs) },
    lastSlot,
    // what was not decided about stays as it is seen
    tried: new Set(),
  };
  return nextCall(begun, run);
}

function nextCall(state: PanelState, run: Generating): Step {
  const turn = state.turn + 1;
  const job = run.job + 1;
  const base = run.base + (run.jobs[run.job]?.request.count ?? 0);
  const activity: Generating = { ...run, turn, job, base, made: 0 };
  const request = { ...run.jobs[job]!.request, model: run.model };
  return [
    { ...state, turn, activity },
    { type: 'generate', turn, request },
  ];
}

export function picture(state: PanelState, run: Generating, event: News<'picture'>): Step {
  const { base, jobs, job, turn } = run;
  const index = base + event.index;
  const { target, request } = jobs[job]!;
  const finished = target ? { ...event.picture, target: target.id, words: target.words } : event.picture;
  const shown = withSlot(state, index, { picture: finished });
  const slot = shown.run?.slots[index]?.id ?? 0;
  return [
    { ...shown, activity: { ...run, made: run.made + 1, acting: run.acting + 1 } },
    { type: 'act', turn, index, picture: finished, nth: event.index, variants: request.count },
    { type: 'keep', picture: finished, slot },
  ];
}

/** The engine's call is over. */
export function made(state: PanelState, run: Generating, error: unknown): Step {
  const { jobs, job, base, cancelling } = run;
  const failure = error === undefined ? undefined : SanaError.from(error).toData();
  // a prompt that cannot be used or is refused, or a place, does not keep the other places from their pictures
  const isSkipped = jobs.length > 1 && failure && /^(prompt-|request-refused|document-refused)/.test(failure.code);
  if (failure && !isSkipped) {
    return ended(state, run, { outcome: failure.code === 'cancelled' ? 'cancelled' : 'failed', error });
  }
  const next = failure ? withSlot(state, base, { failure }) : state;
  if (job + 1 === jobs.length) return ended(next, run, { outcome: 'done' });
  return cancelling ? ended(next, run, { outcome: 'cancelled' }) : nextCall(next, run);
}

/** What is done with every picture was done with one. */
export function acted(state: PanelState, { turn, index, failure, applied: how }: News<'acted'>): Step {
  const { activity } = state;
  if (activity.kind !== 'generating' || turn < activity.firstTurn) return [state];
  const shown = failure === undefined ? state : withSlot(state, index, { failure });
  const slot = shown.run?.slots[index];
  const told = how && slot?.target ? applied(shown, { target: slot.target.id, slot: slot.id, how }) : shown;
  const run: Generating = { ...activity, acting: activity.acting - 1 };
  return run.ending ? ended(told, run, run.ending) : [{ ...told, activity: run }];
}

/** However a run ends, what is done with every picture is done by then. */
function ended(state: PanelState, over: Generating, ending: Ending): Step {
  if (over.acting > 0) return [{ ...state, activity: { ...over, ending } }];
  const { outcome, error } = ending;
  const { nextSeed, jobs, job, made: there, cancelling } = over;
  const slots = state.run?.slots.map(({ preview: _, ...slot }) => slot) ?? [];
  const run = state.run && { ...state.run, slots, outcome, server: serverOfModel(state, over.model) };
  const seed = outcome === 'done' && nextSeed !== undefined ? { seed: String(nextSeed) } : {};
  const idle: PanelState = { ...state, activity: IDLE, run, form: { ...state.form, ...seed } };
  const left = { kind: 'rest', jobs: restOf(jobs.slice(job), there), after: slots.at(-1)?.id } as const;
  const told = error === undefined ? idle : withFailure(idle, error, 'generate', left);
  const compared = comparisons(told, jobs);
  const rest: Step = [told, { type: 'save' }, { type: 'answer', ask: over.ask }, ...compared];
  // after a failure, or when the person has stopped it, the rest of what they asked for waits for them
  const next = outcome === 'done' && !cancelling ? and(rest, goOn) : rest;
  // another model may have arrived meanwhile, to be used
  return error === undefined && state.form.model !== over.model ? and(next, prepareIfHere) : next;
}
