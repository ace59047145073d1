// What will be made, and where: the places of the document that are selected now, or one picture for no place.

import { type Combinations, combinations } from '@sana-studio/core';
import { parseNumber } from '../form/check.ts';
import type { Form } from '../form/form.ts';
import { type Size, sizeForPlace } from '../form/sizes.ts';
import type { PromptOffer } from '../host.ts';
import type { Wanted } from './plan.ts';
import type { Target } from './runs.ts';
import type { PanelState } from './state.ts';

/** A place that gets a picture, and the words for it as they stand now. */
export interface Row {
  readonly offer: PromptOffer;
  readonly words: string;
}

/** The places that get a picture; none where nothing is selected. */
export function rowsOf({ offers, picked, reworded, form }: PanelState): readonly Row[] {
  const one = offers.find(({ id, leftOut }) => id === picked && leftOut === undefined);
  const each = one ? [one] : offers.filter(({ repeats, leftOut }) => !repeats && leftOut === undefined);
  // a place without words gets those that were written for none, unless the person took them away there
  return each.map(offer => ({ offer, words: offer.prompt || reworded.has(offer.id) ? offer.prompt : form.prompt }));
}

/** How many of several places take words that are written for none, and how many keep their own; undefined for at most one place. */
export function placesTakingWords(state: PanelState): { readonly taking: number; readonly places: number } | undefined {
  const rows = rowsOf(state);
  if (rows.length < 2) return undefined;
  const taking = rows.filter(({ offer }) => offer.prompt === '' && !state.reworded.has(offer.id));
  return { taking: taking.length, places: rows.length };
}

/** Other ways to understand what is selected: one picture for all of it, or for what is around it. */
export function alternativesOf({ offers }: PanelState): readonly PromptOffer[] {
  return offers.filter(({ repeats, leftOut }) => repeats && leftOut === undefined);
}

/** Those whose words in the document have changed since their picture was made. */
export function outdatedRows(state: PanelState): readonly Row[] {
  return rowsOf(state).filter(({ offer }) => offer.outdated && offer.request);
}

/**
 * The pictures that the button stands for. Combinations of one prompt have one seed: only their words differ.
 * @param drawSeed gives a random seed
 */
export function wantedNow(state: PanelState, drawSeed: () => number): readonly Wanted[] {
  return promptsNow(state).flatMap(({ words, offer, target }) => {
    const seed = drawSeed();
    const place = offer ? placeOf(offer) : target && { target };
    return combinationsOf(words).prompts.map(prompt => ({ ...place, words: prompt, seed }));
  });
}

/** Words, and what they are for: a place that is selected, or one that was when the picture was made of which a part changes. */
interface Prompted {
  readonly words: string;
  readonly offer?: PromptOffer;
  readonly target?: Target;
}

/** The words of each place, or of a picture for none. */
export function promptsNow(state: PanelState): readonly Prompted[] {
  const rows = rowsOf(state);
  const target = changedPlace(state);
  if (target) {
    const row = rows.find(({ offer }) => offer.id === target.id);
    return [row ?? { words: state.form.prompt, target }];
  }
  const followed = followedRow(state);
  if (followed) return [followed];
  if (rows.length > 0) return rows;
  const { prompt, eachLine } = state.form;
  const lines = eachLine ? linesOf(prompt) : [];
  return lines.length > 1 ? lines.map(words => ({ words })) : [{ words: prompt }];
}

/** The place whose picture changes in part: the result goes there, whatever is selected. */
export function changedPlace({ form }: Pick<PanelState, 'form'>): Target | undefined {
  return form.mask && form.startImage?.target;
}

/** The place of the document that is drawn from: the result goes there, whatever is selected. */
export function followedRow(state: PanelState): Row | undefined {
  const offer = state.form.control?.target;
  return offer && (rowsOf(state).find(row => row.offer.id === offer.id) ?? { offer, words: state.form.prompt });
}

/** The lines of words, such as were copied from a list: what numbers them or stands for a dot falls away. */
export function linesOf(words: string): readonly string[] {
  return words
    .split('\n')
    .map(line => line.trim().replace(/^(?:[-*•–]|\d{1,3}[.)])\s+/u, ''))
    .filter(line => line !== '');
}

/** What words with alternatives stand for; such as lie in one another too deep are themselves. */
export function combinationsOf(words: string): Combinations {
  try {
    return combinations(words);
  } catch {
    return { prompts: [words], total: 1 };
  }
}

/** Where the pictures of an offer go. */
export function placeOf({ id, label, width, height, words }: PromptOffer): Pick<Wanted, 'target' | 'place'> {
  return {
    target: { id, label, words },
    place: width && height ? { width, height } : undefined,
  };
}

/** The place that the size in the form is about: the only one, if it has a size. */
export function onlyPlace(state: PanelState): (Row & { readonly place: Size }) | undefined {
  const followed = followedRow(state);
  const [row, ...others] = followed ? [followed] : rowsOf(state);
  const { width, height } = row?.offer ?? {};
  return row && width && height && others.length === 0 ? { ...row, place: { width, height } } : undefined;
}

/** The form as it counts for what is selected: a picture is as large as its place, unless the person says otherwise. */
export function formNow(state: PanelState, largestSide: number | undefined): Form {
  const { form } = state;
  return sized(form, onlyPlace(state)?.place, largestSide);
}

export function sized(form: Form, place: Size | undefined, largestSide: number | undefined): Form {
  // what changes in part stays as large as it is, and what is drawn over is counted from there
  const whole = (form.mask || form.refine) && !form.outpaint && form.startImage?.picture;
  if (whole) return { ...form, width: String(whole.width), height: String(whole.height) };
  if (!place || form.sizing === 'own') return form;
  const { width, height } = sizeForPlace(place, form.placeScale, largestSide);
  return { ...form, width: String(width), height: String(height) };
}

/** Pixels. */
export function sizeOf(form: Form): Size {
  return { width: parseNumber(form.width), height: parseNumber(form.height) };
}
