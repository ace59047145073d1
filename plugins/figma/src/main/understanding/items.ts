// What is asked of items in many places.

import { shortSide } from './geometry.ts';
import type { Item } from './snapshot.ts';

/** Pixels: nothing larger is an icon. */
export const LARGEST_ICON = 32;
/** Pixels: small pictures of this size are of somebody. */
export const LARGEST_PORTRAIT = 96;

export function isWithin(item: Item, test: (above: Item) => boolean): boolean {
  for (let up = item.above; up; up = up.above) if (test(up)) return true;
  return false;
}

export function isInside(item: Item, frame: Item): boolean {
  return item.turn > frame.turn && item.turn <= frame.last;
}

/** Whether it or something around it is selected. */
export function isSelected(item: Item, selected: ReadonlySet<Item>): boolean {
  return selected.has(item) || isWithin(item, above => selected.has(above));
}

/** The nearest frame around both. */
export function frameAround(a: Item, b: Item): Item | undefined {
  for (let up = a.above; up; up = up.above) if (isInside(b, up)) return up;
  return undefined;
}

export function isRound({ type, box, look }: Item): boolean {
  return type === 'ELLIPSE' || look.radius >= 0.4 * shortSide(box);
}

export function leavesOf(item: Item): readonly Item[] {
  return item.inside.length === 0 ? [item] : item.inside.flatMap(leavesOf);
}
