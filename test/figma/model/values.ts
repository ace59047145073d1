// What a layer is made of, by the plugin API's names, and what may be written.

import type { ComponentProperties, Paint, Transform } from '@figma/plugin-typings/plugin-api-standalone';
import { MIXED } from './errors.ts';
import { IDENTITY, turned } from './geometry.ts';
import type { LayerSketch } from './sketch.ts';

/** What is stored of a layer; the rest follows from it and from where the layer is. */
export type Values = Required<
  Omit<
    LayerSketch,
    'id' | 'type' | 'x' | 'y' | 'rotation' | 'children' | 'broken' | 'mainComponent' | 'fills' | 'componentProperties'
  >
> & {
  readonly fills: readonly Paint[] | symbol;
  readonly componentProperties: ComponentProperties;
  readonly relativeTransform: Transform;
  readonly vectorPaths: readonly { readonly windingRule: string; readonly data: string }[];
  readonly booleanOperation: string;
};

const DEFAULTS: Values = {
  name: '',
  visible: true,
  locked: false,
  opacity: 1,
  blendMode: 'PASS_THROUGH',
  isMask: false,
  effects: [],
  fills: [],
  fillStyleId: '',
  strokes: [],
  strokeWeight: 1,
  cornerRadius: 0,
  clipsContent: false,
  constraints: { horizontal: 'MIN', vertical: 'MIN' },
  relativeTransform: IDENTITY,
  width: 100,
  height: 100,
  minWidth: null,
  maxWidth: null,
  minHeight: null,
  maxHeight: null,
  layoutMode: 'NONE',
  layoutWrap: 'NO_WRAP',
  paddingLeft: 0,
  paddingRight: 0,
  paddingTop: 0,
  paddingBottom: 0,
  itemSpacing: 0,
  counterAxisSpacing: null,
  primaryAxisAlignItems: 'MIN',
  counterAxisAlignItems: 'MIN',
  layoutSizingHorizontal: 'FIXED',
  layoutSizingVertical: 'FIXED',
  layoutPositioning: 'AUTO',
  gridRowCount: 1,
  gridColumnCount: 1,
  gridRowGap: 0,
  gridColumnGap: 0,
  gridRowSizes: [],
  gridColumnSizes: [],
  gridAutoTracks: 'NONE',
  gridItemsPositioning: 'MANUAL',
  gridRowAnchorIndex: -1,
  gridColumnAnchorIndex: -1,
  gridRowSpan: 1,
  gridColumnSpan: 1,
  annotations: [],
  characters: '',
  fontSize: 12,
  fontName: { family: 'Inter', style: 'Regular' },
  textCase: 'ORIGINAL',
  textDecoration: 'NONE',
  hyperlink: null,
  arcData: { startingAngle: 0, endingAngle: 2 * Math.PI, innerRadius: 0 },
  textAutoResize: 'NONE',
  hasMissingFont: false,
  componentProperties: {},
  vectorPaths: [],
  booleanOperation: 'UNION',
};

export function valuesOf({ type, x = 0, y = 0, rotation = 0, fills, ...said }: LayerSketch): Values {
  const known = Object.fromEntries(Object.entries(said).filter(([name]) => name in DEFAULTS)) as Partial<Values>;
  return {
    ...DEFAULTS,
    relativeTransform: turned(rotation, x, y),
    name: type,
    ...known,
    // typings, `resize`: a line “must always be given a height of exactly 0”
    ...(type === 'LINE' && { height: 0 }),
    fills: fills === 'mixed' ? MIXED : (fills ?? []),
  };
}

/** Values that a plugin can write, with what they are allowed to be where that is a list. */
const WRITABLE: { readonly [Name in keyof Values]?: readonly string[] | 'any' } = {
  name: 'any',
  visible: 'any',
  locked: 'any',
  opacity: 'any',
  blendMode: 'any',
  isMask: 'any',
  effects: 'any',
  strokes: 'any',
  strokeWeight: 'any',
  cornerRadius: 'any',
  clipsContent: 'any',
  constraints: 'any',
  minWidth: 'any',
  maxWidth: 'any',
  minHeight: 'any',
  maxHeight: 'any',
  layoutMode: ['NONE', 'HORIZONTAL', 'VERTICAL', 'GRID'],
  layoutWrap: ['NO_WRAP', 'WRAP'],
  paddingLeft: 'any',
  paddingRight: 'any',
  paddingTop: 'any',
  paddingBottom: 'any',
  itemSpacing: 'any',
  counterAxisSpacing: 'any',
  primaryAxisAlignItems: ['MIN', 'MAX', 'CENTER', 'SPACE_BETWEEN', 'SPACE_EVENLY', 'SPACE_AROUND'],
  counterAxisAlignItems: ['MIN', 'MAX', 'CENTER', 'BASELINE'],
  layoutSizingHorizontal: ['FIXED', 'HUG', 'FILL'],
  layoutSizingVertical: ['FIXED', 'HUG', 'FILL'],
  layoutPositioning: ['AUTO', 'ABSOLUTE'],
  vectorPaths: 'any',
  annotations: 'any',
};

export function isWritable(name: string): name is keyof Values {
  return name in WRITABLE;
}

export function isStored(name: string): name is keyof Values {
  return name in DEFAULTS;
}

/** What Figma says of a value that is not allowed; undefined for one that is. */
export function problemOf(name: keyof Values, value: unknown): string | undefined {
  const allowed = WRITABLE[name];
  const expected = typeof DEFAULTS[name];
  if (Array.isArray(allowed) && !allowed.includes(value as string)) {
    const list = allowed.map(one => `'${one}'`).join(' | ');
    return `Property "${name}" failed validation: Invalid enum value. Expected ${list}, received '${value}'`;
  }
  if (expected !== 'object' && typeof value !== expected) {
    return `Expected "${name}" to have type ${expected} but got ${typeof value} instead`;
  }
  return undefined;
}

/** Values of a layer that its parent's layout depends on. */
export function movesOthers(name: keyof Values): boolean {
  return /^(visible|layout|padding|item|counterAxis|primaryAxis|min|max)/.test(name);
}

/**
 * What stays as the main component has it: “This property cannot be overriden on an instance”, in Figma's own spelling.
 * Positions, sizes and layout are not overridable (Figma's help, “Apply changes to instances”).
 */
export function isOverridable(name: string): boolean {
  return !/^(x|y|rotation|relativeTransform|resize|constraints|isMask|layout|min|max|padding|grid)/.test(name);
}
