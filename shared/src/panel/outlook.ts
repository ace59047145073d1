// What the button will do, and what stands against it: known before anything is computed.

import type { Combinations } from '@sana-studio/core';
import { type FieldName, fieldOf } from '@sana-studio/core/request';
import type { Form } from '../form/form.ts';
import type { MemoryShortage, ModelEntry, PanelHost, Way } from '../host.ts';
import { chosenOptions } from './choices.ts';
import { changedPlace, combinationsOf, followedRow, promptsNow, type Row, rowsOf } from './rows.ts';
import type { PanelState } from './state.ts';
import { entryOf, isReady, lackedBy, serverOf } from './steps.ts';

/** Nothing is made until it is out of the way. */
export type Obstacle =
  /** All that is selected is left out, for this reason, in the host's language. */
  | { readonly kind: 'leftOut'; readonly reason: string }
  | { readonly kind: 'unsupported'; readonly reason: string | MemoryShortage }
  | { readonly kind: 'terms'; readonly title: string }
  /** The server that would draw cannot be asked for what the form says. */
  | { readonly kind: 'lacks'; readonly host: string; readonly fields: readonly FieldName[] };

/** Something is made all the same. */
export type Warning =
  | { readonly kind: 'leftOut'; readonly places: number }
  | { readonly kind: 'wordless'; readonly places: number }
  /** A prompt has more combinations than are made. */
  | { readonly kind: 'combinations'; readonly made: number; readonly total: number }
  /** `bytes`: so many are fetched first. */
  | { readonly kind: 'fetches'; readonly title: string; readonly bytes: number };

export interface Outlook {
  readonly pictures: number;
  /** Of the only place. */
  readonly label: string | undefined;
  readonly way: Way;
  readonly obstacle: Obstacle | undefined;
  readonly warnings: readonly Warning[];
}

export function outlookOf(state: PanelState, host: PanelHost): Outlook {
  const rows = rowsOf(state);
  const made = rows.filter(({ words }) => words.trim() !== '');
  const followed = followedRow(state);
  const [only] = followed ? [followed] : rows.length === 1 ? rows : [];
  const place = changedPlace(state) ?? (only && { id: only.offer.id, label: only.offer.label });
  const way = place && host.prompts?.way?.(place.id, chosenOptions(host, state));
  // with no words at all, the click says what is missing
  const worded = promptsNow(state).filter(({ words }) => words.trim() !== '');
  const found = worded.map(({ words }) => combinationsOf(words));
  const prompts = found.reduce((sum, { prompts: { length } }) => sum + length, 0);
  const pictures = Math.max(1, prompts) * state.form.count;
  return {
    pictures,
    label: place?.label,
    way: way ?? 'later',
    obstacle: obstacleOf(state, rows),
    warnings: [...warningsOf(state, rows, made), ...leftOf(found)],
  };
}

function obstacleOf(state: PanelState, rows: readonly Row[]): Obstacle | undefined {
  const { offers } = state;
  const reasons = [...new Set(offers.flatMap(({ leftOut }) => leftOut ?? []))];
  if (rows.length === 0 && reasons.length > 0) return { kind: 'leftOut', reason: reasons.join(' ') };
  const lacking = lackingIn(state);
  if (lacking) return lacking;
  const model = isReady(state) ? undefined : entryOf(state);
  if (model?.state.kind === 'unsupported') return { kind: 'unsupported', reason: model.state.reason };
  if (model?.state.kind !== 'needs-download' || !model.state.licences?.length) return undefined;
  return { kind: 'terms', title: model.title };
}

function lackingIn(state: PanelState): Obstacle | undefined {
  const host = serverOf(state);
  const fields = lackedBy(state).filter(field => field in state.form && isSaid(field, state.form[field as keyof Form]));
  return host !== undefined && fields.length > 0 ? { kind: 'lacks', host, fields } : undefined;
}

/** Whether it says something else than nothing. */
function isSaid(field: FieldName, value: unknown): boolean {
  const { absent } = fieldOf(field);
  if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return false;
  return typeof absent !== 'object' || absent.value !== value;
}

function warningsOf(state: PanelState, rows: readonly Row[], made: readonly Row[]): readonly Warning[] {
  const leftOut = rows.length === 0 ? 0 : state.offers.filter(offer => offer.leftOut !== undefined).length;
  const wordless = made.length === 0 ? 0 : rows.length - made.length;
  const model = isReady(state) ? undefined : entryOf(state);
  return [
    ...(leftOut > 0 ? [{ kind: 'leftOut', places: leftOut } as const] : []),
    ...(wordless > 0 ? [{ kind: 'wordless', places: wordless } as const] : []),
    ...fetchingOf(model),
  ];
}

function fetchingOf(model: ModelEntry | undefined): readonly Warning[] {
  if (model?.state.kind !== 'needs-download' && model?.state.kind !== 'downloading') return [];
  const { bytes, done = 0 } = model.state;
  return [{ kind: 'fetches', title: model.title, bytes: bytes - done }];
}

function leftOf(found: readonly Combinations[]): readonly Warning[] {
  return found.flatMap(({ prompts: { length: made }, total }) =>
    made < total ? [{ kind: 'combinations', made, total }] : [],
  );
}
