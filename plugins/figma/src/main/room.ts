// Where a new picture can be put beside a layer, so that nothing else moves, grows or is covered, and the picture is seen.

import type { Box, Layer, Parent } from './api.ts';
import { boxOf, clips, contains, intersection, isMask, isMasked, seenBoxOf } from './geometry.ts';
import { read } from './read.ts';
import { isMade } from './stored-request.ts';

/** Pixels between a layer and the pictures beside it. */
export const GAP = 24;
const COLUMNS = 2;
/** Cells of the grid at the right that are tried before other sides are. */
const CELLS = 12;

export interface Room {
  readonly host: Parent;
  /** In the host's children. */
  readonly index: number;
  /** On the page. */
  readonly x: number;
  readonly y: number;
  /** The layer in the host that the picture is beside: it itself, or what is around it. */
  readonly anchor: Layer | Parent;
  /** The picture could not be put into an instance. */
  readonly outsideInstance: boolean;
  /** Nor into what is around it, where it would have moved other layers, or not have been seen. */
  readonly outside: boolean;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Whatever is added to these changes them, or all of their instances, or is refused. */
const SEALED = ['INSTANCE', 'COMPONENT', 'COMPONENT_SET'];
const HOSTS = ['FRAME', 'SECTION', 'SLIDE', 'PAGE'];

export function isLocked(layer: Layer | Parent): boolean {
  const { parent } = layer;
  return read(layer, 'locked') === true || (Boolean(parent) && isLocked(parent!));
}

/** What can take another layer without a change of its own, from the inside out, with what it is beside there. */
export function hostsAround(layer: Layer): readonly { readonly host: Parent; readonly anchor: Layer | Parent }[] {
  let hosts: { readonly host: Parent; readonly anchor: Layer | Parent }[] = [];
  let anchor: Layer | Parent = layer;
  for (let host = layer.parent; host; host = host.parent) {
    // what was inside of it is none, either
    if (SEALED.includes(host.type)) hosts = [];
    else if (HOSTS.includes(host.type) && !hasAutoLayout(host) && !isLocked(host)) hosts.push({ host, anchor });
    // slides are in rows, which take nothing but slides
    if (host.type === 'SLIDE') break;
    anchor = host;
  }
  return hosts;
}

export function hasAutoLayout(layer: Layer | Parent): boolean {
  return (read(layer, 'layoutMode') ?? 'NONE') !== 'NONE';
}

/** @param ignored ids of layers that may be covered. @returns undefined where nothing around it takes another layer */
export function roomBeside(layer: Layer, size: Size, ignored: ReadonlySet<string>): Room | undefined {
  const hosts = hostsAround(layer).filter(({ host }, i, all) => i === all.length - 1 || !isMasked(host));
  const seen = seenBoxOf(layer) ?? { x: 0, y: 0, width: 0, height: 0 };
  for (const [i, { host, anchor }] of hosts.entries()) {
    const isLast = i === hosts.length - 1;
    const beside = anchor.id === layer.id ? seen : (seenBoxOf(anchor) ?? seen);
    // what is not clipped may be seen beyond what it is in
    const right = Math.max(beside.x + beside.width, seen.x + seen.width);
    const start = { x: right + GAP, y: seen.y };
    const others = obstacles(host, anchor, ignored);
    const taken = [...others.map(({ box }) => box), seen];
    const region = regionOf(host);
    const grid = cells(start, size);
    const sides = around(beside, seen, size);
    const first = { ...start, ...size };
    // what stands there already and is no picture of the grid: below is nearer than behind it
    const isTaken = others.some(({ box, isMade }) => !isMade && intersection(box, first));
    const spot =
      (isTaken ? [...sides, ...grid] : [...grid, ...(region ? sides : [])]).find(at =>
        isFree(at, size, taken, region),
      ) ?? (isLast ? lastResort(start, size, taken, region) : undefined);
    if (spot) return { host, anchor, ...spot, index: indexAbove(host, anchor), ...outsideOf(layer, host) };
  }
  return undefined;
}

function outsideOf(layer: Layer, host: Parent): Pick<Room, 'outside' | 'outsideInstance'> {
  let outsideInstance = false;
  for (let at = layer.parent; at && at.id !== host.id; at = at.parent) outsideInstance ||= at.type === 'INSTANCE';
  return { outsideInstance, outside: layer.parent?.id !== host.id };
}

/** What of a host can be seen; undefined for pages, which have no end. */
function regionOf(host: Parent): Box | undefined {
  let region = host.type === 'PAGE' ? undefined : boxOf(host);
  for (let at: Parent | null = host; at; at = at.parent) {
    const edge = clips(at) ? boxOf(at) : undefined;
    if (!region || !edge) continue;
    const rest = intersection(region, edge);
    if (!rest) return { ...region, width: 0, height: 0 };
    region = rest;
  }
  return region;
}

interface Obstacle {
  readonly box: Box;
  /** A picture that was made here. */
  readonly isMade: boolean;
}

/** What must not be covered: all that is there but backgrounds, which are behind the anchor anyway. */
function obstacles(host: Parent, anchor: Layer | Parent, ignored: ReadonlySet<string>): readonly Obstacle[] {
  const own = boxOf(anchor);
  const taken: Obstacle[] = [];
  let isBefore = true;
  for (const sibling of read(host, 'children') ?? []) {
    if (sibling.id === anchor.id) isBefore = false;
    if (ignored.has(sibling.id) || read(sibling, 'visible') === false) continue;
    const box = read(sibling, 'absoluteRenderBounds') ?? boxOf(sibling);
    if (!box) continue;
    const isBackground = isBefore && own !== undefined && contains(box, own);
    if (!isBackground) taken.push({ box, isMade: isMade(sibling) });
  }
  return taken;
}

function cells({ x, y }: Point, { width, height }: Size): readonly Point[] {
  return Array.from({ length: CELLS }, (_, cell) => ({
    x: x + (cell % COLUMNS) * (width + GAP),
    y: y + Math.floor(cell / COLUMNS) * (height + GAP),
  }));
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Below, at the left and above. */
function around(beside: Box, seen: Box, { width, height }: Size): readonly Point[] {
  return [
    { x: seen.x, y: beside.y + beside.height + GAP },
    { x: beside.x - GAP - width, y: seen.y },
    { x: seen.x, y: beside.y - GAP - height },
  ];
}

function isFree({ x, y }: Point, size: Size, taken: readonly Box[], region: Box | undefined): boolean {
  const box = { x, y, ...size };
  return (!region || contains(region, box)) && !taken.some(other => intersection(box, other));
}

/** On a page behind everything; on a slide, beyond which nothing is seen, at its edge. */
function lastResort(start: Point, size: Size, taken: readonly Box[], region: Box | undefined): Point {
  if (!region) return pastAll(start, size, taken);
  return {
    x: Math.max(region.x, Math.min(start.x, region.x + region.width - size.width)),
    y: Math.max(region.y, Math.min(start.y, region.y + region.height - size.height)),
  };
}

/** To the right, behind everything that is in the way. */
function pastAll({ x, y }: Point, size: Size, taken: readonly Box[]): Point {
  const inTheWay = taken.filter(box => box.y < y + size.height && box.y + box.height > y);
  let at = x;
  for (let last = Number.NaN; last !== at; ) {
    last = at;
    for (const box of inTheWay) {
      if (intersection(box, { x: at, y, ...size })) at = box.x + box.width + GAP;
    }
  }
  return { x: at, y };
}

/** Right above the anchor, but below the first mask, which would hide it. */
function indexAbove(host: Parent, anchor: Layer | Parent): number {
  const children = read(host, 'children') ?? [];
  const above = children.findIndex(({ id }) => id === anchor.id) + 1;
  const mask = children.slice(0, above).findIndex(isMask);
  return mask < 0 ? above : mask;
}
