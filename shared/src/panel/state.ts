import type { ErrorCode, Picture, Progress } from '@sana-studio/core';
import type { FieldErrors } from '../form/check.ts';
import { checkNumbers } from '../form/check.ts';
import { adoptDefaults, emptyForm, type Form, type FormDefaults, GENERIC_DEFAULTS } from '../form/form.ts';
import type { HistoryEntry, LoadedModel, ModelEntry, ModelPlace, PanelPicture, PromptOffer } from '../host.ts';

/** One of the pictures of a run. */
export interface Slot {
  readonly width: number;
  readonly height: number;
  /** Of the place it is for, when a run is for several. */
  readonly label?: string | undefined;
  /** Why it was not made, or could not be put into the document. */
  readonly failure?: string | undefined;
  readonly picture?: PanelPicture | undefined;
  readonly preview?: Picture | undefined;
}

/** What went wrong, and what "try again" would do. */
export interface Problem {
  readonly code: ErrorCode;
  readonly message: string;
  readonly retry?: 'load' | 'generate' | 'download' | undefined;
}

export type Activity = 'idle' | 'loading' | 'generating';

/** The last run, or the one under way. */
export interface Run {
  readonly slots: readonly Slot[];
  readonly outcome?: 'done' | 'cancelled' | 'failed' | undefined;
}

/** Everything the panel shows. */
export interface PanelState {
  readonly form: Form;
  /** What the numbers of the form were filled in with. */
  readonly defaults: FormDefaults;
  readonly fieldErrors: FieldErrors;
  /** Undefined until they were listed. */
  readonly models: readonly ModelEntry[] | undefined;
  /** Where models come from, where the host tells. */
  readonly place: ModelPlace | undefined;
  readonly loaded: { readonly id: string; readonly model: LoadedModel } | undefined;
  readonly activity: Activity;
  /** Pictures were asked for and are made as soon as the model is ready. */
  readonly waiting: boolean;
  readonly cancelling: boolean;
  readonly progress: Progress | undefined;
  readonly run: Run | undefined;
  readonly problem: Problem | undefined;
  readonly offers: readonly PromptOffer[];
  readonly history: readonly HistoryEntry[] | undefined;
  /** Why pictures are not kept, in the words of the error. */
  readonly historyRefused: string | undefined;
  /** What an action had to tell, e.g. that a picture was copied. */
  readonly notice: string | undefined;
}

export const INITIAL_STATE: PanelState = {
  form: emptyForm(),
  defaults: GENERIC_DEFAULTS,
  fieldErrors: {},
  models: undefined,
  place: undefined,
  loaded: undefined,
  activity: 'idle',
  waiting: false,
  cancelling: false,
  progress: undefined,
  run: undefined,
  problem: undefined,
  offers: [],
  history: undefined,
  historyRefused: undefined,
  notice: undefined,
};

/** Everything that can happen to the panel. */
export type PanelEvent =
  | { readonly type: 'edited'; readonly form: Form }
  | { readonly type: 'rejected'; readonly errors: FieldErrors }
  | { readonly type: 'models'; readonly models: readonly ModelEntry[] }
  | { readonly type: 'place'; readonly place: ModelPlace | undefined }
  | { readonly type: 'loading' }
  | { readonly type: 'loaded'; readonly id: string; readonly model: LoadedModel }
  | { readonly type: 'unloaded' }
  | { readonly type: 'load-ended' }
  | { readonly type: 'waiting'; readonly waiting: boolean }
  | { readonly type: 'run-started'; readonly seed: number; readonly slots: readonly Slot[] }
  | { readonly type: 'progress'; readonly progress: Progress }
  | { readonly type: 'preview'; readonly index: number; readonly preview: Picture }
  | { readonly type: 'picture'; readonly index: number; readonly picture: PanelPicture }
  | { readonly type: 'slot-failed'; readonly index: number; readonly failure: string }
  | { readonly type: 'cancelling' }
  | { readonly type: 'run-ended'; readonly outcome: 'done' | 'cancelled' | 'failed'; readonly nextSeed?: number }
  | { readonly type: 'problem'; readonly problem: Problem | undefined }
  | { readonly type: 'offers'; readonly offers: readonly PromptOffer[] }
  | { readonly type: 'history'; readonly entries: readonly HistoryEntry[] }
  | { readonly type: 'history-refused'; readonly message: string }
  | { readonly type: 'notice'; readonly notice: string | undefined };

/** The state after an event. Pure. */
export function reduce(state: PanelState, event: PanelEvent): PanelState {
  switch (event.type) {
    case 'edited':
      return { ...state, form: event.form, fieldErrors: checkNumbers(event.form) };
    case 'rejected':
      return { ...state, fieldErrors: event.errors };
    case 'models':
      return { ...state, models: event.models };
    case 'place':
      return { ...state, place: event.place };
    case 'loading':
      return { ...state, activity: 'loading', progress: undefined, problem: undefined, cancelling: false };
    case 'loaded':
      return adoptModel(state, event.id, event.model);
    case 'unloaded':
      return { ...state, loaded: undefined };
    case 'load-ended':
      return { ...state, activity: 'idle', progress: undefined, cancelling: false };
    case 'waiting':
      return { ...state, waiting: event.waiting };
    case 'run-started':
      return {
        ...state,
        activity: 'generating',
        cancelling: false,
        progress: undefined,
        problem: undefined,
        notice: undefined,
        fieldErrors: {},
        form: { ...state.form, seed: String(event.seed) },
        run: { slots: event.slots },
      };
    case 'progress':
      return { ...state, progress: event.progress };
    case 'preview':
      return withSlot(state, event.index, { preview: event.preview });
    case 'picture':
      return withSlot(state, event.index, { picture: event.picture });
    case 'slot-failed':
      return withSlot(state, event.index, { failure: event.failure });
    case 'cancelling':
      return state.activity === 'idle' ? state : { ...state, cancelling: true };
    case 'run-ended':
      return endRun(state, event.outcome, event.nextSeed);
    case 'problem':
      return { ...state, problem: event.problem };
    case 'offers':
      return { ...state, offers: event.offers };
    case 'history':
      return { ...state, history: event.entries };
    case 'history-refused':
      return { ...state, historyRefused: event.message };
    case 'notice':
      return { ...state, notice: event.notice };
  }
}

/** The pictures that are there. */
export function finishedPictures(run: Run | undefined): readonly PanelPicture[] {
  return run?.slots.flatMap(({ picture }) => picture ?? []) ?? [];
}

function adoptModel(state: PanelState, id: string, model: LoadedModel): PanelState {
  const form = adoptDefaults(state.form, state.defaults, model.defaults);
  return {
    ...state,
    loaded: { id, model },
    defaults: model.defaults,
    form,
    fieldErrors: checkNumbers(form),
  };
}

function withSlot(state: PanelState, index: number, change: Partial<Slot>): PanelState {
  const slot = state.run?.slots[index];
  if (!state.run || !slot) return state;
  return { ...state, run: { ...state.run, slots: state.run.slots.with(index, { ...slot, ...change }) } };
}

function endRun(state: PanelState, outcome: NonNullable<Run['outcome']>, nextSeed: number | undefined): PanelState {
  const slots = state.run?.slots.map(({ preview: _, ...slot }) => slot) ?? [];
  return {
    ...state,
    activity: 'idle',
    cancelling: false,
    progress: undefined,
    run: state.run && { ...state.run, slots, outcome },
    form: nextSeed === undefined ? state.form : { ...state.form, seed: String(nextSeed) },
  };
}
