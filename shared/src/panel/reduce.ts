// The panel as a pure function: what happens to it gives its next state and what is to be done. The engine is called
// from `prepare` (steps.ts) and `nextCall` (making.ts) alone, which are reached only when no call is under way.

import { checkNumbers } from '../form/check.ts';
import { adoptDefaults, withModel } from '../form/form.ts';
import type { ModelEntry, PromptOffer } from '../host.ts';
import type { Effect, PanelEvent, Step } from './events.ts';
import { acted, ask, made, picture } from './making.ts';
import type { Ask } from './runs.ts';
import { IDLE, type PanelState } from './state.ts';
import {
  afterFailure,
  and,
  during,
  entryOf,
  givenUp,
  isReady,
  prepare,
  prepareIfHere,
  withFailure,
  withForm,
  withProgress,
  withSlot,
} from './steps.ts';

type News<Type extends PanelEvent['type']> = Extract<PanelEvent, { readonly type: Type }>;

export function reduce(state: PanelState, event: PanelEvent): Step {
  switch (event.type) {
    case 'restored':
      return restored(state, event);
    case 'edited': {
      const edited = withForm(state, event.form);
      return event.chosen ? and(edited, prepareIfHere) : edited;
    }
    case 'ask':
      return ask(state, event.ask);
    case 'load':
      if (state.activity.kind !== 'idle') return [state];
      return isReady(state) ? [{ ...state, problem: undefined }] : prepare(state, undefined);
    case 'cancel':
      return cancel(state);
    case 'dismissed':
      return [{ ...state, problem: undefined }];
    case 'ready':
      return ready(state, event);
    case 'unprepared':
      return unprepared(state, event);
    case 'progress':
      return [withProgress(state, event)];
    case 'preview':
      return during(state, event.turn, run => [withSlot(state, run.base + event.index, { preview: event.preview })]);
    case 'picture':
      return during(state, event.turn, run => picture(state, run, event));
    case 'made':
      return during(state, event.turn, run => made(state, run, event.error));
    case 'acted':
      return acted(state, event);
    case 'models':
      return listed(state, event.models);
    case 'unlisted':
      return unlisted(state, event.error);
    case 'place':
      return [{ ...state, place: event.place }];
    case 'arrived':
      return arrived(state, event);
    case 'removed':
      return removed(state, event.model);
    case 'offers':
      return [{ ...state, offers: event.offers.map(offer => reworded(offer, state.reworded)) }];
    case 'reworded':
      return [reword(state, event)];
    case 'history':
      return [{ ...state, history: event.entries }];
    case 'history-refused':
      return [{ ...state, historyRefused: event.error }];
    case 'failed':
      return [withFailure(state, event.error, event.retry)];
    case 'notice':
      return [{ ...state, notice: event.notice }];
  }
}

// The models

function restored(state: PanelState, { form, unfinished }: News<'restored'>): Step {
  const begun: Step = [{ ...state, form, fieldErrors: checkNumbers(form), watch: 'asked' }, { type: 'watch' }];
  return unfinished ? and(begun, now => ask(now, unfinished)) : begun;
}

function listed(state: PanelState, models: readonly ModelEntry[]): Step {
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

function unlisted(state: PanelState, error: unknown): Step {
  const { activity, models, watch } = state;
  // what was told until now is told again by an engine page that was loaded anew, without the model that it had
  if (watch === 'told') return [{ ...state, watch: 'asked', loaded: afterFailure(state, error) }, { type: 'watch' }];
  const lost: PanelState = { ...state, watch: 'lost', models: models ?? [] };
  if (activity.kind === 'preparing' && activity.model === undefined) return notPrepared(lost, activity.ask, error);
  return [models === undefined ? withFailure(lost, error, 'load') : lost];
}

function arrived(state: PanelState, { model, use }: News<'arrived'>): Step {
  const taken = use && state.form.model !== model ? withForm(state, withModel(state.form, model)) : ([state] as const);
  return and(taken, now =>
    now.activity.kind === 'idle' && now.form.model === model && !isReady(now) ? prepare(now, undefined) : [now],
  );
}

function removed(state: PanelState, model: string): Step {
  const gone: PanelState = state.loaded?.id === model ? { ...state, loaded: undefined } : state;
  const [first] = state.models ?? [];
  // one that is not even on offer any more gives way to the default
  if (state.form.model !== model || entryOf(gone) || !first) return [gone];
  return and(withForm(gone, withModel(state.form, first.id)), prepareIfHere);
}

// Places in the document

/** The person's words stay with a place until the document says something else there. */
function reworded(offer: PromptOffer, words: PanelState['reworded']): PromptOffer {
  const own = words.get(offer.id);
  return own?.from === offer.prompt ? { ...offer, prompt: own.prompt } : offer;
}

function reword(state: PanelState, { id, prompt }: News<'reworded'>): PanelState {
  const offer = state.offers.find(other => other.id === id);
  if (!offer) return state;
  const before = state.reworded.get(id);
  const from = before?.prompt === offer.prompt ? before.from : offer.prompt;
  return {
    ...state,
    offers: state.offers.map(other => (other === offer ? { ...other, prompt } : other)),
    reworded: new Map(state.reworded).set(id, { from, prompt }),
  };
}

// Getting ready

function ready(state: PanelState, { turn, model }: News<'ready'>): Step {
  const { activity } = state;
  if (activity.kind !== 'preparing' || activity.turn !== turn || activity.model === undefined) return [state];
  const form = adoptDefaults(state.form, state.defaults, model.defaults);
  const idle: PanelState = {
    ...state,
    activity: IDLE,
    loaded: { id: activity.model, model },
    defaults: model.defaults,
    form,
    fieldErrors: checkNumbers(form),
  };
  return activity.ask ? ask(idle, activity.ask) : [idle];
}

function unprepared(state: PanelState, { turn, error, called }: News<'unprepared'>): Step {
  const { activity, loaded } = state;
  if (activity.kind !== 'preparing' || activity.turn !== turn) return [state];
  const left: PanelState = { ...state, loaded: called ? undefined : loaded };
  // what was asked for before was forgotten on cancelling: this was asked for since
  if (activity.cancelling && activity.ask) return ask({ ...left, activity: IDLE }, activity.ask);
  return notPrepared(left, activity.ask, error);
}

function notPrepared(state: PanelState, waiting: Ask | undefined, error: unknown): Step {
  const failed = withFailure({ ...state, activity: IDLE }, error, waiting?.kind === 'form' ? 'generate' : 'load');
  return [failed, ...givenUp(waiting)];
}

function cancel(state: PanelState): Step {
  const { activity } = state;
  if (activity.kind === 'idle') return [state];
  const { turn, cancelling } = activity;
  const abort: readonly Effect[] = cancelling ? [] : [{ type: 'abort', turn }];
  if (activity.kind === 'generating') return [{ ...state, activity: { ...activity, cancelling: true } }, ...abort];
  const forgotten = givenUp(activity.ask);
  // nothing was begun: the list of models comes all the same
  if (activity.model === undefined) return [{ ...state, activity: IDLE }, ...forgotten];
  return [{ ...state, activity: { ...activity, ask: undefined, cancelling: true } }, ...forgotten, ...abort];
}
