// Which texts may say what to draw. A text is judged by what it says (wording.ts) and by where it stands: on a button,
// in a row of links, in a system bar.

import { area, bottom, holds, longSide, middle, near, overlap, right, sharedY, shortSide } from './geometry.ts';
import { isRound, isWithin, LARGEST_ICON, leavesOf } from './items.ts';
import { namesNavigation, namesSystemBar } from './names.ts';
import type { Item, Snapshot } from './snapshot.ts';
import { countWords, isInitials, isRightToLeft, isUpperCase, type Wording, wordingOf } from './wording.ts';

/** Why a text does not say what to draw; `weak` texts do where nothing else does. */
export type Role = Wording | 'label' | 'button' | 'input' | 'navigation' | 'system';

export interface Text {
  readonly item: Item;
  readonly role: Role;
  readonly size: number;
  readonly weight: number;
  /** What it stands on: the topmost painted shape behind it. */
  readonly ground: Item | undefined;
}

/** Pixels: letters of this size and less in capitals are labels, larger ones are headings. */
const LARGEST_LABEL = 16;
/** Pixels: what stands behind an icon in larger letters is no detail. */
const LARGEST_DETAIL = 15;
/** Pixels: a button is no higher. */
const HIGHEST_BUTTON = 72;
const MOST_BUTTON_WORDS = 6;
/** Pixels by which the sides of a button may differ. */
const OFF_CENTRE = 4;
const MOST_LINK_WORDS = 3;
/** Layers in a list of links. */
const MOST_IN_LINKS = 120;
const HIGHEST_LINK_ROW = 110;
const WIDEST_SIDE_BAR = 320;
const LARGEST_LINK = 18;
/** Between the strongest and the weakest part of a colour, each from 0 to 1. */
const VIVID = 0.35;

/** Shapes that texts stand on. */
const GROUNDS: readonly string[] = ['RECTANGLE', 'ELLIPSE', 'FRAME', 'INSTANCE', 'COMPONENT', 'SLIDE', 'SECTION'];

/** All that can be read in the snapshot, in painting order. */
export function readTexts({ items, selected }: Snapshot): readonly Text[] {
  const texts = items.filter(({ words, hidden }) => words && words.characters !== '' && !hidden);
  const grounds = items.filter(
    item =>
      GROUNDS.includes(item.type) &&
      !item.hidden &&
      !item.mask &&
      !item.words &&
      (item.look.filled || item.look.stroked),
  );
  const groundOf = new Map(texts.map(text => [text, topmostBehind(text, grounds)]));
  const onGround = countBy(texts.map(text => groundOf.get(text)));
  const links = linksIn(items, selected);
  return texts.map(item => {
    const ground = groundOf.get(item);
    const alone = ground !== undefined && onGround.get(ground) === 1;
    const { size, weight } = item.words!;
    return { item, size, weight, ground, role: roleOf(item, ground, alone, links) };
  });
}

/** Whether a text may say what to draw. */
export function says({ role }: Text): boolean {
  return role === 'says';
}

function roleOf(item: Item, ground: Item | undefined, alone: boolean, links: ReadonlySet<Item>): Role {
  const { characters, size, capitals, linked } = item.words!;
  if (isWithin(item, ({ name }) => namesSystemBar(name))) return 'system';
  const wording = wordingOf(characters);
  if (wording !== 'says' && wording !== 'weak') return wording;
  if (/^\p{L}$/u.test(characters)) return 'label';
  if (ground && isRound(ground) && isInitials(characters) && isCentredOn(item, ground)) return 'label';
  // names of icons in fonts that draw them as ligatures
  if (/^[a-z\d]+(?:_[a-z\d]+)+$/.test(characters)) return 'label';
  if (linked && countWords(characters) <= MOST_BUTTON_WORDS) return 'link';
  if ((capitals || isUpperCase(characters)) && size <= LARGEST_LABEL) return 'label';
  if (ground && alone && countWords(characters) <= 2 * MOST_BUTTON_WORDS && isLow(ground, item)) {
    if (isCentredOn(item, ground)) return 'button';
    if (/(?:…|\.\.\.)$/.test(characters)) return 'input';
  }
  if (links.has(item)) return 'navigation';
  if (size <= LARGEST_LABEL && countWords(characters) <= MOST_LINK_WORDS && isColoured(item)) return 'link';
  return size <= LARGEST_DETAIL && (isAfterIcon(item) || isAfterPortrait(item)) ? 'weak' : wording;
}

/** Links and labels have the colour of the brand, where what is to be read is black, grey or white. */
function isColoured(item: Item): boolean {
  const beside = (item.above?.inside ?? []).filter(other => other.words && other !== item);
  return isVivid(item) && beside.length > 0 && !beside.some(isVivid);
}

function isVivid({ look: { color } }: Item): boolean {
  return color !== undefined && Math.max(color.r, color.g, color.b) - Math.min(color.r, color.g, color.b) > VIVID;
}

/** Who, where, how: details stand behind a small portrait or an icon in a row of their own. */
function isAfterIcon(item: Item): boolean {
  const beside = (item.above?.inside ?? []).filter(other => other !== item && !other.words);
  if (beside.length === 0 || !beside.every(({ box }) => longSide(box) <= LARGEST_ICON)) return false;
  const rightToLeft = isRightToLeft(item.words!.characters);
  return beside.some(
    ({ box }) => sharedY(box, item.box) > 0 && (rightToLeft ? box.x > item.box.x : right(box) <= item.box.x),
  );
}

/** The name of who made something, right behind a small portrait on its line, wherever both lie. */
function isAfterPortrait(item: Item): boolean {
  const rightToLeft = isRightToLeft(item.words!.characters);
  return (item.above?.inside ?? []).some(other => {
    if (other.words || other.hidden || !isRound(other) || !other.look.image) return false;
    const gap = rightToLeft ? other.box.x - right(item.box) : item.box.x - right(other.box);
    const isLevel = near(middle(other.box).y, middle(item.box).y, 0.25 * other.box.height);
    return isLevel && longSide(other.box) <= LARGEST_ICON && gap >= 0 && gap <= 0.75 * other.box.width;
  });
}

function topmostBehind(text: Item, grounds: readonly Item[]): Item | undefined {
  let found: Item | undefined;
  for (const ground of grounds) {
    if (ground.turn > text.turn) break;
    if (ground !== text && holds(ground.box, text.box)) found = ground;
  }
  return found;
}

/** One line of text on something hardly higher. */
function isLow(ground: Item, text: Item): boolean {
  const line = 1.7 * text.words!.size;
  return ground.box.height <= HIGHEST_BUTTON && text.box.height <= line && !ground.look.image;
}

function isCentredOn(text: Item, ground: Item): boolean {
  const sides = [text.box.x - ground.box.x, right(ground.box) - right(text.box)] as const;
  const ends = [text.box.y - ground.box.y, bottom(ground.box) - bottom(text.box)] as const;
  // an icon beside the words moves them by its width
  const icons = ground.inside.filter(({ words, box }) => !words && longSide(box) <= LARGEST_ICON);
  const shift = icons.reduce((sum, { box }) => sum + box.width + 12, 0);
  return near(sides[0], sides[1], OFF_CENTRE + shift) && near(ends[0], ends[1], OFF_CENTRE);
}

/** Texts in rows and columns of links: nothing but short texts of one size, and icons. */
function linksIn(items: readonly Item[], selected: ReadonlySet<Item>): ReadonlySet<Item> {
  const links = new Set<Item>();
  for (const holder of items) {
    if (holder.inside.length === 0 || holder.hidden || holder.last - holder.turn > MOST_IN_LINKS) continue;
    const leaves = leavesOf(holder);
    const texts = leaves.filter(({ words }) => words && words.characters !== '');
    if (texts.length === 0 || leaves.some(leaf => isLarge(leaf, texts))) continue;
    if (namesNavigation(holder.name) || (texts.length >= 3 && isLinks(holder, texts))) {
      // a text that is selected itself is meant
      for (const text of texts) if (!selected.has(text)) links.add(text);
    }
  }
  return links;
}

/** A shape that is neither an icon nor what a text stands on. */
function isLarge({ words, box, turn }: Item, texts: readonly Item[]): boolean {
  if (words || shortSide(box) <= LARGEST_ICON) return false;
  return !texts.some(text => text.turn > turn && overlap(text.box, box) > 0.5 * area(text.box));
}

function isLinks(holder: Item, texts: readonly Item[]): boolean {
  const sizes = texts.map(({ words }) => words!.size);
  const largest = Math.max(...sizes);
  if (largest - Math.min(...sizes) > 1 || largest > LARGEST_LINK) return false;
  if (texts.some(({ words }) => countWords(words!.characters) > MOST_LINK_WORDS)) return false;
  const [first] = texts;
  const oneRow = texts.every(({ box }) => near(middle(box).y, middle(first!.box).y, largest));
  const oneColumn =
    holder.box.width <= WIDEST_SIDE_BAR &&
    texts.length >= 4 &&
    texts.every(({ box }) => near(box.x, first!.box.x, largest));
  if (!(oneRow && holder.box.height <= HIGHEST_LINK_ROW) && !oneColumn) return false;
  // as many pictures beside them: they are the names of these
  const pictures = leavesOf(holder.above ?? holder).filter(({ words, box }) => !words && shortSide(box) > LARGEST_ICON);
  return pictures.length !== texts.length;
}

function countBy<Key>(keys: readonly Key[]): ReadonlyMap<Key, number> {
  const counts = new Map<Key, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
