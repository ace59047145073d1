import type { ErrorData, PartialRequest, Picture, Progress } from '@sana-studio/core';
import type { FieldName } from '../form/check.ts';
import type { Form } from '../form/form.ts';
import type { HistoryEntry, LoadedModel, ModelEntry, ModelPlace, PanelPicture, PromptOffer } from '../host.ts';
import type { Ask, Job } from './runs.ts';
import type { PanelState, Problem } from './state.ts';

/** Everything that can happen to the panel. Events with a `turn` are told by the engine's call of that number. */
export type PanelEvent =
  // what the person and the shell want
  /** `unfinished`: the rest of a run that a reload has interrupted. */
  | { readonly type: 'restored'; readonly form: Form; readonly unfinished: Ask | undefined }
  /** `chosen`: the form's model is made ready if it is on this device. */
  | { readonly type: 'edited'; readonly form: Form; readonly chosen?: boolean }
  | { readonly type: 'ask'; readonly ask: Ask }
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
  /** Of the actions that are done with every picture; `index` in the run. */
  | {
      readonly type: 'acted';
      readonly turn: number;
      readonly index: number;
      readonly failure?: ErrorData | undefined;
    }
  // what the rest of the host tells
  | { readonly type: 'models'; readonly models: readonly ModelEntry[] }
  /** Models can be listed no longer, or could not be. */
  | { readonly type: 'unlisted'; readonly error: unknown }
  | { readonly type: 'place'; readonly place: ModelPlace }
  /** `use`: it is taken in place of the one that is chosen. */
  | { readonly type: 'arrived'; readonly model: string; readonly use: boolean }
  | { readonly type: 'removed'; readonly model: string }
  | { readonly type: 'offers'; readonly offers: readonly PromptOffer[] }
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
  /** Does what is done with every picture. Answered by `acted`. */
  | { readonly type: 'act'; readonly turn: number; readonly index: number; readonly picture: PanelPicture }
  /** Puts a picture into the history. */
  | { readonly type: 'keep'; readonly picture: PanelPicture }
  /** Remembers what is left to make, so that a panel that was reloaded meanwhile can go on. */
  | { readonly type: 'unfinished'; readonly jobs: readonly Job[] }
  | { readonly type: 'save' }
  /** What was asked for is there, or was given up, which the state says. `wrong`: the first field with a mistake. */
  | { readonly type: 'answer'; readonly ask: number; readonly wrong?: FieldName | undefined };

/** The state after an event, and what is to be done. */
export type Step = readonly [PanelState, ...Effect[]];
