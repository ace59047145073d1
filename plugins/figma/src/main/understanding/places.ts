// Which of the things that look like places are meant: the largest of each card, row or figure, one for each item of a
// list, and a background only where there is nothing else.

import { layeringOf } from './backgrounds.ts';
import { area, distance, longSide, middle, near, overlap, sameSize, shortSide } from './geometry.ts';
import { NEVER, type Why, whyNot } from './images.ts';
import { frameAround, isInside, isSelected, LARGEST_PORTRAIT } from './items.ts';
import { namesPicture } from './names.ts';
import type { Item, Snapshot } from './snapshot.ts';
import { says, type Text } from './texts.ts';

/** How many times smaller something is that only goes with the picture of a card. */
const TIMES_SMALLER = 3;
/** Share of a card that its picture covers, where nothing else tells that it is a card. */
const PICTURE_OF_CARD = 0.3;
/** Pixels: what is larger than a portrait is a picture of its own, if it has a caption, which is no farther off than this. */
const CAPTION = 24;
/** Pixels by which the parts of repeated cards may be moved. */
const MOVED = 12;

export interface Places {
  /** All places of the page, in painting order: others tell whose texts are whose. */
  readonly all: readonly Item[];
  /** Small ones that go with another: texts close to them are about them, not about the picture. */
  readonly companions: readonly Item[];
  /** Why others are none. */
  readonly why: ReadonlyMap<Item, Why>;
}

export function findPlaces(snapshot: Snapshot, texts: readonly Text[]): Places {
  const { items, selected } = snapshot;
  const why = new Map<Item, Why>();
  for (const item of items) {
    const reason = whyNot(item, { selected: selected.has(item) });
    if (reason) why.set(item, reason);
  }
  const candidates = items.filter(item => !why.has(item));
  const layering = layeringOf(candidates, texts, snapshot);
  const free = candidates.filter(item => !layering.has(item));
  const companions = free.filter(
    item => !selected.has(item) && free.some(other => other !== item && goesWith(item, other, free, texts)),
  );
  const main = free.filter(item => !companions.includes(item));
  const backgrounds = candidates.filter(
    item => layering.get(item) === 'behind' && (item.look.image || isShaded(item, items) || isNamedShape(item)),
  );
  const only = backgrounds.filter(item => isAllThereIs(item, main, backgrounds));
  const found = new Set([...main, ...only]);
  for (const item of meant(items, selected, found, why, texts)) found.add(item);
  return { all: items.filter(item => found.has(item)), companions: companions.filter(item => !found.has(item)), why };
}

/** A frame with texts is no picture for its name alone: banners and "photo cards" are called so. */
function isNamedShape({ inside, name }: Item): boolean {
  return inside.length === 0 && namesPicture(name);
}

/** A shade between a shape and the texts on it is there because the shape is to be a picture. */
function isShaded(item: Item, items: readonly Item[]): boolean {
  const family = items.filter(other => other.above === item.above || other.above === item);
  return family.some(
    other =>
      other.turn > item.turn &&
      !other.hidden &&
      !other.words &&
      (other.look.gradient || other.look.faint) &&
      overlap(other.box, item.box) > 0.25 * area(item.box),
  );
}

/** What was selected is meant, unlikely as it looks, where none of it would be a place otherwise. */
function meant(
  items: readonly Item[],
  selected: ReadonlySet<Item>,
  found: ReadonlySet<Item>,
  why: ReadonlyMap<Item, Why>,
  texts: readonly Text[],
): readonly Item[] {
  if (items.some(item => found.has(item) && isSelected(item, selected))) return [];
  return items.filter(item => {
    const reason = why.get(item);
    if (!selected.has(item) || item.type === 'COMPONENT_SET' || (reason && NEVER.includes(reason))) return false;
    return item.inside.length === 0 || (item.type !== 'COMPONENT' && isGreyBox(item, texts));
  });
}

/** A grey box that holds nothing but its description, as wireframes have them. */
function isGreyBox({ look, inside, fillable }: Item, texts: readonly Text[]): boolean {
  const { color } = look;
  if (!fillable || !color || !inside.every(child => texts.some(({ item }) => item === child))) return false;
  const [least, most] = [Math.min(color.r, color.g, color.b), Math.max(color.r, color.g, color.b)];
  return most - least < 0.04 && least > 0.3 && most < 0.96;
}

/** Whether a background is all that its frame has to fill. */
function isAllThereIs(item: Item, main: readonly Item[], backgrounds: readonly Item[]): boolean {
  const frame = item.inside.length > 0 ? item : item.above;
  const isIn = (other: Item) => other !== item && frame !== undefined && isInside(other, frame);
  return (
    !main.some(isIn) &&
    !backgrounds.some(other => isIn(other) && area(other.box) < area(item.box) && isBehind(item, other))
  );
}

/** A background of a part, in front of one of the whole. */
function isBehind(item: Item, other: Item): boolean {
  return other.turn > item.turn && area(other.box) < 0.9 * area(item.box) && overlapsMostly(other, item);
}

function overlapsMostly(inner: Item, outer: Item): boolean {
  const { x, y } = middle(inner.box);
  const { box } = outer;
  return x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
}

/** Whether something small only goes with the picture of the same card: the portrait of an author, a second view. */
function goesWith(small: Item, large: Item, free: readonly Item[], texts: readonly Text[]): boolean {
  if (area(small.box) * TIMES_SMALLER > area(large.box)) return false;
  const card = frameAround(small, large);
  if (!card) return false;
  if (isRepeatedBeside(small, large, card, free)) return true;
  const inCard = free.filter(item => isInside(item, card));
  const repeated = isOneOfMany(card, free);
  // a strip of views, a list beside an article: lists of their own, unless the whole card is one of a list
  const alike = inCard.filter(item => sameSize(item.box, small.box));
  if (!repeated && alike.length >= 2) return false;
  if (!repeated && longSide(small.box) > LARGEST_PORTRAIT && hasCaption(small, free, texts)) return false;
  const largest = inCard.every(item => area(item.box) <= area(large.box));
  return largest && (repeated || (isCardSized(card, inCard, large) && longSide(small.box) <= 2 * longSide(large.box)));
}

/** Whether a text right beside it is nearer to it than to any other. */
function hasCaption(item: Item, free: readonly Item[], texts: readonly Text[]): boolean {
  return texts.some(text => {
    const far = distance(text.item.box, item.box);
    return (
      says(text) && far <= CAPTION && free.every(other => other === item || distance(text.item.box, other.box) > far)
    );
  });
}

function isCardSized(card: Item, inCard: readonly Item[], large: Item): boolean {
  if (card.type === 'PAGE' || card.type === 'SECTION') return false;
  const others = inCard.filter(item => item !== large && area(item.box) * TIMES_SMALLER > area(large.box));
  return others.length === 0 && area(large.box) >= PICTURE_OF_CARD * area(card.box);
}

/** Whether a card has siblings that are built alike: as many pictures, the largest of about one size. */
function isOneOfMany(card: Item, free: readonly Item[]): boolean {
  const picturesIn = (item: Item) => free.filter(candidate => isInside(candidate, item));
  const largest = (items: readonly Item[]) => Math.max(...items.map(({ box }) => shortSide(box)));
  const own = picturesIn(card);
  return (card.above?.inside ?? []).some(other => {
    if (other === card || other.type !== card.type) return false;
    if (!near(other.box.width, card.box.width, 2) && !near(other.box.height, card.box.height, 2)) return false;
    const others = picturesIn(other);
    if (others.length !== own.length) return false;
    const [a, b] = [largest(own), largest(others)];
    return near(a, b, 0.3 * Math.max(a, b));
  });
}

/** As many small ones as large ones in one frame, each small one at the same place beside its large one. */
function isRepeatedBeside(small: Item, large: Item, card: Item, free: readonly Item[]): boolean {
  const inCard = free.filter(item => isInside(item, card));
  const smalls = inCard.filter(item => sameSize(item.box, small.box));
  const larges = inCard.filter(item => sameSize(item.box, large.box));
  if (smalls.length < 2 || smalls.length !== larges.length) return false;
  const shift = { x: small.box.x - large.box.x, y: small.box.y - large.box.y };
  return larges.every(other =>
    smalls.some(({ box }) => near(box.x - other.box.x, shift.x, MOVED) && near(box.y - other.box.y, shift.y, MOVED)),
  );
}
