// Which members the layers of each type have, as Figma's typings say. The compiler holds the table against them: a type
// that lacks a member there and has it here, or the reverse, does not compile.

import type { PageNode, SceneNode } from '@figma/plugin-typings/plugin-api-standalone';

type NodeOf<Type> = Extract<SceneNode | PageNode, { readonly type: Type }>;

const BASE = ['id', 'type', 'name', 'removed', 'parent', 'remove', 'getPluginData', 'setPluginData'] as const;
const RELAUNCH = ['setRelaunchData', 'getRelaunchData'] as const;
/** BaseNodeMixin, SceneNodeMixin. */
const SCENE = [...BASE, ...RELAUNCH, 'visible', 'locked'] as const;
/** ChildrenMixin. */
const PARENT = ['children', 'appendChild', 'insertChild'] as const;
/** DimensionAndPositionMixin. */
const PLACE = [
  ...['x', 'y', 'width', 'height', 'minWidth', 'maxWidth', 'minHeight', 'maxHeight'],
  ...['relativeTransform', 'absoluteTransform', 'absoluteBoundingBox'],
] as const;
/** LayoutMixin, with AutoLayoutChildrenMixin and GridChildrenMixin. */
const LAYOUT = [
  ...PLACE,
  ...['absoluteRenderBounds', 'rotation', 'resize', 'layoutSizingHorizontal', 'layoutSizingVertical'],
  ...['layoutAlign', 'layoutGrow', 'layoutPositioning', 'gridRowAnchorIndex', 'gridColumnAnchorIndex'],
  ...['gridRowSpan', 'gridColumnSpan'],
] as const;
const MINIMAL_BLEND = ['opacity', 'blendMode'] as const;
/** BlendMixin. */
const BLEND = [...MINIMAL_BLEND, 'isMask', 'effects'] as const;
const STROKES = ['strokes', 'strokeWeight', 'strokeGeometry'] as const;
/** GeometryMixin: MinimalStrokesMixin, MinimalFillsMixin. */
const GEOMETRY = ['fills', 'fillStyleId', ...STROKES, 'fillGeometry'] as const;
const EXPORT = ['exportAsync'] as const;
/** DefaultShapeMixin. */
const SHAPE = [...SCENE, ...BLEND, ...GEOMETRY, ...LAYOUT, ...EXPORT] as const;
/** AutoLayoutMixin. */
const AUTO_LAYOUT = [
  ...['layoutMode', 'layoutWrap', 'paddingLeft', 'paddingRight', 'paddingTop', 'paddingBottom', 'itemSpacing'],
  ...['counterAxisSpacing', 'primaryAxisAlignItems', 'counterAxisAlignItems', 'primaryAxisSizingMode'],
  'counterAxisSizingMode',
] as const;
/** GridLayoutMixin. */
const GRID = [
  ...['gridRowCount', 'gridColumnCount', 'gridRowGap', 'gridColumnGap', 'gridRowSizes', 'gridColumnSizes'],
  ...['gridAutoTracks', 'gridItemsPositioning'],
] as const;
/** BaseFrameMixin. */
const FRAME = [
  ...[...SHAPE, ...PARENT, ...AUTO_LAYOUT, ...GRID],
  ...['cornerRadius', 'constraints', 'annotations', 'clipsContent'],
] as const;
/** OpaqueNodeMixin: SceneNodeMixin, ExportMixin, DimensionAndPositionMixin. */
const OPAQUE = [...SCENE, ...EXPORT, ...PLACE] as const;
const CORNERED = [...SHAPE, 'cornerRadius', 'constraints', 'annotations'] as const;
const TEXT = [
  ...['characters', 'fontSize', 'fontName', 'textCase', 'textDecoration', 'hyperlink', 'textAutoResize'],
  'hasMissingFont',
] as const;

/** What this model knows of the plugin API's nodes. */
type Known =
  | (typeof FRAME)[number]
  | (typeof TEXT)[number]
  | 'text'
  | 'arcData'
  | 'booleanOperation'
  | 'vectorPaths'
  | 'variantProperties'
  | 'componentProperties'
  | 'componentPropertyDefinitions'
  | 'mainComponent'
  | 'getMainComponentAsync'
  | 'selection'
  | 'loadAsync';

const TABLE = {
  PAGE: [...BASE, ...RELAUNCH, ...PARENT, ...EXPORT, 'selection', 'loadAsync'],
  FRAME,
  SLIDE: FRAME,
  INSTANCE: [...FRAME, 'variantProperties', 'componentProperties', 'mainComponent', 'getMainComponentAsync'],
  COMPONENT: [...FRAME, 'variantProperties', 'componentPropertyDefinitions'],
  COMPONENT_SET: [...FRAME, 'componentPropertyDefinitions'],
  GROUP: [...SCENE, ...PARENT, ...BLEND, ...LAYOUT, ...EXPORT],
  SECTION: [...[...OPAQUE, ...PARENT, ...STROKES], ...['fills', 'fillStyleId', 'cornerRadius', 'resize']],
  BOOLEAN_OPERATION: [...SHAPE, ...PARENT, 'cornerRadius', 'booleanOperation'],
  RECTANGLE: CORNERED,
  ELLIPSE: [...CORNERED, 'arcData'],
  POLYGON: CORNERED,
  STAR: CORNERED,
  VECTOR: [...CORNERED, 'vectorPaths'],
  LINE: [...SHAPE, 'constraints', 'annotations'],
  TEXT: [...SHAPE, ...TEXT, 'constraints', 'annotations'],
  SLICE: [...SCENE, ...LAYOUT, ...EXPORT],
  STICKY: [...OPAQUE, ...MINIMAL_BLEND, 'fills', 'fillStyleId', 'text'],
  WIDGET: OPAQUE,
} as const;

export type ModelType = keyof typeof TABLE;

type Given<Type extends ModelType> = (typeof TABLE)[Type][number];
type Wanted<Type extends ModelType> = Extract<keyof NodeOf<Type>, Known>;
/** Where the table and the typings differ. */
type Differing = {
  [Type in ModelType]: Exclude<Wanted<Type>, Given<Type>> | Exclude<Given<Type>, Wanted<Type>>;
}[ModelType];
/** Fails to compile, naming the members, when the table is not what the typings say. */
export const AS_TYPED: [Differing] extends [never] ? true : Differing = true;

export function isModelType(type: string): type is ModelType {
  return type in TABLE;
}

/** Reading another member of a layer of this type throws. */
export function membersOf(type: ModelType): ReadonlySet<string> {
  return SETS[type];
}

const SETS = Object.fromEntries(
  Object.entries(TABLE).map(([type, names]) => [type, new Set<string>(names)]),
) as unknown as { readonly [Type in ModelType]: ReadonlySet<string> };
