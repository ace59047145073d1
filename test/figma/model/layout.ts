// What changes by itself when a layer does: auto layout, groups, constraints. “The plugin API is intended to always
// return the most up to date value for all properties (i.e. has auto-layout applied)” (plugin docs, Version 1, Update 8).

import type { Transform } from '@figma/plugin-typings/plugin-api-standalone';
import { arrangeFlow } from './auto-layout.ts';
import { boundsOf, fitsChildren, inverse, multiply, union } from './geometry.ts';
import { arrangeGrid } from './grid.ts';
import type { ModelLayer } from './layers.ts';

export function isAutoLayout({ values }: ModelLayer): boolean {
  return values.layoutMode !== 'NONE';
}

/**
 * Whether a layer takes part in the layout of its parent. Typings, `layoutPositioning`: “"ABSOLUTE" will take this child
 * out of auto-layout flow”. Hidden layers take no room.
 */
export function isInFlow({ above, values }: ModelLayer): boolean {
  return Boolean(above && isAutoLayout(above)) && values.layoutPositioning === 'AUTO' && values.visible;
}

/** After a layer's children or its own properties have changed: it, and whatever is around it. */
export function settle(layer: ModelLayer | undefined): void {
  for (let at = layer; at && at.type !== 'PAGE'; at = at.above) {
    if (fitsChildren(at)) fitToChildren(at);
    else arrange(at);
  }
}

/** A whole document, from the inside out, as it is before anything is done to it. */
export function arrangeAll(layer: ModelLayer): void {
  for (const child of layer.inside) arrangeAll(child);
  if (layer.type === 'PAGE') return;
  if (fitsChildren(layer)) fitToChildren(layer);
  else arrange(layer);
}

export function arrange(layer: ModelLayer): void {
  if (layer.values.layoutMode === 'GRID') arrangeGrid(layer);
  else if (isAutoLayout(layer)) arrangeFlow(layer);
}

/** Gives a layer another size, and its children what their constraints say, or its layout. */
export function resized(layer: ModelLayer, width: number, height: number): void {
  const { width: before, height: above } = layer.values;
  if (before === width && above === height) return;
  hugTo(layer, width, height);
  arrange(layer);
}

/** As `resized`, for a frame that is just being arranged. */
export function hugTo(layer: ModelLayer, width: number, height: number): void {
  const { width: before, height: above } = layer.values;
  layer.set('width', width);
  layer.set('height', height);
  for (const child of constrained(layer)) constrain(child, before, above, width, height);
}

/** Moves and turns a layer; what is in a group counts from the group's own container and moves with it. */
export function moved(layer: ModelLayer, to: Transform): void {
  if (fitsChildren(layer)) {
    const by = multiply(to, inverse(layer.values.relativeTransform));
    for (const child of layer.inside) moved(child, multiply(by, child.values.relativeTransform));
  }
  layer.set('relativeTransform', to);
}

/** Typings, `constraints`: those of a group's children are used, since “groups do not have a constraint property”. */
function constrained(layer: ModelLayer): readonly ModelLayer[] {
  if (layer.type === 'SECTION') return [];
  return layer.inside.flatMap(child => {
    if (isInFlow(child)) return [];
    return fitsChildren(child) ? constrained(child) : [child];
  });
}

function constrain(child: ModelLayer, before: number, above: number, width: number, height: number): void {
  const { constraints, relativeTransform, width: w, height: h } = child.values;
  const [[a, c, x], [b, d, y]] = relativeTransform;
  const [nextX, nextWidth] = along(constraints.horizontal, x, w, before, width);
  const [nextY, nextHeight] = along(constraints.vertical, y, h, above, height);
  child.set('relativeTransform', [
    [a, c, nextX],
    [b, d, nextY],
  ]);
  resized(child, nextWidth, nextHeight);
  if (child.above && fitsChildren(child.above)) fitToChildren(child.above);
}

function along(how: string, start: number, size: number, before: number, after: number): readonly [number, number] {
  const more = after - before;
  switch (how) {
    case 'MAX':
      return [start + more, size];
    case 'CENTER':
      return [start + more / 2, size];
    case 'STRETCH':
      return [start, Math.max(0.01, size + more)];
    case 'SCALE':
      return [(start * after) / before, Math.max(0.01, (size * after) / before)];
    default:
      return [start, size];
  }
}

/** A group is as large as what is in it, in the direction that it is turned to. */
function fitToChildren(group: ModelLayer): void {
  const own = group.values.relativeTransform;
  const back = inverse(own);
  const boxes = group.inside.map(({ values }) =>
    boundsOf(multiply(back, values.relativeTransform), values.width, values.height),
  );
  const box = union(boxes);
  if (!box) return;
  group.set(
    'relativeTransform',
    multiply(own, [
      [1, 0, box.x],
      [0, 1, box.y],
    ]),
  );
  group.set('width', box.width);
  group.set('height', box.height);
}
