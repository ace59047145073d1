import type { ErrorData, PartialRequest, Picture, Progress } from '@sana-studio/core';
import type { FieldName } from '../form/check.ts';
import type { Form } from '../form/form.ts';
import type { HistoryEntry, LoadedModel, ModelEntry, ModelPlace, PanelPicture, PromptOffer, Ranking } from '../host.ts';
import type { Ask } from './plan.ts';
import type { Job } from './runs.ts';
import type { PanelState, Problem, Slot } from './state.ts';

/** Everything that can happen to the panel. Events with a `turn` are told by the engine's call of that number. */
export type PanelEvent =
  // what the person and the shell want
  /** `unfinished`: what the last visit has left to make. `resumes`: it goes on by itself. */
  | {
      readonly type: 'restored';
      readonly form: Form;
      readonly words?: PanelState['reworded'] | undefined;
      readonly unfinished: readonly Ask[];
      readonly resumes: boolean;
    }
  /** `chosen`: the form's model is made ready if it is on this device. */
  | { readonly type: 'edited'; readonly form: Form; readonly chosen?: boolean }
  /** The painter of what is to change opens or closes. */
  | { readonly type: 'painting'; readonly open: boolean }
  | { readonly type: 'ask'; readonly ask: Ask }
  /** Takes something out of the queue, by `Ask.id`. */
  | { readonly type: 'unasked'; readonly ask: number }
  /** The queue goes on. */
  | { readonly type: 'go-on' }
  | { readonly type: 'load' }
  | { readonly type: 'cancel' }
  | { readonly type: 'dismissed' }
  // what the engine tells
  | { readonly type: 'ready'; readonly turn: number; readonly model: LoadedModel }
  /** `called`: the engine was asked for the model, and may have let go of the one before. */
  | { readonly type: 'unprepared'; readonly turn: number; readonly error: unknown; readonly called: boolean }
  | { readonly type: 'progress'; readonly turn: number; readonly progress: Progress }
  | { readonly type: 'preview'; readonly turn: number; readonly index: number; readonly preview: Picture }
  | { readonly type: 'picture'; readonly turn: number; readonly index: number; readonly picture: PanelPicture }
  /** The call has come to its end, with an error if there is one. */
  | { readonly type: 'made'; readonly turn: number; readonly error?: unknown }
  /** What is done with every picture was done; `index` among those shown. */
  | {
      readonly type: 'acted';
      readonly turn: number;
      readonly index: number;
      readonly failure?: ErrorData | undefined;
      /** It is in its place now, to be decided about or for good. */
      readonly applied?: 'tried' | 'kept' | undefined;
    }
  | { readonly type: 'kept'; readonly slot: number; readonly entry: string }
  /** A place holds another picture now, or what it held before. */
  | {
      readonly type: 'applied';
      readonly target: string;
      readonly slot: number | undefined;
      readonly how: 'tried' | 'kept';
    }
  /** Pictures of one prompt were compared; `moves`: the best may come first, as nobody holds one of them. */
  | { readonly type: 'ranked'; readonly slots: readonly number[]; readonly ranking: Ranking; readonly moves: boolean }
  /** Pictures of an earlier visit are shown again. */
  | { readonly type: 'shown'; readonly slots: readonly Omit<Slot, 'id'>[] }
  // what the rest of the host tells
  | { readonly type: 'models'; readonly models: readonly ModelEntry[] }
  /** Models can be listed no longer, or could not be. */
  | { readonly type: 'unlisted'; readonly error: unknown }
  | { readonly type: 'place'; readonly place: ModelPlace }
  /** `use`: it is taken in place of the one that is chosen. */
  | { readonly type: 'arrived'; readonly model: string; readonly use: boolean }
  | { readonly type: 'removed'; readonly model: string }
  | { readonly type: 'offers'; readonly offers: readonly PromptOffer[]; readonly notes?: readonly string[] | undefined }
  /** The person wants this place. */
  | { readonly type: 'used'; readonly offer: PromptOffer }
  /** The person takes this instead of each place, or no longer. */
  | { readonly type: 'picked'; readonly id: string | undefined }
  /** The person has written other words for a place. */
  | { readonly type: 'reworded'; readonly id: string; readonly prompt: string }
  | { readonly type: 'history'; readonly entries: readonly HistoryEntry[] }
  | { readonly type: 'history-refused'; readonly error: ErrorData }
  | { readonly type: 'failed'; readonly error: unknown; readonly retry?: Problem['retry'] }
  | { readonly type: 'notice'; readonly notice: string | undefined };

/** Everything the panel does. */
export type Effect =
  | { readonly type: 'watch' }
  /** Makes a model ready. `fetch`: it has to be downloaded before. Answered by `ready` or `unprepared`. */
  | { readonly type: 'prepare'; readonly turn: number; readonly model: string; readonly fetch: boolean }
  /** Answered by `made`. */
  | { readonly type: 'generate'; readonly turn: number; readonly request: PartialRequest }
  | { readonly type: 'abort'; readonly turn: number }
  /** Does what is done with every picture; `nth` of the variants for its place. Answered by `acted`. */
  | {
      readonly type: 'act';
      readonly turn: number;
      readonly index: number;
      readonly picture: PanelPicture;
      readonly nth: number;
      readonly variants: number;
    }
  /** Puts a picture into the history. Answered by `kept`. */
  | { readonly type: 'keep'; readonly picture: PanelPicture; readonly slot: number }
  /** Compares pictures of one prompt. Answered by `ranked` where something can. */
  | { readonly type: 'rank'; readonly slots: readonly number[]; readonly pictures: readonly PanelPicture[] }
  /** Remembers what is left to make, run by run, so that the next visit can go on with it. */
  | { readonly type: 'unfinished'; readonly runs: readonly (readonly Job[])[] }
  | { readonly type: 'save' }
  /** What was asked for is there, or was given up, which the state says. `wrong`: the first field with a mistake. */
  | { readonly type: 'answer'; readonly ask: number; readonly wrong?: FieldName | undefined };

/** The state after an event, and what is to be done. */
export type Step = readonly [PanelState, ...Effect[]];
