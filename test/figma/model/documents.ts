// Documents by the hundred, for properties that hold in each: frames with and without auto layout, turned and mirrored,
// that clip, hug, fill and wrap; grids, groups, sections, components, instances, masks, locked and hidden layers, lines.

import fc from 'fast-check';
import type { LayerSketch } from './sketch.ts';

const size = fc.integer({ min: 8, max: 300 });
const at = fc.integer({ min: -200, max: 600 });
const WORDS = ['A lake at dawn', 'Learn more', '山中小屋', '$12', 'Chef’s table'];
const GREY = { type: 'SOLID', color: { r: 0.8, g: 0.8, b: 0.8 } } as const;

const sizing = fc.constantFrom<'FIXED' | 'FILL'>('FIXED', 'FILL');
const placed = {
  x: at,
  y: at,
  width: size,
  height: size,
  rotation: fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, fc.constantFrom(90, -90, 180, 30, -12.5)),
  constraints: fc.record({
    horizontal: fc.constantFrom(
      'MIN' as const,
      'MAX' as const,
      'CENTER' as const,
      'STRETCH' as const,
      'SCALE' as const,
    ),
    vertical: fc.constantFrom('MIN' as const, 'MAX' as const, 'CENTER' as const, 'STRETCH' as const, 'SCALE' as const),
  }),
  layoutSizingHorizontal: sizing,
  layoutSizingVertical: sizing,
  layoutPositioning: fc.oneof({ weight: 9, arbitrary: fc.constant('AUTO' as const) }, fc.constant('ABSOLUTE' as const)),
  visible: fc.oneof({ weight: 9, arbitrary: fc.constant(true) }, fc.constant(false)),
  locked: fc.oneof({ weight: 12, arbitrary: fc.constant(false) }, fc.constant(true)),
  isMask: fc.oneof({ weight: 15, arbitrary: fc.constant(false) }, fc.constant(true)),
};

const shape: fc.Arbitrary<LayerSketch> = fc.record({
  ...placed,
  type: fc.constantFrom('RECTANGLE', 'ELLIPSE', 'VECTOR', 'STAR'),
  fills: fc.constantFrom<NonNullable<LayerSketch['fills']>>([GREY], [], 'mixed'),
});
const text: fc.Arbitrary<LayerSketch> = fc.record({
  ...placed,
  isMask: fc.constant(false),
  type: fc.constant('TEXT'),
  characters: fc.constantFrom(...WORDS),
  height: fc.integer({ min: 12, max: 60 }),
});
const line: fc.Arbitrary<LayerSketch> = fc.record({
  ...{ x: at, y: at, width: size, type: fc.constant('LINE'), height: fc.constant(0) },
});

const gaps = fc.integer({ min: 0, max: 32 });
const layout = {
  layoutMode: fc.constantFrom<'NONE' | 'HORIZONTAL' | 'VERTICAL' | 'GRID'>('NONE', 'HORIZONTAL', 'VERTICAL', 'GRID'),
  layoutWrap: fc.constantFrom<'NO_WRAP' | 'WRAP'>('NO_WRAP', 'WRAP'),
  paddingLeft: gaps,
  paddingTop: gaps,
  paddingRight: gaps,
  paddingBottom: gaps,
  itemSpacing: gaps,
  primaryAxisAlignItems: fc.constantFrom<'MIN' | 'CENTER' | 'MAX' | 'SPACE_BETWEEN'>(
    ...(['MIN', 'CENTER', 'MAX', 'SPACE_BETWEEN'] as const),
  ),
  counterAxisAlignItems: fc.constantFrom<'MIN' | 'CENTER' | 'MAX'>('MIN', 'CENTER', 'MAX'),
  gridColumnCount: fc.integer({ min: 1, max: 3 }),
  gridRowCount: fc.integer({ min: 1, max: 2 }),
  clipsContent: fc.boolean(),
};

/** Hugging is for auto layout only. */
const hugging = (sketch: LayerSketch, hugs: readonly boolean[]): LayerSketch => {
  if ((sketch.layoutMode ?? 'NONE') === 'NONE') return sketch;
  return {
    ...sketch,
    layoutSizingHorizontal: hugs[0] ? 'HUG' : (sketch.layoutSizingHorizontal ?? 'FIXED'),
    layoutSizingVertical: hugs[1] ? 'HUG' : (sketch.layoutSizingVertical ?? 'FIXED'),
  };
};

const { layer } = fc.letrec<{ layer: LayerSketch; container: LayerSketch }>(tie => ({
  layer: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 3, arbitrary: text },
    { weight: 3, arbitrary: shape },
    { weight: 1, arbitrary: line },
    { weight: 4, arbitrary: tie('container') },
  ),
  container: fc
    .record({
      ...placed,
      ...layout,
      hugs: fc.tuple(fc.boolean(), fc.boolean()),
      kind: fc.constantFrom(
        'FRAME',
        'FRAME',
        'FRAME',
        'GROUP',
        'BOOLEAN_OPERATION',
        'INSTANCE',
        'COMPONENT',
        'COMPONENT_SET',
      ),
      children: fc.array(tie('layer'), { minLength: 1, maxLength: 4 }),
    })
    .map(({ kind, hugs, children, ...said }): LayerSketch => {
      if (kind === 'GROUP') return { type: kind, visible: said.visible, locked: said.locked, children };
      if (kind === 'BOOLEAN_OPERATION') return { type: kind, children, fills: [GREY] };
      if (kind === 'COMPONENT_SET') {
        const variants = children.map((child): LayerSketch => ({ ...said, type: 'COMPONENT', children: [child] }));
        return { ...said, type: kind, layoutMode: 'NONE', children: variants };
      }
      return hugging({ ...said, type: kind, isMask: false, children }, hugs);
    }),
}));

/** The layers of a page. */
export const documents: fc.Arbitrary<readonly LayerSketch[]> = fc
  .array(
    fc.oneof(
      layer,
      layer.map(
        (child): LayerSketch => ({ type: 'SECTION', x: 40, y: 30, width: 700, height: 500, children: [child] }),
      ),
    ),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .map(layers => layers.map((sketch, i) => numbered(sketch, `${i + 1}`)));

/** Names by which tests find layers, ids as Figma's. */
function numbered(sketch: LayerSketch, path: string): LayerSketch {
  const children = (sketch.children ?? []).map((child, i) => numbered(child, `${path}.${i + 1}`));
  return { ...sketch, name: `${sketch.type} ${path}`, children };
}
