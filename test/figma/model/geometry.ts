// Where layers are. Typings, `relativeTransform`: “always has unit axes”, sizes are apart; it is relative to the
// “container parent”, not to a group or a boolean operation.

import type { Rect, Transform } from '@figma/plugin-typings/plugin-api-standalone';
import type { ModelLayer } from './layers.ts';

export const IDENTITY: Transform = [
  [1, 0, 0],
  [0, 1, 0],
];

export function multiply([[a, c, e], [b, d, f]]: Transform, [[g, i, k], [h, j, l]]: Transform): Transform {
  return [
    [a * g + c * h, a * i + c * j, a * k + c * l + e],
    [b * g + d * h, b * i + d * j, b * k + d * l + f],
  ];
}

export function inverse([[a, c, e], [b, d, f]]: Transform): Transform {
  const determinant = a * d - b * c;
  const [ia, ic, ib, id] = [d / determinant, -c / determinant, -b / determinant, a / determinant];
  return [
    [ia, ic, -(ia * e + ic * f)],
    [ib, id, -(ib * e + id * f)],
  ];
}

/** Degrees, as `rotation`: `atan2(-m10, m00)`. */
export function turned(degrees: number, x: number, y: number): Transform {
  const angle = (degrees * Math.PI) / 180;
  return [
    [Math.cos(angle), Math.sin(angle), x],
    [-Math.sin(angle), Math.cos(angle), y],
  ];
}

/** The upright rectangle around a turned one. */
export function boundsOf([[a, c, e], [b, d, f]]: Transform, width: number, height: number): Rect {
  const xs = [e, e + a * width, e + c * height, e + a * width + c * height];
  const ys = [f, f + b * width, f + d * height, f + b * width + d * height];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

export function union(boxes: readonly Rect[]): Rect | undefined {
  if (boxes.length === 0) return undefined;
  const x = Math.min(...boxes.map(box => box.x));
  const y = Math.min(...boxes.map(box => box.y));
  return {
    x,
    y,
    width: Math.max(...boxes.map(box => box.x + box.width)) - x,
    height: Math.max(...boxes.map(box => box.y + box.height)) - y,
  };
}

export function intersection(one: Rect, other: Rect): Rect | undefined {
  const [x, y] = [Math.max(one.x, other.x), Math.max(one.y, other.y)];
  const width = Math.min(one.x + one.width, other.x + other.width) - x;
  const height = Math.min(one.y + one.height, other.y + other.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : undefined;
}

/** “Groups and boolean operations automatically resize to fit their children.” */
export function fitsChildren({ type }: ModelLayer): boolean {
  return type === 'GROUP' || type === 'BOOLEAN_OPERATION';
}

/** What positions count from. */
export function containerOf(layer: ModelLayer): ModelLayer | undefined {
  const { above } = layer;
  return above && fitsChildren(above) ? containerOf(above) : above;
}

export function absoluteTransform(layer: ModelLayer): Transform {
  const container = containerOf(layer);
  const own = layer.values.relativeTransform;
  return container && container.type !== 'PAGE' ? multiply(absoluteTransform(container), own) : own;
}

/** Typings, `absoluteBoundingBox`: without shadows and strokes. */
export function absoluteBox(layer: ModelLayer): Rect {
  return boundsOf(absoluteTransform(layer), layer.values.width, layer.values.height);
}

/**
 * Typings, `absoluteRenderBounds`: with what falls outside the box, as thick strokes and layers that are not clipped;
 * null “if the node is invisible”.
 */
export function renderBounds(layer: ModelLayer): Rect | null {
  for (let at: ModelLayer | undefined = layer; at && at.type !== 'PAGE'; at = at.above) {
    if (!at.values.visible) return null;
  }
  const { strokes, strokeWeight } = layer.values;
  const box = absoluteBox(layer);
  const edge = strokes.length > 0 && typeof strokeWeight === 'number' ? strokeWeight / 2 : 0;
  const own = { x: box.x - edge, y: box.y - edge, width: box.width + 2 * edge, height: box.height + 2 * edge };
  if (layer.values.clipsContent) return own;
  return union([own, ...layer.inside.flatMap(child => renderBounds(child) ?? [])]) ?? own;
}

/** What of a layer's box can be seen: not what frames around it clip, nor what masks hide. For tests, not for plugins. */
export function seenBox(layer: ModelLayer): Rect | undefined {
  let seen: Rect | undefined = absoluteBox(layer);
  for (let at: ModelLayer | undefined = layer; at && at.type !== 'PAGE'; at = at.above) {
    if (!at.values.visible) return undefined;
    if (seen && at !== layer && at.values.clipsContent && !fitsChildren(at)) seen = intersection(seen, absoluteBox(at));
    const mask = maskOf(at);
    if (seen && mask) seen = intersection(seen, absoluteBox(mask));
  }
  return seen;
}

/** Typings, `isMask`: “A mask node masks its subsequent siblings.” */
function maskOf(layer: ModelLayer): ModelLayer | undefined {
  const siblings = layer.above?.inside ?? [];
  return siblings
    .slice(0, Math.max(0, siblings.indexOf(layer)))
    .findLast(({ values }) => values.isMask && values.visible);
}
