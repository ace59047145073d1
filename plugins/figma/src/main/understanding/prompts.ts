// Which texts say what to draw in which place. From the inside out: texts in the same card first, then those that lie
// beside it, then the heading of the block around.

import { bottom, distance, holds, inReadingOrder, middle, type Side, sameSize, sharedX, sideOf } from './geometry.ts';
import { isInside } from './items.ts';
import { isGivenName, numberedNames, saysWhatToDraw } from './names.ts';
import type { Item, Snapshot } from './snapshot.ts';
import { says, type Text } from './texts.ts';
import { HEADING, type Prompt, promptOf, styleOf } from './titles.ts';
import { countWords, isRightToLeft } from './wording.ts';

/** A heading is closer to what comes after it, a caption to what comes before it. */
const BELONGS = 0.75;
/** What stands beside a place, at its height, goes with it rather than with one above or below. */
const LEVEL = 0.7;
/** What lies on the side where most lie. */
const USUAL = 0.5;
/** Share of a set of places that have a text of their own; with fewer, the texts are for all of them. */
const OWN = 0.6;
/** Pixels: what is no farther off is about a place, even if its name says what to draw. */
const CAPTION = 48;

/** The prompt of each place. @param companions small ones beside, whose texts are about them */
export function findPrompts(
  snapshot: Snapshot,
  places: readonly Item[],
  companions: readonly Item[],
  texts: readonly Text[],
): ReadonlyMap<Item, Prompt> {
  const rightToLeft = rightToLeftIn(texts.map(({ item }) => item.words!.characters));
  const found = new Map<Item, Prompt>();
  const owned = new Set<Text>();
  const lent = new Set<Text>();
  const weak = new Map<Item, readonly Text[]>();
  const names = new Map<Item, Item>();
  const numbered = numberedNames(snapshot.items.map(({ name }) => name));
  const prompted = (place: Item, own: readonly Text[]) =>
    found.set(place, promptOf(place, own, snapshot.selected, rightToLeft));
  for (const frame of fromInside(snapshot, [...places, ...companions])) {
    const isIn = (place: Item) => isInside(place, frame) || place === frame;
    const inFrame = places.filter(isIn);
    const pending = inFrame.filter(place => !found.has(place));
    const around = texts.filter(text => isInside(text.item, frame) && !owned.has(text));
    if (inFrame.length === 0) {
      for (const text of around) lent.add(text);
      continue;
    }
    if (pending.length > 0) {
      const spoken = around.filter(says);
      const unlent = spoken.filter(text => !lent.has(text));
      const beside = companions.filter(({ above }) => above === frame);
      const first = share(unlent, [...inFrame, ...beside], pending, rightToLeft);
      const second = share(spoken, inFrame, pending, rightToLeft);
      for (const place of pending) {
        const name = names.get(place) ?? nameOf(place, frame, places, texts, numbered);
        if (name) names.set(place, name);
        const own = [first.own, second.own].map(map => map.get(place) ?? []).find(list => isOwn(list, place, name));
        const common = first.common.length > 0 ? first.common : second.common;
        // one selected text for several selected shapes is for all of them
        const asked = common.filter(({ item }) => snapshot.selected.has(item));
        if (own) prompted(place, own);
        else if (asked.length > 0) prompted(place, asked);
        else if (common.length > 0 && name) found.set(place, { main: [], support: [], named: name });
        else if (common.length > 0) prompted(place, common);
        else weak.set(place, weak.get(place) ?? around.filter(({ role }) => role === 'weak'));
      }
    }
    for (const text of around) owned.add(text);
  }
  for (const place of places) {
    if (found.has(place)) continue;
    const left = names.has(place) ? [] : nearestOnly(weak.get(place) ?? [], place, places);
    const named = names.get(place) ?? (snapshot.selected.has(place) && isTyped(place) ? place : undefined);
    const tags = left.length > 0 || named ? [] : tagsOn(place, texts);
    if (left.length + tags.length > 0) prompted(place, left.length > 0 ? left : tags);
    else found.set(place, (named ? undefined : viewOf(place, places, found)) ?? { main: [], support: [], named });
  }
  return found;
}

/** Whether texts are about a place: any, unless its name is a whole phrase; then a caption, not a heading. */
function isOwn(texts: readonly Text[], place: Item, name: Item | undefined): boolean {
  if (texts.length === 0 || !name || countWords(name.name) < 2) return texts.length > 0;
  return texts.some(({ item, size }) => distance(item.box, place.box) <= CAPTION && size < HEADING + 4);
}

/** Who or what is seen, on a tag of the picture itself. */
function tagsOn(place: Item, texts: readonly Text[]): readonly Text[] {
  return texts.filter(({ item, role }) => role === 'button' && item.turn > place.turn && holds(place.box, item.box));
}

/** The prompt of a thing that several pictures show: a strip of small views beside the large one. */
function viewOf(place: Item, places: readonly Item[], found: ReadonlyMap<Item, Prompt>): Prompt | undefined {
  const strip = places.filter(other => other.above === place.above && sameSize(other.box, place.box));
  const block = place.above?.above;
  if (strip.length < 2 || !block) return undefined;
  const others = places.filter(other => isInside(other, block) && !strip.includes(other));
  const [only] = others.length === 1 ? others : [];
  const prompt = only && found.get(only);
  return prompt && prompt.main.length > 0 ? prompt : undefined;
}

/** Whether most texts run from right to left. */
export function rightToLeftIn(texts: readonly string[]): boolean {
  return texts.filter(isRightToLeft).length > texts.length / 2;
}

/** Frames that hold places or are places, the innermost first, the page last. */
function fromInside({ items }: Snapshot, places: readonly Item[]): readonly Item[] {
  const frames = new Set<Item>();
  for (const place of places) {
    if (place.inside.length > 0) frames.add(place);
    for (let up = place.above; up; up = up.above) frames.add(up);
  }
  const turn = new Map(items.map((item, index) => [item, index]));
  // what is inside comes later in painting order
  return [...frames].sort((a, b) => (turn.get(b) ?? -1) - (turn.get(a) ?? -1));
}

/** Divides the texts of a frame among its places. @returns the texts of each, and those that are for all that have none */
function share(texts: readonly Text[], places: readonly Item[], pending: readonly Item[], rightToLeft: boolean) {
  const own = new Map<Item, readonly Text[]>();
  const none: readonly Text[] = [];
  if (places.length === 1) return { own: new Map(pending.map(place => [place, texts])), common: none };
  const first = assign(texts, places, () => 1);
  const usual = usualSides(first);
  const nearest = assign(texts, places, (text, place) =>
    usual.get(place) === sideOf(text.item.box, place.box) ? USUAL : 1,
  );
  const sets = setsOf(pending);
  const common: Text[] = [];
  for (const set of sets) {
    const withTexts = set.filter(place => (nearest.get(place) ?? []).length > 0);
    if (set.length > 1 && withTexts.length < OWN * set.length) {
      common.push(...withTexts.flatMap(place => nearest.get(place) ?? []));
      continue;
    }
    const repeated = repeatedStyles(withTexts.map(place => nearest.get(place) ?? []));
    for (const place of set) {
      const mine = nearest.get(place) ?? [];
      const kept = set.length > 2 ? mine.filter(text => repeated.has(styleOf(text))) : mine;
      own.set(place, kept.length > 0 ? kept : mine);
    }
  }
  return { own, common: inReadingOrder(common, ({ item }) => item.box, rightToLeft) };
}

/** Each text to the nearest place. @param weigh makes some places nearer */
function assign(texts: readonly Text[], places: readonly Item[], weigh: (text: Text, place: Item) => number) {
  const assigned = new Map<Item, Text[]>();
  for (const text of texts) {
    // a panel, a bubble: what stands on it belongs together
    const sameGround = places.filter(place => text.ground && isOnGround(place, text.ground));
    const near = sameGround.length > 0 ? sameGround : places;
    const far = (place: Item) => (1 + distance(text.item.box, place.box)) * belongs(text, place) * weigh(text, place);
    const best = near.reduce((a, b) => (far(b) < far(a) ? b : a));
    assigned.set(best, [...(assigned.get(best) ?? []), text]);
  }
  return assigned;
}

function isOnGround(place: Item, ground: Item): boolean {
  if (place === ground || place.turn < ground.turn) return false;
  const { x, y } = middle(place.box);
  const { box } = ground;
  return x > box.x && y > box.y && x < box.x + box.width && y < box.y + box.height;
}

function belongs({ item, size, weight }: Text, place: Item): number {
  const side = sideOf(item.box, place.box);
  const heading = size >= HEADING || weight >= 600;
  if (isLevelWith(item, place)) return LEVEL;
  return (side === 'above' && heading) || (side === 'below' && !heading) ? BELONGS : 1;
}

/** Beside a place, between its upper and its lower edge. */
function isLevelWith({ box }: Item, place: Item): boolean {
  const { y } = middle(box);
  return sharedX(box, place.box) <= 0 && y > place.box.y && y < bottom(place.box);
}

/** For places of one size: the side on which most of them have their texts. */
function usualSides(assigned: ReadonlyMap<Item, readonly Text[]>): ReadonlyMap<Item, Side> {
  const usual = new Map<Item, Side>();
  for (const set of setsOf([...assigned.keys()])) {
    if (set.length < 3) continue;
    const counts = new Map<Side, number>();
    for (const place of set) {
      for (const side of new Set((assigned.get(place) ?? []).map(({ item }) => sideOf(item.box, place.box)))) {
        counts.set(side, (counts.get(side) ?? 0) + 1);
      }
    }
    const [most] = [...counts].sort((a, b) => b[1] - a[1]);
    if (most && most[1] >= OWN * set.length) for (const place of set) usual.set(place, most[0]);
  }
  return usual;
}

/** Places of one size. */
export function setsOf(places: readonly Item[]): readonly (readonly Item[])[] {
  const sets: Item[][] = [];
  for (const place of places) {
    const set = sets.find(([first]) => sameSize(first!.box, place.box) && first!.type === place.type);
    if (set) set.push(place);
    else sets.push([place]);
  }
  return sets;
}

/** Styles that most places of a set have a text in: a heading has one that is there once. */
function repeatedStyles(groups: readonly (readonly Text[])[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const group of groups)
    for (const style of new Set(group.map(styleOf))) counts.set(style, (counts.get(style) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count >= Math.max(2, 0.5 * groups.length)).map(([style]) => style));
}

function nearestOnly(texts: readonly Text[], place: Item, places: readonly Item[]): readonly Text[] {
  return assign(texts, places, () => 1).get(place) ?? [];
}

/** The place's own name, or that of what holds nothing but it, if a person typed it. */
function nameOf(
  place: Item,
  frame: Item,
  places: readonly Item[],
  texts: readonly Text[],
  numbered: ReadonlySet<string>,
): Item | undefined {
  // one name for several things says what kind of thing it is
  const isShared = (named: Item) => places.filter(({ name }) => name === named.name).length > 1;
  for (let item: Item | undefined = place; item && item.type !== 'PAGE'; item = item.above) {
    if (
      item !== place &&
      (places.filter(other => isInside(other, item!)).length > 1 || texts.some(text => isInside(text.item, item!)))
    )
      return undefined;
    if (
      !item.inInstance &&
      !isNamedByComponent(item) &&
      saysWhatToDraw(item.name) &&
      !numbered.has(item.name) &&
      !isShared(item)
    )
      return item;
    if (item === frame) return undefined;
  }
  return undefined;
}

/** Whoever selects a layer that somebody has named means what the name says, little as it is. */
export function isTyped(item: Item): boolean {
  return !item.inInstance && !isNamedByComponent(item) && !isGivenName(item.name);
}

/** Instances are called as their component is, and components are named for what they are. */
function isNamedByComponent({ type, name, above }: Item): boolean {
  if (type === 'COMPONENT') return true;
  if (type !== 'INSTANCE') return false;
  const twin = (above?.inside ?? []).filter(other => other.type === 'INSTANCE' && other.name === name).length > 1;
  return twin || !/\s/u.test(name.trim());
}
