// Which of the texts that are about a place is its title, and which describe it.

import { distance, inReadingOrder, longSide, middle, near, shortSide, sideOf } from './geometry.ts';
import { isRound, LARGEST_PORTRAIT } from './items.ts';
import type { Item } from './snapshot.ts';
import type { Text } from './texts.ts';
import { isUpperCase } from './wording.ts';

export interface Prompt {
  /** Texts; empty where a name serves or nothing says what to draw. */
  readonly main: readonly Text[];
  readonly support: readonly Text[];
  /** The layer whose name serves. */
  readonly named: Item | undefined;
}

const MOST_SUPPORT = 2;
/** Pixels. */
export const HEADING = 20;
const LONG = 110;

export function styleOf({ size, weight }: Text): string {
  return `${Math.round(size)} ${weight}`;
}

/** The largest, boldest, first text is the title; what comes after it describes. */
export function promptOf(
  place: Item,
  texts: readonly Text[],
  selected: ReadonlySet<Item>,
  rightToLeft: boolean,
): Prompt {
  const meant = texts.filter(({ item }) => selected.has(item));
  const asked = meant.length > 0 ? meant : labelsOf(place, texts);
  const ordered = inReadingOrder(asked, ({ item }) => item.box, rightToLeft);
  const score = ({ size, weight, item: { words } }: Text) =>
    size *
    (1 + (weight - 400) / 2000) *
    (words!.characters.length > LONG ? 0.75 : 1) *
    // names of papers, shops and events stand in capitals above what is about the picture
    (words!.capitals || isUpperCase(words!.characters) ? 0.7 : 1);
  const best = Math.max(...ordered.map(score));
  const equals = ordered.filter(text => score(text) >= 0.95 * best);
  const far = (text: Text) => distance(text.item.box, place.box);
  const closest = Math.min(...equals.map(far));
  const title = equals.find(text => far(text) <= closest + Math.max(1.5 * text.size, 0.15 * shortSide(place.box)))!;
  const main = ordered.filter(text => text === title || continues(text, title));
  const support = ordered
    .filter(text => !main.includes(text))
    .sort((a, b) => far(a) - far(b))
    .slice(0, MOST_SUPPORT);
  return { main, support: ordered.filter(text => support.includes(text)), named: undefined };
}

/** Of portraits: what stands below or beside, which is who it is, before a heading above. */
function labelsOf(place: Item, texts: readonly Text[]): readonly Text[] {
  if (!isRound(place) || longSide(place.box) > LARGEST_PORTRAIT) return texts;
  const labels = texts.filter(({ item }) => sideOf(item.box, place.box) !== 'above');
  return labels.length > 0 ? labels : texts;
}

/** A heading in two layers of one size. */
function continues(text: Text, title: Text): boolean {
  if (text === title || styleOf(text) !== styleOf(title) || title.size < HEADING - 2) return false;
  const [a, b] = [text.item.box, title.item.box];
  const stacked =
    distance(a, b) <= 0.6 * title.size &&
    (near(a.x, b.x, 2) || near(middle(a).x, middle(b).x, 2) || near(a.x + a.width, b.x + b.width, 2));
  const inLine = near(a.y, b.y, 2) && distance(a, b) <= 0.5 * title.size;
  return stacked || inLine;
}
