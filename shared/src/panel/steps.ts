// Parts of what the panel's reducer does.

import { type Progress, SanaError } from '@sana-studio/core';
import type { FieldName } from '@sana-studio/core/request';
import { checkNumbers } from '../form/check.ts';
import type { Form } from '../form/form.ts';
import type { ModelEntry } from '../host.ts';
import type { Generating } from './activity.ts';
import type { Effect, Step } from './events.ts';
import { paceOf } from './pace.ts';
import type { Ask, Wish } from './plan.ts';
import { progressOfRun } from './runs.ts';
import type { PanelState, Problem } from './state.ts';

/** One step after the other. */
export function and([state, ...effects]: Step, next: (state: PanelState) => Step): Step {
  const [after, ...more] = next(state);
  return [after, ...effects, ...more];
}

/** What a call of the engine tells while it is the one under way; anything else is not heard. */
export function during(state: PanelState, turn: number, next: (run: Generating) => Step): Step {
  const { activity } = state;
  return activity.kind === 'generating' && activity.turn === turn && !activity.ending ? next(activity) : [state];
}

export function withForm(state: PanelState, form: Form): Step {
  return [{ ...state, form, fieldErrors: checkNumbers(form) }, { type: 'save' }];
}

export function withProgress(
  state: PanelState,
  { turn, progress }: { readonly turn: number; readonly progress: Progress },
): PanelState {
  const { activity } = state;
  if (activity.kind === 'idle' || activity.turn !== turn) return state;
  if (activity.kind === 'preparing') return { ...state, activity: { ...activity, progress } };
  const { job, jobs } = activity;
  const pace = paceOf(activity, progress) ?? state.pace;
  return { ...state, pace, activity: { ...activity, progress: progressOfRun(progress, job, jobs.length) } };
}

export function withFailure(state: PanelState, error: unknown, retry: Problem['retry'], wish?: Wish): PanelState {
  const failure = SanaError.from(error).toData();
  if (failure.code === 'cancelled') return state;
  if (failure.code.startsWith('prompt-')) {
    return { ...state, fieldErrors: { prompt: { kind: 'refused', error: failure } } };
  }
  return { ...state, loaded: afterFailure(state, error), problem: { error: failure, retry, wish } };
}

/** After any of these the engine has to be set up anew. */
export function afterFailure({ loaded }: PanelState, error: unknown): PanelState['loaded'] {
  const { code } = SanaError.from(error);
  return code === 'device-lost' || code === 'worker-failed' ? undefined : loaded;
}

export function entryOf({ models, form }: PanelState): ModelEntry | undefined {
  return models?.find(({ id }) => id === form.model);
}

/** Host of the server that draws what the form asks for. */
export function serverOf(state: PanelState): string | undefined {
  return serverOfModel(state, state.form.model);
}

/** Host of the server that draws with a model. */
export function serverOfModel({ models }: PanelState, id: string): string | undefined {
  return models?.find(model => model.id === id)?.server;
}

/** What cannot be asked of what draws, as far as that is known. */
export function lackedBy(state: PanelState): readonly FieldName[] {
  return (isReady(state) && state.loaded?.model.lacks) || [];
}

/** Whether what draws can be asked for this. */
export function canAsk(state: PanelState, field: FieldName): boolean {
  // of a server nobody knows before it has answered
  return !lackedBy(state).includes(field) && (isReady(state) || serverOf(state) === undefined);
}

export function isReady({ loaded, form }: PanelState): boolean {
  return loaded?.id === form.model;
}

/** What was asked for and is not made. */
export function givenUp(asked: Ask | undefined): readonly Effect[] {
  return asked ? [{ type: 'answer', ask: asked.id }] : [];
}

/** From idle: the chosen model, if it is on this device. */
export function prepareIfHere(state: PanelState): Step {
  const isHere = entryOf(state)?.state.kind === 'ready';
  return state.activity.kind === 'idle' && isHere && !isReady(state) ? prepare(state, undefined) : [state];
}

/** From idle: the chosen model, and before it the models there are where nobody knows. */
export function prepare(state: PanelState, waiting: Ask | undefined): Step {
  const turn = state.turn + 1;
  const kind = entryOf(state)?.state.kind;
  const watch: readonly Effect[] = state.watch === 'lost' ? [{ type: 'watch' }] : [];
  const isListed = state.watch === 'told' || (state.models?.length ?? 0) > 0;
  const model = isListed ? state.form.model : undefined;
  const begun: PanelState = {
    ...state,
    turn,
    watch: state.watch === 'lost' ? 'asked' : state.watch,
    problem: undefined,
    activity: { kind: 'preparing', turn, model, ask: waiting, progress: undefined, cancelling: false },
  };
  if (model === undefined) return [begun, ...watch];
  const fetch = kind === 'needs-download' || kind === 'downloading';
  return [begun, ...watch, { type: 'prepare', turn, model, fetch }];
}
