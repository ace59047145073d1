// Listing models and making one ready, as part of the panel's reducer.

import { checkNumbers } from '../form/check.ts';
import { adoptDefaults, type Form, withModel } from '../form/form.ts';
import type { ModelEntry } from '../host.ts';
import { IDLE } from './activity.ts';
import type { PanelEvent, Step } from './events.ts';
import { ask, goOn } from './making.ts';
import { withWords } from './places.ts';
import type { Ask } from './plan.ts';
import { INITIAL_STATE, type PanelState } from './state.ts';
import {
  afterFailure,
  and,
  entryOf,
  givenUp,
  isReady,
  prepare,
  prepareIfHere,
  withFailure,
  withForm,
} from './steps.ts';

type News<Type extends PanelEvent['type']> = Extract<PanelEvent, { readonly type: Type }>;

/** What was typed before what was kept had been read stays. */
function withEdits(kept: Form, { form }: PanelState): Form {
  const edits = Object.entries(form).filter(([name, value]) => value !== INITIAL_STATE.form[name as keyof Form]);
  return { ...kept, ...Object.fromEntries(edits) };
}

export function restored(state: PanelState, { words, unfinished, resumes, ...event }: News<'restored'>): Step {
  const { activity } = state;
  const form = withEdits(event.form, state);
  // what was asked for before by the shell is made by the form that the person has left
  const restoredAsk = (asked: Ask): Ask => {
    if (asked.kind === 'rest') return asked;
    return { ...asked, form, wanted: asked.wanted.map(one => ({ ...one, words: one.words || form.prompt })) };
  };
  const asking = activity.kind === 'preparing' && activity.ask;
  const begun: PanelState = {
    ...withWords(state, words),
    form,
    queue: [...unfinished, ...state.queue.map(restoredAsk)],
    fieldErrors: checkNumbers(form),
    watch: 'asked',
    activity: asking ? { ...activity, ask: restoredAsk(asking) } : activity,
  };
  return and([begun, { type: 'watch' }], now => (resumes ? goOn(now) : [now]));
}

export function listed(state: PanelState, models: readonly ModelEntry[]): Step {
  const { activity } = state;
  const told: PanelState = { ...state, models, watch: 'told' };
  if (state.models?.length) return [told];
  const [first] = models;
  const known: Step = first && !entryOf(told) ? withForm(told, withModel(told.form, first.id)) : [told];
  if (activity.kind !== 'preparing' || activity.model !== undefined) return and(known, prepareIfHere);
  const waiting = activity.ask;
  const idle = and(known, now => [{ ...now, activity: IDLE }]);
  if (!waiting) return and(idle, now => prepare(now, undefined));
  return and(
    and(idle, now => ask(now, waiting)),
    prepareIfHere,
  );
}

export function unlisted(state: PanelState, error: unknown): Step {
  const { activity, models, watch } = state;
  // what was told until now is told again by an engine page that was loaded anew, without the model that it had
  if (watch === 'told') return [{ ...state, watch: 'asked', loaded: afterFailure(state, error) }, { type: 'watch' }];
  const lost: PanelState = { ...state, watch: 'lost', models: models ?? [] };
  if (activity.kind === 'preparing' && activity.model === undefined) return notPrepared(lost, activity.ask, error);
  return [models === undefined ? withFailure(lost, error, 'load') : lost];
}

/** A model was fetched, or what it has not had until now. `use`: the person wants it. */
export function arrived(before: PanelState, { model, use }: News<'arrived'>): Step {
  // one that is open is what it was
  const state = before.loaded?.id === model ? { ...before, loaded: undefined } : before;
  const taken = use && state.form.model !== model ? withForm(state, withModel(state.form, model)) : ([state] as const);
  return and(taken, now =>
    now.activity.kind === 'idle' && now.form.model === model && !isReady(now) ? prepare(now, undefined) : [now],
  );
}

export function removed(state: PanelState, model: string): Step {
  const gone: PanelState = state.loaded?.id === model ? { ...state, loaded: undefined } : state;
  const [first] = state.models ?? [];
  // one that is not even on offer any more gives way to the default
  if (state.form.model !== model || entryOf(gone) || !first) return [gone];
  return and(withForm(gone, withModel(state.form, first.id)), prepareIfHere);
}

export function ready(state: PanelState, { turn, model }: News<'ready'>): Step {
  const { activity } = state;
  if (activity.kind !== 'preparing' || activity.turn !== turn || activity.model === undefined) return [state];
  const adopted = (form: Form) => adoptDefaults(form, state.defaults, model.defaults);
  const asking = (asked: Ask): Ask => (asked.kind === 'rest' ? asked : { ...asked, form: adopted(asked.form) });
  const form = adopted(state.form);
  const idle: PanelState = {
    ...state,
    activity: IDLE,
    loaded: { id: activity.model, model },
    defaults: model.defaults,
    form,
    fieldErrors: checkNumbers(form),
    queue: state.queue.map(asking),
  };
  // another one may have arrived meanwhile, to be used
  if (!activity.ask) return and([idle], prepareIfHere);
  const waiting = asking(activity.ask);
  return and(
    and([idle], now => ask(now, waiting)),
    goOn,
  );
}

export function unprepared(state: PanelState, { turn, error, called }: News<'unprepared'>): Step {
  const { activity, loaded } = state;
  if (activity.kind !== 'preparing' || activity.turn !== turn) return [state];
  const left: PanelState = { ...state, loaded: called ? undefined : loaded };
  // what was asked for before was forgotten on cancelling: this was asked for since
  if (activity.cancelling && activity.ask) return ask({ ...left, activity: IDLE }, activity.ask);
  return notPrepared(left, activity.ask, error);
}

function notPrepared(state: PanelState, waiting: Ask | undefined, error: unknown): Step {
  const failed = withFailure({ ...state, activity: IDLE }, error, waiting ? 'generate' : 'load', waiting);
  return [failed, ...givenUp(waiting)];
}
