// What of a picture is to change, as it is painted: strokes of a brush and an eraser, which make a mask.

import type { Picture } from '@sana-studio/core';
import type { FormMask } from './mask.ts';
import type { Size } from './sizes.ts';

/** In pixels of the picture, from its upper left corner. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Stroke {
  readonly kind: 'paint' | 'erase';
  /** Pixels. */
  readonly radius: number;
  /** At least one. */
  readonly points: readonly Point[];
}

/** What the person has done: clearing is one of the things that can be undone, and so is what was there before. */
export type Act = Stroke | { readonly kind: 'clear' } | { readonly kind: 'given'; readonly mask: Picture };

/** Pixels, `right` and `bottom` excluded. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** 1 where the picture changes, row by row. */
export type Bits = Uint8Array;

/** Pixels: any smaller, and a dot might lie between the centres of pixels. */
const LEAST_RADIUS = 1;
/** How much a key makes the brush larger. */
const GROWTH = 1.25;

/** Everything that was done, from the beginning. */
export function paintedBy(acts: readonly Act[], size: Size): Bits {
  const bits = new Uint8Array(size.width * size.height);
  // nothing before the last time that it was cleared counts
  const from = acts.findLastIndex(({ kind }) => kind === 'clear') + 1;
  for (const act of acts.slice(from)) {
    if (act.kind === 'clear') continue;
    if (act.kind === 'given') {
      for (let pixel = 0; pixel < bits.length; pixel++) bits[pixel] = act.mask.data[4 * pixel]! > 0 ? 1 : 0;
      continue;
    }
    act.points.forEach((point, index) => {
      drawSegment(bits, size, act, act.points[index - 1] ?? point, point);
    });
  }
  return bits;
}

/**
 * A part of a stroke: every pixel whose centre is no further from the line between the two points than the radius.
 * @returns what may have changed, within the picture
 */
export function drawSegment(bits: Bits, size: Size, { kind, radius }: Omit<Stroke, 'points'>, a: Point, b: Point): Box {
  const value = kind === 'paint' ? 1 : 0;
  const box = {
    left: clamp(Math.floor(Math.min(a.x, b.x) - radius), size.width),
    top: clamp(Math.floor(Math.min(a.y, b.y) - radius), size.height),
    right: clamp(Math.ceil(Math.max(a.x, b.x) + radius), size.width),
    bottom: clamp(Math.ceil(Math.max(a.y, b.y) + radius), size.height),
  };
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = dx * dx + dy * dy;
  for (let y = box.top; y < box.bottom; y++) {
    for (let x = box.left; x < box.right; x++) {
      const [px, py] = [x + 0.5 - a.x, y + 0.5 - a.y];
      const along = length === 0 ? 0 : Math.min(Math.max((px * dx + py * dy) / length, 0), 1);
      if ((px - along * dx) ** 2 + (py - along * dy) ** 2 <= radius * radius) bits[y * size.width + x] = value;
    }
  }
  return box;
}

/** @returns undefined where nothing is painted */
export function maskFrom(acts: readonly Act[], size: Size): FormMask | undefined {
  const bits = paintedBy(acts, size);
  if (!bits.includes(1)) return undefined;
  const { width, height } = size;
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  for (const [pixel, bit] of bits.entries()) if (!bit) data.fill(0, 4 * pixel, 4 * pixel + 3);
  return { picture: { width, height, data }, acts };
}

/** A mask that was not painted here, but can be painted on. */
export function givenMask(mask: Picture): FormMask {
  return { picture: mask, acts: [{ kind: 'given', mask }] };
}

const MOVES: ReadonlyMap<string, readonly [number, number]> = new Map([
  ['ArrowLeft', [-1, 0]],
  ['ArrowRight', [1, 0]],
  ['ArrowUp', [0, -1]],
  ['ArrowDown', [0, 1]],
]);

/** Where a key takes the cursor; undefined for another key. */
export function moved({ x, y }: Point, key: string, step: number, size: Size): Point | undefined {
  const move = MOVES.get(key);
  return move && { x: clamp(x + move[0] * step, size.width), y: clamp(y + move[1] * step, size.height) };
}

/** The radius that a key makes of one; undefined for another key. */
export function resized(radius: number, key: string, size: Size): number | undefined {
  if (key === '+' || key === '=') return fitting(radius * GROWTH, size);
  return key === '-' ? fitting(radius / GROWTH, size) : undefined;
}

/** Pixels of the largest brush's radius: it covers half of the longer side. */
export function largestRadius({ width, height }: Size): number {
  return Math.max(LEAST_RADIUS, Math.round(Math.max(width, height) / 4));
}

function fitting(radius: number, size: Size): number {
  return Math.min(Math.max(radius, LEAST_RADIUS), largestRadius(size));
}

function clamp(value: number, most: number): number {
  return Math.min(Math.max(value, 0), most);
}
