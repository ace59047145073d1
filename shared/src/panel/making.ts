// Making pictures, as part of the panel's reducer.

import { SanaError } from '@sana-studio/core';
import { firstWrong } from '../form/check.ts';
import type { PanelEvent, Step } from './events.ts';
import { type Ask, emptySlots, type Plan, planOf, restOf } from './runs.ts';
import { type Ending, type Generating, IDLE, type PanelState } from './state.ts';
import { and, isReady, prepare, unfinished, withFailure, withSlot } from './steps.ts';

type News<Type extends PanelEvent['type']> = Extract<PanelEvent, { readonly type: Type }>;

/** The first that is asked for is made, as soon as its model is ready. */
export function ask(state: PanelState, asked: Ask): Step {
  const { activity, models } = state;
  if (activity.kind === 'generating' || (activity.kind === 'preparing' && activity.ask))
    return [state, { type: 'answer', ask: asked.id }];
  const attach = (): Step =>
    activity.kind === 'preparing' ? [{ ...state, activity: { ...activity, ask: asked } }] : prepare(state, asked);
  // the form is not yet what it will be
  if (!models?.length && !isReady(state)) return attach();
  const plan = planFor(state, asked);
  // before anything is fetched for it
  if ('errors' in plan) {
    const wrong = firstWrong(plan.errors);
    return [{ ...state, fieldErrors: plan.errors }, unfinished([]), { type: 'answer', ask: asked.id, wrong }];
  }
  if (activity.kind === 'idle' && isReady(state)) return begin(state, asked, plan);
  return and(attach(), now => [now, unfinished(plan.jobs)]);
}

function planFor({ form, models, loaded }: PanelState, asked: Ask) {
  const usesNegativePrompt = loaded?.model.usesNegativePrompt ?? true;
  return planOf(asked, { form, models: models?.map(({ id }) => id) ?? [], usesNegativePrompt });
}

function begin(state: PanelState, { id }: Ask, { jobs, nextSeed }: Plan): Step {
  const run: Generating = {
    kind: 'generating',
    turn: state.turn,
    firstTurn: state.turn + 1,
    ask: id,
    model: state.form.model,
    jobs,
    job: -1,
    base: 0,
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
    form: { ...state.form, seed: String(jobs[0]!.request.seed) },
    run: { slots: emptySlots(jobs) },
  };
  return nextCall(begun, run);
}

function nextCall(state: PanelState, run: Generating): Step {
  const turn = state.turn + 1;
  const job = run.job + 1;
  const base = run.base + (run.jobs[run.job]?.request.count ?? 0);
  const activity: Generating = { ...run, turn, job, base, made: 0 };
  const request = { ...run.jobs[job]!.request, model: run.model };
  return [{ ...state, turn, activity }, unfinished(run.jobs.slice(job)), { type: 'generate', turn, request }];
}

export function picture(state: PanelState, run: Generating, event: News<'picture'>): Step {
  const { base, jobs, job, turn } = run;
  const index = base + event.index;
  const { target } = jobs[job]!;
  const finished = target ? { ...event.picture, target: target.id } : event.picture;
  const made = run.made + 1;
  const shown = withSlot(state, index, { picture: finished });
  return [
    { ...shown, activity: { ...run, made, acting: run.acting + 1 } },
    unfinished(restOf(jobs.slice(job), made)),
    { type: 'act', turn, index, picture: finished },
    { type: 'keep', picture: finished },
  ];
}

/** The engine's call is over. */
export function made(state: PanelState, run: Generating, error: unknown): Step {
  const { jobs, job, base, cancelling } = run;
  const failure = error === undefined ? undefined : SanaError.from(error).toData();
  // a prompt that cannot be used, or a place, does not keep the other places from their pictures
  const isSkipped = jobs.length > 1 && failure && /^(prompt-|document-refused)/.test(failure.code);
  if (failure && !isSkipped) {
    return ended(state, run, { outcome: failure.code === 'cancelled' ? 'cancelled' : 'failed', error });
  }
  const next = failure ? withSlot(state, base, { failure }) : state;
  if (job + 1 === jobs.length) return ended(next, run, { outcome: 'done' });
  return cancelling ? ended(next, run, { outcome: 'cancelled' }) : nextCall(next, run);
}

/** What is done with every picture was done with one. */
export function acted(state: PanelState, { turn, index, failure }: News<'acted'>): Step {
  const { activity } = state;
  if (activity.kind !== 'generating' || turn < activity.firstTurn) return [state];
  const shown = failure === undefined ? state : withSlot(state, index, { failure });
  const run: Generating = { ...activity, acting: activity.acting - 1 };
  return run.ending ? ended(shown, run, run.ending) : [{ ...shown, activity: run }];
}

/** However a run ends, what is done with every picture is done by then. */
function ended(state: PanelState, run: Generating, ending: Ending): Step {
  if (run.acting > 0) return [{ ...state, activity: { ...run, ending } }];
  const { outcome, error } = ending;
  const { nextSeed, jobs } = run;
  const slots = state.run?.slots.map(({ preview: _, ...slot }) => slot) ?? [];
  const seed = outcome === 'done' && nextSeed !== undefined ? { seed: String(nextSeed) } : {};
  const idle: PanelState = { ...state, activity: IDLE, run: { slots, outcome }, form: { ...state.form, ...seed } };
  const over = error === undefined ? idle : withFailure(idle, error, jobs.length === 1 ? 'generate' : undefined);
  return [over, unfinished([]), { type: 'save' }, { type: 'answer', ask: run.ask }];
}
