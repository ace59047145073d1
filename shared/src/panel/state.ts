import type { ErrorData, Picture, Progress } from '@sana-studio/core';
import type { FieldErrors } from '../form/check.ts';
import { emptyForm, type Form, type FormDefaults, GENERIC_DEFAULTS } from '../form/form.ts';
import type { HistoryEntry, LoadedModel, ModelEntry, ModelPlace, PanelPicture, PromptOffer } from '../host.ts';
import type { Ask, Job } from './runs.ts';

/** One of the pictures of a run. */
export interface Slot {
  readonly width: number;
  readonly height: number;
  /** Of the place it is for, when a run is for several. */
  readonly label?: string | undefined;
  /** Why it was not made, or could not be put into the document. */
  readonly failure?: ErrorData | undefined;
  readonly picture?: PanelPicture | undefined;
  readonly preview?: Picture | undefined;
}

/** What went wrong, and what "try again" would do. */
export interface Problem {
  readonly error: ErrorData;
  readonly retry?: 'load' | 'generate' | undefined;
}

export type Outcome = 'done' | 'cancelled' | 'failed';

/** The last run, or the one under way. */
export interface Run {
  readonly slots: readonly Slot[];
  readonly outcome?: Outcome | undefined;
}

export interface Idle {
  readonly kind: 'idle';
}

/** The chosen model is being listed, fetched or loaded. */
export interface Preparing {
  readonly kind: 'preparing';
  readonly turn: number;
  /** Undefined until it is known what models there are. */
  readonly model: string | undefined;
  /** What is made as soon as the model is ready. */
  readonly ask: Ask | undefined;
  readonly progress: Progress | undefined;
  readonly cancelling: boolean;
}

/** Pictures are being made, one call of the engine for each job. */
export interface Generating {
  readonly kind: 'generating';
  /** Of the call under way, and of the first one of the run. */
  readonly turn: number;
  readonly firstTurn: number;
  /** `Ask.id` */
  readonly ask: number;
  readonly model: string;
  readonly jobs: readonly Job[];
  /** Index of the job under way. */
  readonly job: number;
  /** Index of its first picture in the run, and how many of its pictures are there. */
  readonly base: number;
  readonly made: number;
  /** How many pictures are being put where they belong, by actions that are done with every picture. */
  readonly acting: number;
  /** The engine has nothing more to do. */
  readonly ending: Ending | undefined;
  /** What the form says after pictures were made with one seed after the other. */
  readonly nextSeed: number | undefined;
  readonly progress: Progress | undefined;
  readonly cancelling: boolean;
}

export interface Ending {
  readonly outcome: Outcome;
  readonly error?: unknown;
}

/** What is going on. The engine is busy in all but `idle`, and is called from nowhere else. */
export type Activity = Idle | Preparing | Generating;

/** Everything the panel shows. Errors are facts: the views word them in the person's language. */
export interface PanelState {
  readonly form: Form;
  /** What the numbers of the form were filled in with. */
  readonly defaults: FormDefaults;
  readonly fieldErrors: FieldErrors;
  /** Undefined until they were listed. */
  readonly models: readonly ModelEntry[] | undefined;
  /** Whether changes of that list are told: the host was asked to, does so, or has stopped. */
  readonly watch: 'asked' | 'told' | 'lost';
  /** Where models come from, where the host tells. */
  readonly place: ModelPlace | undefined;
  /** What the engine has ready. */
  readonly loaded: { readonly id: string; readonly model: LoadedModel } | undefined;
  readonly activity: Activity;
  /** Number of the last call of the engine: what a call tells carries its turn, and what comes late is not heard. */
  readonly turn: number;
  readonly run: Run | undefined;
  readonly problem: Problem | undefined;
  readonly offers: readonly PromptOffer[];
  /** Words that the person has written for places, and those of the document that they stand for, by `PromptOffer.id`. */
  readonly reworded: ReadonlyMap<string, { readonly from: string; readonly prompt: string }>;
  readonly history: readonly HistoryEntry[] | undefined;
  /** Why pictures are not kept. */
  readonly historyRefused: ErrorData | undefined;
  /** What an action had to tell, e.g. that a picture was copied. */
  readonly notice: string | undefined;
}

export const IDLE: Idle = { kind: 'idle' };

export const INITIAL_STATE: PanelState = {
  form: emptyForm(),
  defaults: GENERIC_DEFAULTS,
  fieldErrors: {},
  models: undefined,
  watch: 'asked',
  place: undefined,
  loaded: undefined,
  activity: IDLE,
  turn: 0,
  run: undefined,
  problem: undefined,
  offers: [],
  reworded: new Map(),
  history: undefined,
  historyRefused: undefined,
  notice: undefined,
};

/** The pictures that are there. */
export function finishedPictures(run: Run | undefined): readonly PanelPicture[] {
  return run?.slots.flatMap(({ picture }) => picture ?? []) ?? [];
}

/** Pictures were asked for that are made as soon as the model is ready. */
export function isWaiting({ activity }: PanelState): boolean {
  return activity.kind === 'preparing' && activity.ask !== undefined;
}
