// The panel as a pure function: what happens to it gives its next state and what is to be done. The engine is called
// from `prepare` (steps.ts) and `nextCall` (making.ts) alone, which are reached only when no call is under way.

import { IDLE } from './activity.ts';
import type { Effect, PanelEvent, Step } from './events.ts';
import { acted, ask, goOn, made, picture } from './making.ts';
import { offered, reword, used } from './places.ts';
import { arrived, listed, ready, removed, restored, unlisted, unprepared } from './preparing.ts';
import { ranked } from './ranking.ts';
import { leftOf } from './remaining.ts';
import { applied, kept, shown, withSlot } from './slots.ts';
import type { PanelState } from './state.ts';
import { and, during, givenUp, isReady, prepare, prepareIfHere, withFailure, withForm, withProgress } from './steps.ts';

export function reduce(state: PanelState, event: PanelEvent): Step {
  const [next, ...effects] = step(state, event);
  const isSame = next.activity === state.activity && next.queue === state.queue;
  if (isSame || event.type === 'progress') return [next, ...effects];
  return [next, { type: 'unfinished', runs: leftOf(next) }, ...effects];
}

function step(state: PanelState, event: PanelEvent): Step {
  switch (event.type) {
    case 'restored':
      return restored(state, event);
    case 'edited': {
      const edited = withForm(state, event.form);
      return event.chosen ? and(edited, prepareIfHere) : edited;
    }
    case 'painting':
      return [{ ...state, painting: event.open && state.form.startImage !== undefined }];
    case 'ask':
      return ask(state, event.ask);
    case 'unasked':
      if (!state.queue.some(({ id }) => id === event.ask)) return [state];
      return [
        { ...state, queue: state.queue.filter(({ id }) => id !== event.ask) },
        { type: 'answer', ask: event.ask },
      ];
    case 'go-on':
      return goOn(state);
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
    case 'applied':
      return [applied(state, event)];
    case 'ranked':
      return ranked(state, event);
    case 'kept':
      return [kept(state, event)];
    case 'shown':
      return [shown(state, event.slots)];
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
      return [offered(state, event)];
    case 'used':
      return and([used(state, event)], now => withForm(now, now.form));
    case 'picked':
      return [{ ...state, picked: event.id }];
    case 'reworded':
      return [reword(state, event), { type: 'save' }];
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
