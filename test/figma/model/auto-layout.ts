// Horizontal and vertical auto layout, with wrapping, as the typings describe it at AutoLayoutMixin,
// `layoutSizingHorizontal` and AutoLayoutChildrenMixin.

import { boundsOf } from './geometry.ts';
import type { ModelLayer } from './layers.ts';
import { hugTo, isInFlow, moved, resized } from './layout.ts';

export type Axis = 'x' | 'y';

export const SIZE = { x: 'width', y: 'height' } as const;
export const SIZING = { x: 'layoutSizingHorizontal', y: 'layoutSizingVertical' } as const;
const LEAST = { x: 'minWidth', y: 'minHeight' } as const;
const MOST = { x: 'maxWidth', y: 'maxHeight' } as const;
const BEFORE = { x: 'paddingLeft', y: 'paddingTop' } as const;
const AFTER = { x: 'paddingRight', y: 'paddingBottom' } as const;

/** Pixels: sums of sizes differ by rounding. */
const ALIKE = 1e-6;

export function arrangeFlow(frame: ModelLayer): void {
  const main: Axis = frame.values.layoutMode === 'HORIZONTAL' ? 'x' : 'y';
  const cross: Axis = main === 'x' ? 'y' : 'x';
  const flow = frame.inside.filter(isInFlow);
  // widths first: what a layer's height is may depend on its width
  if (main === 'x') {
    for (const line of linesOf(frame, flow, main)) stretch(frame, line, main);
    hug(frame, flow, main);
  }
  stretchAcross(frame, linesOf(frame, flow, main), cross);
  hug(frame, flow, cross);
  if (main === 'y') {
    for (const line of linesOf(frame, flow, main)) stretch(frame, line, main);
    hug(frame, flow, main);
  }
  position(frame, linesOf(frame, flow, main), main, cross);
}

/** Upright extent of a layer. */
export function extent(layer: ModelLayer, axis: Axis): number {
  const { relativeTransform, width, height } = layer.values;
  return boundsOf(relativeTransform, width, height)[SIZE[axis]];
}

/** A turned layer keeps its size: its own sides are not those of the flow. */
export function isFilling({ values }: ModelLayer, axis: Axis): boolean {
  const [[a], [b]] = values.relativeTransform;
  return values[SIZING[axis]] === 'FILL' && Math.abs(a) === 1 && b === 0;
}

export function inner(frame: ModelLayer, axis: Axis): number {
  return Math.max(0, frame.values[SIZE[axis]] - padding(frame, axis));
}

export function padding({ values }: ModelLayer, axis: Axis): number {
  return values[BEFORE[axis]] + values[AFTER[axis]];
}

export function paddingBefore({ values }: ModelLayer, axis: Axis): number {
  return values[BEFORE[axis]];
}

/** `minWidth` and its kind: “only to auto-layout frames and their direct children”. */
export function bounded({ values }: ModelLayer, axis: Axis, size: number): number {
  const [least, most] = [values[LEAST[axis]], values[MOST[axis]]];
  return Math.max(least ?? 0.01, Math.min(most ?? Number.POSITIVE_INFINITY, size));
}

export function resizedAlong(layer: ModelLayer, axis: Axis, size: number): void {
  const { width, height } = layer.values;
  const to = bounded(layer, axis, size);
  if (axis === 'x') resized(layer, to, height);
  else resized(layer, width, to);
}

/** Places a layer's upright box. */
export function moveTo(layer: ModelLayer, axis: Axis, at: number): void {
  const { relativeTransform, width, height } = layer.values;
  const [[a, c, x], [b, d, y]] = relativeTransform;
  const more = at - boundsOf(relativeTransform, width, height)[axis];
  if (Math.abs(more) < ALIKE) return;
  moved(layer, [
    [a, c, axis === 'x' ? x + more : x],
    [b, d, axis === 'y' ? y + more : y],
  ]);
}

function gap(frame: ModelLayer): number {
  return frame.values.primaryAxisAlignItems === 'SPACE_BETWEEN' ? 0 : frame.values.itemSpacing;
}

function linesOf(frame: ModelLayer, flow: readonly ModelLayer[], main: Axis): readonly (readonly ModelLayer[])[] {
  const { layoutWrap } = frame.values;
  if (layoutWrap !== 'WRAP' || frame.values[SIZING[main]] === 'HUG') return flow.length > 0 ? [flow] : [];
  const lines: ModelLayer[][] = [];
  let left = 0;
  for (const child of flow) {
    // what fills is as small as it may be until lines are broken
    const size = isFilling(child, main) ? (child.values[LEAST[main]] ?? 0) : extent(child, main);
    const line = lines.at(-1);
    if (line && size + frame.values.itemSpacing <= left + ALIKE) {
      line.push(child);
      left -= size + frame.values.itemSpacing;
    } else {
      lines.push([child]);
      left = inner(frame, main) - size;
    }
  }
  return lines;
}

/** “FILL” along the flow: what the others leave is shared. In a frame that hugs there is nothing to share. */
function stretch(frame: ModelLayer, line: readonly ModelLayer[], axis: Axis): void {
  if (frame.values[SIZING[axis]] === 'HUG') return;
  const filling = line.filter(child => isFilling(child, axis));
  if (filling.length === 0) return;
  const others = line.filter(child => !filling.includes(child)).map(child => extent(child, axis));
  const taken = others.reduce((sum, size) => sum + size, 0) + gap(frame) * (line.length - 1);
  const share = Math.max(0.01, (inner(frame, axis) - taken) / filling.length);
  for (const child of filling) resizedAlong(child, axis, share);
}

/** “FILL” across the flow: as large as the line, or as the largest of those that do not fill where the frame hugs. */
function stretchAcross(frame: ModelLayer, lines: readonly (readonly ModelLayer[])[], axis: Axis): void {
  const hugs = frame.values[SIZING[axis]] === 'HUG';
  for (const line of lines) {
    const own = line.filter(child => !isFilling(child, axis)).map(child => extent(child, axis));
    const room = hugs || lines.length > 1 ? Math.max(0, ...own) : inner(frame, axis);
    if (room <= 0) continue;
    for (const child of line) if (isFilling(child, axis)) resizedAlong(child, axis, room);
  }
}

function hug(frame: ModelLayer, flow: readonly ModelLayer[], axis: Axis): void {
  if (frame.values[SIZING[axis]] !== 'HUG') return;
  const main: Axis = frame.values.layoutMode === 'HORIZONTAL' ? 'x' : 'y';
  const sizes = flow.map(child => extent(child, axis));
  const lines = axis === main ? [] : linesOf(frame, flow, main);
  const content =
    axis === main
      ? sizes.reduce((sum, size) => sum + size, 0) + gap(frame) * Math.max(0, flow.length - 1)
      : lines.reduce((sum, line) => sum + Math.max(0, ...line.map(child => extent(child, axis))), 0) +
        between(frame) * Math.max(0, lines.length - 1);
  const { width, height } = frame.values;
  const size = bounded(frame, axis, content + padding(frame, axis));
  const before = axis === 'x' ? width : height;
  if (Math.abs(size - before) < ALIKE) return;
  hugTo(frame, axis === 'x' ? size : width, axis === 'x' ? height : size);
}

/** Typings, `counterAxisSpacing`: null is “in sync with” `itemSpacing`. */
function between({ values }: ModelLayer): number {
  return values.counterAxisSpacing ?? values.itemSpacing;
}

function position(frame: ModelLayer, lines: readonly (readonly ModelLayer[])[], main: Axis, cross: Axis): void {
  const { primaryAxisAlignItems, counterAxisAlignItems } = frame.values;
  const thick = lines.map(line => Math.max(0, ...line.map(child => extent(child, cross))));
  const all = thick.reduce((sum, size) => sum + size, 0) + between(frame) * Math.max(0, lines.length - 1);
  let across = paddingBefore(frame, cross);
  if (lines.length > 1) across += (inner(frame, cross) - all) * share(counterAxisAlignItems);
  for (const [i, line] of lines.entries()) {
    const room = lines.length > 1 ? thick[i]! : inner(frame, cross);
    const used = line.reduce((sum, child) => sum + extent(child, main), 0);
    const free = inner(frame, main) - used;
    const spread = primaryAxisAlignItems === 'SPACE_BETWEEN' && line.length > 1 && free > 0;
    const space = spread ? free / (line.length - 1) : gap(frame);
    let along = paddingBefore(frame, main);
    if (!spread) along += (free - space * (line.length - 1)) * share(primaryAxisAlignItems);
    for (const child of line) {
      moveTo(child, main, along);
      moveTo(child, cross, across + (room - extent(child, cross)) * share(counterAxisAlignItems));
      along += extent(child, main) + space;
    }
    across += room + between(frame);
  }
}

/** How much of what is left is before the first: for the edges, the middle, and what is not aligned by edges. */
export function share(alignment: string): number {
  return alignment === 'MAX' ? 1 : alignment === 'CENTER' ? 0.5 : 0;
}
