// The rules of the model, each as Figma's typings or plugin docs have it.

import { describe, expect, it } from 'vitest';
import type { Figma, Layer, Parent } from '../../../plugins/figma/src/main/api.ts';
import { shape, text } from '../sketches.ts';
import type { ModelLayer } from './layers.ts';
import { startPlain } from './plain.ts';
import type { LayerSketch } from './sketch.ts';

const frame = (name: string, children: readonly LayerSketch[], more: Partial<LayerSketch> = {}): LayerSketch =>
  shape(name, { type: 'FRAME', children, ...more });

function document(...layers: readonly LayerSketch[]) {
  const { model } = startPlain({ layers });
  const seen = (name: string) => model.find(name).seen as Layer & Parent & { remove(): void; rotation: number };
  return { ...model, seen, figma: model.figma as Figma, layer: (name: string): ModelLayer => model.find(name) };
}

describe('auto layout', () => {
  it('lets what is inserted join the flow, hugs, and leaves it when it is positioned absolutely', () => {
    const { figma, seen } = document(
      frame('Card', [text('Title', 'a')], { layoutMode: 'VERTICAL', layoutSizingVertical: 'HUG', itemSpacing: 10 }),
    );
    expect(seen('Card').height).toBe(20);
    const added = figma.createRectangle();
    added.resize(30, 40);
    seen('Card').insertChild(1, added);
    expect([seen('Card').height, added.y]).toEqual([70, 30]);
    // “Setting this property for these auto-layout children will no-op”
    added.x = 500;
    expect(added.x).toBe(0);
    added.layoutPositioning = 'ABSOLUTE';
    added.x = 500;
    expect([seen('Card').height, added.x]).toEqual([20, 500]);
  });

  it('wraps, fills and spreads', () => {
    const three = ['a', 'b', 'c'].map(name => shape(name, { width: 40, height: 10 }));
    const wrapped = document(
      frame('Row', three, {
        layoutMode: 'HORIZONTAL',
        layoutWrap: 'WRAP',
        width: 100,
        itemSpacing: 5,
        counterAxisSpacing: 7,
        layoutSizingVertical: 'HUG',
      }),
    );
    expect([wrapped.seen('c').x, wrapped.seen('c').y, wrapped.seen('Row').height]).toEqual([0, 17, 27]);
    const filled = document(
      frame('Row', [three[0]!, { ...three[1]!, layoutSizingHorizontal: 'FILL' }], {
        layoutMode: 'HORIZONTAL',
        width: 100,
        paddingRight: 10,
      }),
    );
    expect([filled.seen('b').x, filled.seen('b').width]).toEqual([40, 50]);
    const grid = document(
      frame('Grid', three, {
        layoutMode: 'GRID',
        gridColumnCount: 2,
        gridRowCount: 1,
        gridColumnGap: 10,
        width: 110,
        layoutSizingVertical: 'HUG',
      }),
    );
    // a full grid gets another row
    expect([grid.seen('b').x, grid.seen('c').y, grid.layer('Grid').values.gridRowCount]).toEqual([60, 10, 2]);
  });

  it('takes "HUG", "FILL" and "ABSOLUTE" only where they apply', () => {
    const { seen } = document(shape('Alone'), frame('Frame', [shape('Child')]));
    const set = (name: string, member: string, value: string) => () => Reflect.set(seen(name), member, value);
    expect(set('Alone', 'layoutSizingHorizontal', 'HUG')).toThrow('HUG');
    expect(set('Child', 'layoutSizingHorizontal', 'FILL')).toThrow('FILL');
    expect(set('Child', 'layoutPositioning', 'ABSOLUTE')).toThrow('layoutMode !== NONE');
    expect(set('Alone', 'layoutMode', 'VERTICAL')).toThrow('object is not extensible');
    expect(set('Frame', 'layoutMode', 'DIAGONAL')).toThrow("Expected 'NONE' | 'HORIZONTAL' | 'VERTICAL' | 'GRID'");
  });
});

it('resizing applies constraints, also to what is in groups, and refuses less than 0.01; a line has no height', () => {
  const all = (horizontal: 'MAX' | 'STRETCH' | 'CENTER' | 'SCALE', name: string) =>
    shape(name, { x: 20, width: 40, constraints: { horizontal, vertical: 'MIN' } });
  const { seen } = document(
    frame(
      'Frame',
      [all('MAX', 'a'), all('STRETCH', 'b'), frame('g', [all('CENTER', 'c')], { type: 'GROUP' }), all('SCALE', 'd')],
      { width: 100 },
    ),
    shape('Line', { type: 'LINE', width: 50 }),
  );
  seen('Frame').resize!(200, 64);
  const place = (name: string) => [seen(name).x, seen(name).width];
  expect([place('a'), place('b'), place('c'), place('d')]).toEqual([
    [120, 40],
    [20, 140],
    [70, 40],
    [40, 80],
  ]);
  expect(() => seen('Frame').resize!(0, 10)).toThrow('>= 0.01');
  expect(seen('Line').height).toBe(0);
  seen('Line').resize!(80, 0);
  expect(() => seen('Line').resize!(80, 1)).toThrow('value 0');
});

it('positions count from the nearest frame, turns keep unit axes, groups fit what is in them and vanish without it', () => {
  const { seen, layer } = document(
    frame('Frame', [frame('Group', [shape('Photo', { x: 30, y: 40, rotation: 90 })], { type: 'GROUP' })], {
      x: 100,
      y: 100,
      rotation: 180,
    }),
  );
  expect([seen('Photo').x, seen('Photo').y]).toEqual([30, 40]);
  expect(seen('Group').width).toBe(64);
  const box = seen('Photo').absoluteBoundingBox!;
  expect([box.x, box.y].map(Math.round)).toEqual([6, 60]);
  expect(seen('Photo').rotation).toBeCloseTo(90);
  expect(() =>
    Reflect.set(seen('Photo'), 'relativeTransform', [
      [2, 0, 0],
      [0, 2, 0],
    ]),
  ).toThrow('unit axes');
  const group = layer('Group');
  seen('Photo').remove();
  expect(group.removed).toBe(true);
  expect(() => group.seen.name).toThrow(`The node with id "${group.id}" does not exist`);
});

it('what may not be moved into, or out of, throws', () => {
  const { figma, seen } = document(
    frame('Set', [frame('State=On', [text('Words', 'a')], { type: 'COMPONENT' })], { type: 'COMPONENT_SET' }),
    frame('Instance', [frame('Inner', [shape('Media')])], { type: 'INSTANCE' }),
    shape('Section', { type: 'SECTION', children: [] }),
  );
  const added = figma.createRectangle();
  const into = (name: string) => () => seen(name).insertChild(0, added);
  expect(into('Set')).toThrow('component set');
  expect(into('Instance')).toThrow('New parent is an instance or is inside of an instance');
  expect(into('Inner')).toThrow('New parent is an instance or is inside of an instance');
  expect(() => seen('State=On').insertChild(0, seen('Media'))).toThrow('Cannot move node');
  expect(() => seen('State=On').insertChild(0, seen('Section'))).toThrow('section');
  expect(() => seen('Media').remove()).toThrow('not allowed');
  // sublayers: fills and names can be overridden, places and sizes cannot
  Reflect.set(seen('Media'), 'fills', []);
  seen('Media').name = 'Picture';
  expect(() => Reflect.set(seen('Picture'), 'x', 5)).toThrow('This property cannot be overriden on an instance');
  expect(() => seen('Picture').resize!(5, 5)).toThrow('This property cannot be overriden on an instance');
});

it('getters of a broken component set throw, and members that a type has not', () => {
  const { seen } = document(
    frame('Badge', [], { type: 'INSTANCE', broken: true }),
    frame('Set', [], { type: 'COMPONENT_SET', broken: true }),
  );
  expect(() => seen('Badge').componentProperties).toThrow('Component set for node has existing errors');
  expect(() => Reflect.get(seen('Badge'), 'variantProperties')).toThrow('Component set for node has existing errors');
  expect(() => Reflect.get(seen('Set'), 'componentPropertyDefinitions')).toThrow('existing errors');
  expect(() => Reflect.get(seen('Set'), 'componentProperties')).toThrow('no such property');
  expect(() => Reflect.get(seen('Badge'), 'mainComponent')).toThrow('dynamic-page');
});

it('Dev Mode passes over what is invisible in instances', async () => {
  const hidden = frame('Hidden', [text('Words', 'a')], { visible: false });
  const { model } = startPlain({
    editor: 'dev',
    layers: [frame('Instance', [hidden, shape('Seen')], { type: 'INSTANCE' })],
  });
  const instance = model.find('Instance').seen;
  expect(instance.children?.map(({ name }) => name)).toEqual(['Seen']);
  expect(await model.figma.getNodeByIdAsync(model.find('Words').id)).toBeNull();
  expect(() => model.find('Words').seen.name).toThrow('instance sublayer');
});

it('undoing goes back to the last step, and what came and went within one is in none', () => {
  const { figma, page, undo, seen } = document(
    frame('Card', [text('Title', 'a')], { layoutMode: 'VERTICAL', layoutSizingVertical: 'HUG' }),
  );
  figma.createRectangle().remove();
  figma.commitUndo();
  expect(page.document.steps).toEqual([]);
  const added = figma.createRectangle();
  seen('Card').insertChild(0, added);
  figma.commitUndo();
  expect(seen('Card').height).toBe(120);
  undo();
  expect([seen('Card').height, added.removed]).toEqual([20, true]);
});

it('images, stored data and selections have their limits', async () => {
  const { figma, seen, page } = document(shape('Photo'));
  expect(() => figma.createImage(new Uint8Array(40))).toThrow('unsupported');
  expect(() => seen('Photo').setPluginData('key', 'x'.repeat(102_400))).toThrow('100 kB');
  await expect(figma.clientStorage.setAsync('key', 'x'.repeat(5_300_000))).rejects.toThrow('quota');
  expect(() => Reflect.set(seen('Photo'), 'characters', 'a')).toThrow('object is not extensible');
  page.loaded = false;
  expect(() => page.seen.children).toThrow('explicitly loaded');
  await page.seen.loadAsync?.();
  expect(page.seen.children).toHaveLength(1);
  expect(Object.isFrozen(seen('Photo').fills)).toBe(true);
});
