// What there is around a selection, read once: everything after this looks at plain values, never at Figma's layers.

import { BUDGETS } from '@sana-studio/core/budgets';
import type { Layer, Parent } from '../api.ts';
import { read, type Unreadable } from '../read.ts';
import { type Box, distance, intersection, union } from './geometry.ts';
import { type Look, lookOf, NOTHING, type Words, wordsOf } from './looks.ts';

const MOST_ITEMS = BUDGETS.layers.most;
/** Pixels around a shape that lies on the page itself, in which a text may belong to it. */
const REACH = 96;
const MOST_NEIGHBOURS = BUDGETS.neighbourLayers.most;

export interface Item {
  /** Undefined for the page around several selected layers. */
  readonly layer: Layer | undefined;
  readonly id: string;
  readonly type: string;
  readonly name: string;
  /** On the page; of masked layers what the mask leaves of it. */
  readonly box: Box;
  readonly above: Item | undefined;
  /** What can be seen of its children, from back to front. */
  readonly inside: readonly Item[];
  /** Painting order. */
  readonly turn: number;
  /** Of the last of all that is in it. */
  readonly last: number;
  readonly hidden: boolean;
  readonly locked: boolean;
  readonly mask: boolean;
  readonly words: Words | undefined;
  readonly look: Look;
  readonly fillable: boolean;
  /** It can have children. */
  readonly holder: boolean;
  /** Its name comes from a component, unless it is the instance itself. */
  readonly inInstance: boolean;
}

export interface Snapshot {
  readonly page: Item;
  /** All items but the page, in painting order. */
  readonly items: readonly Item[];
  /** Those that are selected themselves. */
  readonly selected: ReadonlySet<Item>;
  /** There were more layers than could be looked at. */
  readonly cut: boolean;
}

const NOWHERE: Box = { x: 0, y: 0, width: 0, height: 0 };

/** Reads the selected layers and what is around them, up to the topmost frame. */
export function takeSnapshot(selection: readonly Layer[], unreadable?: Unreadable): Snapshot {
  const reader = new Reader(selection, unreadable);
  const roots = rootsOf(selection, unreadable);
  const inside: Item[] = [];
  const page: Item & { box: Box } = {
    ...{
      layer: undefined,
      id: '',
      type: 'PAGE',
      name: '',
      above: undefined,
      turn: -1,
      last: MOST_ITEMS,
      hidden: false,
      locked: false,
    },
    ...{ mask: false, words: undefined, look: NOTHING, fillable: false, holder: true, inInstance: false },
    box: NOWHERE,
    inside,
  };
  for (const root of roots) {
    const item = reader.item(root, page, undefined, isLockedAround(root, unreadable));
    if (item) inside.push(item);
  }
  const shown = inside.filter(({ hidden }) => !hidden);
  if (shown.length > 0) page.box = union(shown.map(({ box }) => box));
  return { page, items: reader.items, selected: reader.selected, cut: reader.cut };
}

class Reader {
  readonly items: Item[] = [];
  readonly selected = new Set<Item>();
  cut = false;
  readonly #ids: ReadonlySet<string>;
  readonly #unreadable: Unreadable | undefined;

  constructor(selection: readonly Layer[], unreadable: Unreadable | undefined) {
    this.#ids = new Set(selection.map(({ id }) => id));
    this.#unreadable = unreadable;
  }

  item(layer: Layer, above: Item, clip: Box | undefined, lockedAbove: boolean): Item | undefined {
    if (this.items.length >= MOST_ITEMS) {
      this.cut = true;
      return undefined;
    }
    const get = <Name extends Parameters<typeof read>[1]>(name: Name) => read(layer, name, this.#unreadable);
    const name = get('name');
    if (name === undefined || get('removed') === true) return undefined;
    const type = layer.type;
    const whole = boxOf(layer, this.#unreadable);
    const fills = get('fills');
    const children = type === 'BOOLEAN_OPERATION' ? undefined : get('children');
    const inside: Item[] = [];
    const item: Item & { last: number } = {
      layer,
      id: layer.id,
      type,
      name,
      box: clip && whole ? intersection(whole, clip) : (whole ?? NOWHERE),
      above,
      inside,
      turn: this.items.length,
      last: this.items.length,
      hidden: get('visible') === false || whole === null || get('opacity') === 0,
      locked: lockedAbove || get('locked') === true,
      mask: get('isMask') === true,
      words: wordsOf(layer, whole, this.#unreadable),
      look: lookOf(layer, fills, this.#unreadable),
      fillable: fills !== undefined && get('width') !== undefined && type !== 'TEXT',
      holder: children !== undefined,
      inInstance: above.inInstance || above.type === 'INSTANCE',
    };
    this.items.push(item);
    if (this.#ids.has(layer.id)) this.selected.add(item);
    if (item.hidden) {
      // of what cannot be seen only what is selected itself matters
      for (const child of children ?? []) if (this.#ids.has(child.id)) this.item(child, item, clip, item.locked);
      item.last = this.items.length - 1;
      return item;
    }
    let inner = clip;
    for (const child of children ?? []) {
      const seen = this.item(child, item, inner, item.locked);
      if (!seen) continue;
      if (!seen.hidden) inside.push(seen);
      // a mask shows what is in front of it within itself only
      if (seen.mask && !seen.hidden) inner = inner ? intersection(seen.box, inner) : seen.box;
    }
    item.last = this.items.length - 1;
    return item;
  }
}

/** The topmost layers around those that are selected, as high as there is room for all that is in them. */
function rootsOf(selection: readonly Layer[], unreadable: Unreadable | undefined): readonly Layer[] {
  const roots = new Map<string, Layer>();
  for (const layer of selection) {
    const path: Layer[] = [layer];
    for (let up = read(layer, 'parent', unreadable); up && up.type !== 'PAGE' && up.type !== 'DOCUMENT'; ) {
      path.unshift(up as unknown as Layer);
      up = read(up, 'parent', unreadable);
    }
    if (path.some(({ id }) => roots.has(id))) continue;
    const root = path.find(above => countInside(above, unreadable) <= MOST_ITEMS) ?? layer;
    roots.set(root.id, root);
    if (root === layer && path.length === 1) {
      for (const near of neighboursOf(layer, unreadable)) roots.set(near.id, roots.get(near.id) ?? near);
    }
  }
  const [first] = roots.values();
  const order = new Map(
    (first ? (read(first, 'parent', unreadable)?.children ?? []) : []).map(({ id }, index) => [id, index]),
  );
  return [...roots.values()].sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
}

function countInside(layer: Layer, unreadable: Unreadable | undefined): number {
  const waiting = [layer];
  let count = 0;
  for (let next = waiting.pop(); next && count <= MOST_ITEMS; next = waiting.pop()) {
    count++;
    for (const child of read(next, 'children', unreadable) ?? []) waiting.push(child);
  }
  return count;
}

/** Texts that lie on the page itself, close to a shape that does. */
function neighboursOf(layer: Layer, unreadable: Unreadable | undefined): readonly Layer[] {
  const box = boxOf(layer, unreadable);
  const parent: Parent | null | undefined = read(layer, 'parent', unreadable);
  if (!box || !parent || read(layer, 'characters', unreadable) !== undefined) return [];
  const others = (read(parent, 'children', unreadable) ?? []).slice(0, MOST_NEIGHBOURS) as readonly Layer[];
  return others.filter(other => {
    if (other.type !== 'TEXT' || other.id === layer.id) return false;
    const there = boxOf(other, unreadable);
    return there !== null && distance(there, box) <= REACH;
  });
}

function isLockedAround(layer: Layer, unreadable: Unreadable | undefined): boolean {
  for (let up = read(layer, 'parent', unreadable); up; up = read(up, 'parent', unreadable)) {
    if (read(up, 'locked', unreadable) === true) return true;
  }
  return false;
}

/** Null for what is not drawn; at the origin, without a size, where Figma does not tell. */
function boxOf(layer: Layer, unreadable: Unreadable | undefined): Box | null {
  const box = read(layer, 'absoluteBoundingBox', unreadable);
  if (box === undefined) return NOWHERE;
  if (box === null) return null;
  const { x, y, width, height } = box;
  return { x, y, width, height };
}
