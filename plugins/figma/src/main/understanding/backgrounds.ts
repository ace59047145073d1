// What lies behind other things. A picture behind texts is a background, and no place as long as there is another; a
// panel, a shade and a thing that lies on a picture are none at all.

import { area, holds, middle, near, overlap, sameSize, shortSide } from './geometry.ts';
import { isScatteredOver } from './images.ts';
import { isInside, isRound } from './items.ts';
import { namesPicture } from './names.ts';
import type { Item, Snapshot } from './snapshot.ts';
import type { Text } from './texts.ts';
import { countWords, isInitials } from './wording.ts';

/** `behind` texts; `panel` behind another place; `shade` over one; `overlay` on one; `map` with pins on it. */
export type Layering = 'behind' | 'panel' | 'shade' | 'overlay' | 'map';

/** Share of a text that must lie on something to have it as its background. */
const MOSTLY = 0.5;
/** Share of a picture that a badge covers at most. */
const BADGE = 0.2;
const MOST_BADGE_WORDS = 4;
/** Share of a sheet that lies on a picture when it is pushed over its edge. */
const PUSHED = 0.85;
/** Share of a panel that a picture on it covers at least. */
const ON_PANEL = 0.3;

/** How the things that look like places lie over each other. */
export function layeringOf(
  candidates: readonly Item[],
  texts: readonly Text[],
  { items, selected }: Snapshot,
): ReadonlyMap<Item, Layering> {
  const found = new Map<Item, Layering>();
  const free = () => candidates.filter(candidate => !found.has(candidate));
  const isUnder = (other: Item, candidate: Item) => {
    const stacked = selected.has(other) && selected.has(candidate) && sameSize(other.box, candidate.box);
    return other.turn < candidate.turn && holds(other.box, candidate.box) && !stacked;
  };
  for (const candidate of candidates) {
    if (isBehindTexts(candidate, texts)) found.set(candidate, 'behind');
    if (candidate.look.image && isScatteredOver(candidate, items)) found.set(candidate, 'map');
  }
  for (const candidate of free()) {
    if (candidate.look.gradient && candidates.some(other => isShadedBy(other, candidate)))
      found.set(candidate, 'shade');
  }
  for (const candidate of free()) {
    const on = free().filter(other => isUnder(candidate, other));
    const large = on.some(other => area(other.box) >= ON_PANEL * area(candidate.box));
    if (large || (on.length >= 2 && !candidate.look.image)) found.set(candidate, 'panel');
  }
  for (const candidate of free()) {
    if (free().some(other => isUnder(other, candidate))) found.set(candidate, 'overlay');
  }
  return found;
}

function isShadedBy(picture: Item, shade: Item): boolean {
  if (picture === shade || picture.turn > shade.turn || isInside(shade, picture)) return false;
  return overlap(picture.box, shade.box) > MOSTLY * area(shade.box);
}

function isBehindTexts(candidate: Item, texts: readonly Text[]): boolean {
  const over = texts.filter(
    ({ item }) => item.turn > candidate.turn && overlap(item.box, candidate.box) > MOSTLY * area(item.box),
  );
  return over.some(text => !isBesideThePoint(text, candidate, over));
}

/** Texts that leave the picture below a picture: on a badge, on a sheet over its edge, initials, its own description. */
function isBesideThePoint(text: Text, picture: Item, over: readonly Text[]): boolean {
  const { item, role, ground } = text;
  if (role === 'system') return true;
  const centred =
    near(middle(item.box).x, middle(picture.box).x, 0.1 * picture.box.width) &&
    near(middle(item.box).y, middle(picture.box).y, 0.1 * picture.box.height);
  if (over.length === 1 && centred) {
    if (isInitials(item.words!.characters) && (isRound(picture) || namesPicture(picture.name))) return true;
    // "Image", in the middle of a placeholder
    if (role === 'filler' && shortSide(picture.box) > 64) return true;
  }
  const isOn = ground !== undefined && ground !== picture && ground.turn > picture.turn;
  if (isOn) {
    const shared = overlap(ground.box, picture.box);
    if (shared < PUSHED * area(ground.box)) return true;
    const few = countWords(item.words!.characters) <= MOST_BADGE_WORDS || (role !== 'says' && role !== 'weak');
    if (few && shared <= BADGE * area(picture.box)) return true;
  }
  // a clock or a count right on the picture
  const bare = role === 'number' || role === 'label' || role === 'contact';
  return bare && (picture.look.image || namesPicture(picture.name));
}
