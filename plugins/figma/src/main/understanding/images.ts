// What looks like a place for a picture, by itself: an empty shape or frame, something that shows a picture already, a
// frame with nothing but an icon. Whether it is behind texts and which of several is meant is decided later.

import { area, bottom, distance, holds, longSide, middle, near, overlap, sameSize, shortSide } from './geometry.ts';
import { isRound, isWithin, LARGEST_ICON } from './items.ts';
import { namesChart, namesLogo, namesMap, namesPart, namesPicture } from './names.ts';
import type { Item } from './snapshot.ts';

/** Why something is no place. The first group holds whoever selects it, the second only for what is found. */
export type Why =
  | ('hidden' | 'locked' | 'not-fillable' | 'mask' | 'tiny')
  | ('holder' | 'drawing' | 'ring' | 'bars' | 'cells' | 'swatches' | 'chart' | 'map' | 'logo' | 'part' | 'low')
  | ('spacer' | 'field' | 'faint' | 'icon-button' | 'empty-cell' | 'screen-bar');

/** These are no places even when they are selected themselves. */
export const NEVER: readonly Why[] = ['hidden', 'locked', 'not-fillable', 'mask', 'tiny'];

const SHAPES: readonly string[] = ['RECTANGLE', 'ELLIPSE'];
const FRAMES: readonly string[] = ['FRAME', 'INSTANCE', 'COMPONENT', 'SLIDE'];
/** A picture in it makes one of these a place, or its name. */
const DRAWN: readonly string[] = ['VECTOR', 'STAR', 'POLYGON'];

/** Pixels: a round shape with an icon on it is a button up to this size. */
const LARGEST_BUTTON = 96;
/** Pixels: a frame with an icon is a placeholder from this size on, ... */
const SMALLEST_WITH_ICON = 72;
/** ... and if it is so many times as large as the icon. */
const TIMES_ICON = 2.2;
/** Pixels and proportion of fields, buttons and logos that are drawn without words. */
const LOW = [
  { height: 48, proportion: 2.2 },
  { height: 64, proportion: 4 },
  { height: 100, proportion: 9 },
] as const;
const SWATCH = 48;
/** Pixels to the code of a colour. */
const NEAR_SAMPLE = 24;
const COLOUR_CODE = /^(?:#[\da-f]{3,8}|(?:rgb|hsl)a?\([\d\s.,%/]{5,40}\))$/i;
/** Pixels of bars at an edge of a screen. */
const HIGHEST_BAR = 110;
const CELL = 64;
const MANY_CELLS = 12;

/** Why an item is no place for a picture; undefined if it looks like one. The options are what to take it for. */
export function whyNot(item: Item, { unlocked = false, selected = false } = {}): Why | undefined {
  const { box, look, type, name } = item;
  if (item.hidden) return 'hidden';
  if (item.locked && !unlocked) return 'locked';
  if (!item.fillable || type === 'COMPONENT_SET' || type === 'SECTION' || item.words) return 'not-fillable';
  if (item.mask) return 'mask';
  if (shortSide(box) <= LARGEST_ICON) return 'tiny';
  if (DRAWN.includes(type) && !look.image && !namesPicture(name)) return 'drawing';
  if (![...SHAPES, ...FRAMES, ...DRAWN].includes(type)) return 'not-fillable';
  if (look.arc) return 'ring';
  const named = namesPicture(name);
  if (namesLogo(name) || isWithin(item, above => namesLogo(above.name))) return 'logo';
  if (isInChart(item)) return 'chart';
  if (isInMap(item)) return 'map';
  if (look.image) return undefined;
  if (namesPart(name) && !named) return 'part';
  if (FRAMES.includes(type) && item.inside.length > 0) return whyNotHolder(item, named);
  if (!named && LOW.some(({ height, proportion }) => box.height <= height && box.width >= proportion * box.height))
    return 'low';
  if (!look.filled && !look.stroked && !named && !selected) return 'spacer';
  if (isOutline(item) && !named && !selected) return 'field';
  if (isFaint(item)) return 'faint';
  if (isUnderIcon(item) && !named) return 'icon-button';
  if (isScreenBar(item) && !named) return 'screen-bar';
  if (isColourSample(item)) return 'swatches';
  return whyNotAmong(item, named);
}

/** A frame with something in it is a place if that is an icon in the middle of much room, or lies over a named picture. */
function whyNotHolder(item: Item, named: boolean): Why | undefined {
  const inside = item.inside.filter(
    ({ look, holder, words, type }) => holder || words || type === 'VECTOR' || look.filled || look.stroked,
  );
  if (inside.some(holdsWords)) {
    const roomy = shortSide(item.box) >= SMALLEST_WITH_ICON;
    return named && roomy && inside.every(child => isOverlay(child, item)) ? undefined : 'holder';
  }
  if (!inside.every(isDrawn)) return named && inside.every(child => isOverlay(child, item)) ? undefined : 'holder';
  if (isCrossed(item, inside)) return undefined;
  const icon = Math.max(0, ...inside.map(({ box }) => longSide(box)));
  if (named && icon <= 0.6 * shortSide(item.box)) return undefined;
  const roomy = shortSide(item.box) >= SMALLEST_WITH_ICON && shortSide(item.box) >= TIMES_ICON * icon;
  const isButton = isRound(item) && longSide(item.box) <= LARGEST_BUTTON;
  return roomy && !isButton && item.look.filled ? undefined : 'holder';
}

/** A box with a line or two from corner to corner, as wireframes draw pictures. */
function isCrossed(item: Item, inside: readonly Item[]): boolean {
  return (
    inside.length <= 2 &&
    shortSide(item.box) > LARGEST_ICON &&
    inside.every(({ type, box, look }) => ['VECTOR', 'LINE'].includes(type) && !look.filled && sameSize(box, item.box))
  );
}

function holdsWords(item: Item): boolean {
  return item.words !== undefined || item.inside.some(holdsWords);
}

/** Vectors, booleans and small shapes, and frames of these. */
function isDrawn(item: Item): boolean {
  if (item.inside.length > 0) return item.inside.every(isDrawn);
  return ![...SHAPES, ...FRAMES].includes(item.type) || longSide(item.box) <= LARGEST_BUTTON;
}

/** A badge, a clock, a shade: it lies on a picture and is no part of it. */
function isOverlay(item: Item, on: Item): boolean {
  return area(item.box) <= 0.2 * area(on.box) || item.look.gradient || (item.inside.length === 0 && isFaint(item));
}

/** White or nothing within a line, as fields are drawn in which people write; places for pictures are grey. */
function isOutline({ look }: Item): boolean {
  const { color } = look;
  const white = color !== undefined && Math.min(color.r, color.g, color.b) > 0.99;
  return look.stroked && (!look.filled || white);
}

/** Tints, shades and glows. */
export function isFaint({ look }: Item): boolean {
  return look.blurred || look.faint;
}

function isUnderIcon(item: Item): boolean {
  if (longSide(item.box) > LARGEST_BUTTON) return false;
  return (item.above?.inside ?? []).some(
    other =>
      other.turn > item.turn &&
      !other.words &&
      isDrawn(other) &&
      longSide(other.box) <= 0.8 * shortSide(item.box) &&
      near(middle(other.box).x, middle(item.box).x, 0.15 * item.box.width) &&
      near(middle(other.box).y, middle(item.box).y, 0.15 * item.box.height),
  );
}

/** A colour, with its code beside or on it. */
function isColourSample({ box, look, above }: Item): boolean {
  if (!look.color) return false;
  return (above?.inside ?? []).some(
    other => other.words && COLOUR_CODE.test(other.words.characters.trim()) && distance(other.box, box) <= NEAR_SAMPLE,
  );
}

/** From side to side along an edge of a screen, with icons on it. */
function isScreenBar({ box, turn, above }: Item): boolean {
  if (!above?.layer || box.height > HIGHEST_BAR || box.width < 4 * box.height) return false;
  const screen = above.box;
  const across = near(box.x, screen.x, 2) && near(box.width, screen.width, 4);
  const atEdge = near(box.y, screen.y, 2) || near(bottom(box), bottom(screen), 2);
  return (
    across &&
    atEdge &&
    above.inside.some(
      other => other.turn > turn && !other.words && longSide(other.box) <= LARGEST_ICON && holds(box, other.box),
    )
  );
}

function isInChart(item: Item): boolean {
  return namesChart(item.name) || isWithin(item, ({ name }) => namesChart(name));
}

function isInMap(item: Item): boolean {
  return namesMap(item.name) || isWithin(item, ({ name }) => namesMap(name));
}

/** What the neighbours of one size tell: bars of a chart, cells of a heat map, colours to choose from. */
function whyNotAmong(item: Item, named: boolean): Why | undefined {
  const siblings = (item.above?.inside ?? []).filter(
    other => other !== item && other.type === item.type && !other.look.image,
  );
  if (isBar(item, siblings)) return 'bars';
  const alike = siblings.filter(other => sameSize(other.box, item.box));
  const colors = new Set([item, ...alike].map(({ look }) => JSON.stringify(look.color)));
  const empty = alike.filter(({ inside }) => inside.length === 0);
  if (empty.length + 1 >= MANY_CELLS && colors.size >= 3 && longSide(item.box) <= CELL) return 'cells';
  if (empty.length >= 2 && colors.size > 0.6 * (empty.length + 1) && longSide(item.box) <= SWATCH && !named)
    return 'swatches';
  // a day of a calendar, a square of a board: the others have words in them
  if (item.holder && !named && alike.length >= 2 && empty.length < 0.5 * alike.length) return 'empty-cell';
  return undefined;
}

/** Of one width on one line, or of one height from one edge, and of different lengths. */
function isBar({ box }: Item, siblings: readonly Item[]): boolean {
  const upright = siblings.filter(
    other =>
      near(other.box.width, box.width, 1) &&
      near(other.box.y + other.box.height, box.y + box.height, 1) &&
      other.box.x !== box.x,
  );
  const lying = siblings.filter(
    other => near(other.box.height, box.height, 1) && near(other.box.x, box.x, 1) && other.box.y !== box.y,
  );
  const heights = new Set([box, ...upright.map(other => other.box)].map(({ height }) => Math.round(height)));
  const widths = new Set([box, ...lying.map(other => other.box)].map(({ width }) => Math.round(width)));
  return (upright.length >= 2 && heights.size >= 3) || (lying.length >= 2 && widths.size >= 3 && box.height <= CELL);
}

/** Whether pins or other small things are scattered over a picture: then it is a map, whatever its name. */
export function isScatteredOver(item: Item, items: readonly Item[]): boolean {
  const pins = items.filter(
    other =>
      other.turn > item.turn &&
      other.inside.length + Number(other.holder) > 0 &&
      !other.hidden &&
      longSide(other.box) <= 120 &&
      shortSide(other.box) <= 64 &&
      area(other.box) <= 0.05 * area(item.box) &&
      holds(item.box, other.box) &&
      !isWithin(other, above => above.turn > item.turn && above !== item && area(above.box) <= 0.05 * area(item.box)),
  );
  const apart = pins.filter(
    pin =>
      pins.every(other => other === pin || overlap(pin.box, other.box) === 0) &&
      pins.filter(
        other =>
          other !== pin &&
          (near(middle(other.box).x, middle(pin.box).x, 8) || near(middle(other.box).y, middle(pin.box).y, 8)),
      ).length <=
        0.34 * pins.length,
  );
  return apart.length >= 3;
}
