import type { ErrorData, Picture } from '@sana-studio/core';
import type { ChosenControlNet } from '@sana-studio/core/request';
import type { FieldErrors } from '../form/check.ts';
import { emptyForm, type Form, type FormDefaults, type FormStartImage, GENERIC_DEFAULTS } from '../form/form.ts';
import type { HistoryEntry, LoadedModel, ModelEntry, ModelPlace, PanelPicture, PromptOffer } from '../host.ts';
import { type Activity, IDLE, type Outcome } from './activity.ts';
import type { Pace } from './pace.ts';
import type { Ask, Wish } from './plan.ts';
import type { Target } from './runs.ts';

/** One of the pictures of a run. */
export interface Slot {
  readonly id: number;
  readonly width: number;
  readonly height: number;
  readonly target?: Target | undefined;
  /** Its prompt, where it is for no place and others have other prompts. */
  readonly words?: string | undefined;
  /** One of several that are for the same place. */
  readonly isVariant?: boolean | undefined;
  /** What it was made from. */
  readonly startImage?: FormStartImage | undefined;
  /** What of that was changed. */
  readonly mask?: Picture | undefined;
  /** Whose lines it follows, and what made it do so. */
  readonly control?: Picture | undefined;
  readonly controlnet?: string | ChosenControlNet | undefined;
  /** Why it was not made, or could not be put into the document. */
  readonly failure?: ErrorData | undefined;
  readonly picture?: PanelPicture | undefined;
  /** `HistoryEntry.id`, as soon as it is kept. */
  readonly entry?: string | undefined;
  readonly preview?: Picture | undefined;
  /** How well it fits its prompt, where others of the same prompt were compared with it. */
  readonly match?: Match | undefined;
}

export interface Match {
  readonly score: number;
  /** What has scored. */
  readonly by: string;
  readonly isBest: boolean;
}

/** What went wrong, and what "try again" would do. */
export interface Problem {
  readonly error: ErrorData;
  readonly retry?: 'load' | 'generate' | undefined;
  /** What is generated then. */
  readonly wish?: Wish | undefined;
}

/** The last run, or the one under way, with what it was shown behind. */
export interface Run {
  readonly slots: readonly Slot[];
  /** Which of these are the run's own: so many, from this one on. */
  readonly first: number;
  readonly pictures: number;
  readonly outcome?: Outcome | undefined;
  /** Host of the server that has drawn it. */
  readonly server?: string | undefined;
}

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
  /** Of the model that has drawn last; undefined before one has. */
  readonly pace?: Pace | undefined;
  /** Number of the last call of the engine: what a call tells carries its turn, and what comes late is not heard. */
  readonly turn: number;
  readonly run: Run | undefined;
  /** `Slot.id` of the last one. */
  readonly lastSlot: number;
  /** What was asked for and waits for its turn: after the run under way, or until the person lets it go on. */
  readonly queue: readonly Ask[];
  readonly problem: Problem | undefined;
  readonly offers: readonly PromptOffer[];
  /** What the host has to tell about what is selected. */
  readonly notes: readonly string[];
  /** `PromptOffer.id` of what the person takes instead of each place. */
  readonly picked: string | undefined;
  /** The picture that a place holds, as `Slot.id`, by `Target.id`. */
  readonly applied: ReadonlyMap<string, number>;
  /** `Target.id` of places that show a picture which the person has not decided about. */
  readonly tried: ReadonlySet<string>;
  /** Words that the person has written for places, and those of the document that they stand for, by `PromptOffer.id`. */
  readonly reworded: ReadonlyMap<string, { readonly from: string; readonly prompt: string }>;
  readonly history: readonly HistoryEntry[] | undefined;
  /** Why pictures are not kept. */
  readonly historyRefused: ErrorData | undefined;
  /** The person paints what of the picture to start from is to change. */
  readonly painting: boolean;
  /** What an action had to tell, e.g. that a picture was copied. */
  readonly notice: string | undefined;
}

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
  lastSlot: 0,
  queue: [],
  problem: undefined,
  offers: [],
  notes: [],
  picked: undefined,
  applied: new Map(),
  tried: new Set(),
  reworded: new Map(),
  history: undefined,
  historyRefused: undefined,
  painting: false,
  notice: undefined,
};

/** The pictures that are there. */
export function finishedPictures(run: Run | undefined): readonly PanelPicture[] {
  return run?.slots.flatMap(({ picture }) => picture ?? []) ?? [];
}

/** How many of a run's own pictures are there. */
export function madeOf(run: Run | undefined): number {
  if (!run) return 0;
  const isOpen = ({ picture }: Slot) => !picture;
  return run.pictures - run.slots.slice(run.first, run.first + run.pictures).filter(isOpen).length;
}

/** Pictures were asked for that are made as soon as the model is ready. */
export function isWaiting({ activity }: PanelState): boolean {
  return activity.kind === 'preparing' && activity.ask !== undefined;
}
