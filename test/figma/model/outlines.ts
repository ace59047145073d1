// What layers look like, as paths and as SVG: boxes, ellipses and texts are all that this model draws.

import type { Paint, Transform } from '@figma/plugin-typings/plugin-api-standalone';
import { absoluteTransform, inverse, multiply } from './geometry.ts';
import type { ModelLayer } from './layers.ts';

type Paths = readonly { readonly windingRule: string; readonly data: string }[];

/** Typings, `fillGeometry`: “paths representing the object fills relative to the node”. */
export function fillGeometry({ type, values }: ModelLayer): Paths {
  const { width, height, vectorPaths } = values;
  if (type === 'VECTOR') return vectorPaths;
  if (type === 'LINE' || width === 0 || height === 0) return [];
  return [{ windingRule: 'NONZERO', data: type === 'ELLIPSE' ? ellipse(width, height) : box(0, 0, width, height) }];
}

export function strokeGeometry({ type, values }: ModelLayer): Paths {
  const { width, height, strokes, strokeWeight } = values;
  if (strokes.length === 0) return [];
  const half = (typeof strokeWeight === 'number' ? strokeWeight : 1) / 2;
  if (type === 'LINE') return [{ windingRule: 'NONZERO', data: box(0, -half, width, half) }];
  const ring = `${box(-half, -half, width + half, height + half)} ${box(half, half, width - half, height - half)}`;
  return [{ windingRule: 'EVENODD', data: ring }];
}

function box(left: number, top: number, right: number, bottom: number): string {
  return `M ${left} ${top} L ${right} ${top} L ${right} ${bottom} L ${left} ${bottom} Z`;
}

/** Four curves, as vector programs draw it. */
function ellipse(width: number, height: number): string {
  const [x, y] = [width / 2, height / 2];
  const [dx, dy] = [x * 0.5523, y * 0.5523];
  return [
    `M ${width} ${y} C ${width} ${y + dy} ${x + dx} ${height} ${x} ${height} C ${x - dx} ${height} 0 ${y + dy} 0 ${y}`,
    `C 0 ${y - dy} ${x - dx} 0 ${x} 0 C ${x + dx} 0 ${width} ${y - dy} ${width} ${y} Z`,
  ].join(' ');
}

/** `SVG_STRING` with `svgOutlineText: false`: a text is an element of its own. */
export function svgOf(layer: ModelLayer): string {
  const { width, height } = layer.values;
  const around = inverse(absoluteTransform(layer));
  return [
    `<svg width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" fill="none" xmlns="http://www.w3.org/2000/svg">`,
    ...elementsOf(layer, around),
    '</svg>',
  ].join('\n');
}

function elementsOf(layer: ModelLayer, around: Transform): readonly string[] {
  const { values } = layer;
  if (!values.visible) return [];
  const [[a, c, e], [b, d, f]] = multiply(around, absoluteTransform(layer));
  const place = `transform="matrix(${[a, b, c, d, e, f].join(' ')})"`;
  if (layer.type === 'TEXT') {
    const words = values.characters.replace(/&/g, '&amp;').replace(/</g, '&lt;');
    return [
      `<text ${place} fill="black" font-size="${values.fontSize.toString()}"><tspan y="12">${words}</tspan></text>`,
    ];
  }
  const path = (paths: Paths, paints: unknown) => {
    const colour = colourOf(paints);
    return colour ? paths.map(({ data }) => `<path ${place} d="${data}" fill-rule="evenodd" fill="${colour}"/>`) : [];
  };
  return [
    ...path(fillGeometry(layer), values.fills),
    ...path(strokeGeometry(layer), values.strokes),
    ...layer.inside.flatMap(child => elementsOf(child, around)),
  ];
}

function colourOf(paints: unknown): string | undefined {
  const seen = (Array.isArray(paints) ? (paints as readonly Paint[]) : []).findLast(({ visible }) => visible !== false);
  if (!seen) return undefined;
  if (seen.type !== 'SOLID') return 'gray';
  const { r, g, b } = seen.color;
  return `rgb(${[r, g, b].map(part => Math.round(255 * part)).join(',')})`;
}
