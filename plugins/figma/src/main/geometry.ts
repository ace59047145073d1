// Where layers are seen on the page: turned, mirrored, clipped and masked. `relativeTransform` and `x` count from the
// nearest frame, and say nothing of what is around it; the page is what all layers share.

import type { Box, Layer, Parent, Transform } from './api.ts';
import { read } from './read.ts';

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

/** From a layer's own coordinates to those of the page. */
export function transformOf(layer: Layer | Parent): Transform {
  const told = read(layer, 'absoluteTransform');
  if (told) return told;
  const { x, y } = boxOf(layer) ?? { x: 0, y: 0 };
  return [
    [1, 0, x],
    [0, 1, y],
  ];
}

/** The upright box around a layer on the page. */
export function boxOf(layer: Layer | Parent): Box | undefined {
  const told = read(layer, 'absoluteBoundingBox');
  if (told) return told;
  const [x, y, width, height] = [
    read(layer, 'x'),
    read(layer, 'y'),
    read(layer, 'width') ?? 0,
    read(layer, 'height') ?? 0,
  ];
  return x === undefined || y === undefined ? undefined : { x, y, width, height };
}

/** The corners of a layer on the page, in order. */
export function cornersOf(layer: Layer): readonly (readonly [x: number, y: number])[] {
  const [[a, c, e], [b, d, f]] = transformOf(layer);
  const [width, height] = [read(layer, 'width') ?? 0, read(layer, 'height') ?? 0];
  const at = (x: number, y: number) => [a * x + c * y + e, b * x + d * y + f] as const;
  return [at(0, 0), at(width, 0), at(width, height), at(0, height)];
}

export function intersection(one: Box, other: Box): Box | undefined {
  const [x, y] = [Math.max(one.x, other.x), Math.max(one.y, other.y)];
  const width = Math.min(one.x + one.width, other.x + other.width) - x;
  const height = Math.min(one.y + one.height, other.y + other.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : undefined;
}

export function contains(outer: Box, inner: Box): boolean {
  return (
    outer.x <= inner.x &&
    outer.y <= inner.y &&
    outer.x + outer.width >= inner.x + inner.width &&
    outer.y + outer.height >= inner.y + inner.height
  );
}

/**
 * What of a layer can be seen: less what frames around it clip, and what masks hide. Of what is quite out of sight, as
 * the slides of a carousel are, its own box.
 */
export function seenBoxOf(layer: Layer | Parent): Box | undefined {
  const own = boxOf(layer);
  let seen = own;
  let at: Layer | Parent = layer;
  for (let around = read(at, 'parent'); seen && around; around = read(at, 'parent')) {
    const clip = clips(around) ? boxOf(around) : undefined;
    const mask = maskOf(at, around);
    for (const edge of [clip, mask && boxOf(mask)]) if (seen && edge) seen = intersection(seen, edge);
    at = around;
  }
  return seen ?? own;
}

export function clips(layer: Layer | Parent): boolean {
  return layer.type === 'SLIDE' || (layer.type !== 'PAGE' && read(layer, 'clipsContent') === true);
}

export function isMask(layer: Layer): boolean {
  return read(layer, 'isMask') === true && read(layer, 'visible') !== false;
}

/** Whether a mask hides part of a layer, or of what it is in. */
export function isMasked(layer: Layer | Parent): boolean {
  const around = read(layer, 'parent');
  return Boolean(around) && (maskOf(layer, around!) !== undefined || isMasked(around!));
}

/** A mask hides its siblings that come after it, up to its own edges. */
function maskOf(layer: Layer | Parent, parent: Parent): Layer | undefined {
  let mask: Layer | undefined;
  for (const sibling of read(parent, 'children') ?? []) {
    if (sibling.id === layer.id) return mask;
    if (isMask(sibling)) mask = sibling;
  }
  return undefined;
}

/**
 * Quarter turns, clockwise, that bring a picture in a layer upright on the page, as nearly as quarter turns can. A layer
 * that is tilted a little keeps its picture tilted with it.
 */
export function turnsToUpright(layer: Layer): 0 | 1 | 2 | 3 {
  const [, [b, d]] = read(layer, 'absoluteTransform') ?? IDENTITY;
  // how far down on the page the picture's own down leads after so many turns: (0, 1), (-1, 0), (0, -1), (1, 0)
  const down = [d, -b, -d, b];
  const best = down.reduce((most, value, turns) => (value > (down[most] ?? 0) + 1e-6 ? turns : most), 0);
  return best as 0 | 1 | 2 | 3;
}

/** Pixels of the picture that fills a layer as it is seen: a quarter turn exchanges its sides. */
export function seenSizeOf(layer: Layer): { readonly width: number; readonly height: number } | undefined {
  const [width, height] = [read(layer, 'width'), read(layer, 'height')];
  if (width === undefined || height === undefined) return undefined;
  return turnsToUpright(layer) % 2 === 0 ? { width, height } : { width: height, height: width };
}
