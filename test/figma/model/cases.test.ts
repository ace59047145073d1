// What designers' files are made of, one by one.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Place } from '../../../plugins/figma/src/contract.ts';
import { seenSizeOf } from '../../../plugins/figma/src/main/geometry.ts';
import { GREY, shape, text } from '../sketches.ts';
import { absoluteBox, intersection, seenBox } from './geometry.ts';
import type { ModelLayer } from './layers.ts';
import { contentOf, geometryOf, placement, png, startPlain } from './plain.ts';
import type { LayerSketch } from './sketch.ts';

beforeEach(() => vi.spyOn(console, 'warn').mockImplementation(() => {}));
afterEach(() => vi.restoreAllMocks());

const frame = (name: string, children: readonly LayerSketch[], more: Partial<LayerSketch> = {}): LayerSketch =>
  shape(name, { type: 'FRAME', children, ...more });
const hugging = { layoutSizingHorizontal: 'HUG', layoutSizingVertical: 'HUG' } as const;

/** A document, and what comes of one picture in it. */
async function put(layers: readonly LayerSketch[], target: string, place: Place) {
  const open = startPlain({ layers });
  const { page, find } = open.model;
  const [content, geometry] = [contentOf(page), geometryOf(page)];
  const { id } = find(target);
  const result = await open.sandbox.place(placement(id, { place })).then(
    remarks => ({ remarks, refusal: undefined }),
    error => ({ remarks: undefined, refusal: error.told?.data.refusal as string }),
  );
  const after = geometryOf(page);
  for (const [layer, was] of geometry) expect(after.get(layer)).toBe(was);
  const picture = [...page.document.layers.values()].find(
    layer => !geometry.has(layer.id) && layer !== page && layer.type === 'RECTANGLE',
  );
  return { ...open, ...result, find, page, picture, isUntouched: contentOf(page) === content };
}

const parentOf = (layer: ModelLayer | undefined) => layer?.above?.values.name;

describe('beside, in auto layout', () => {
  const title = text('Title', 'A lake at dawn', { layoutSizingHorizontal: 'FILL' });
  const image = shape('Image', { layoutSizingHorizontal: 'FILL' });
  const vertical = { layoutMode: 'VERTICAL', itemSpacing: 8, paddingLeft: 16 } as const;
  const cards = ['a', 'b', 'c'].map(name =>
    frame(`Card ${name}`, [image, { ...title, name: `Title ${name}` }], { ...vertical, width: 200, ...hugging }),
  );

  it.each<readonly [string, LayerSketch, string]>([
    ['a card that hugs', frame('Card', [image, title], { ...vertical, ...hugging }), 'Title'],
    [
      'a row that wraps',
      frame('Row', cards, { layoutMode: 'HORIZONTAL', layoutWrap: 'WRAP', width: 500, layoutSizingVertical: 'HUG' }),
      'Title b',
    ],
    [
      'a grid',
      frame('Grid', cards, {
        layoutMode: 'GRID',
        gridColumnCount: 2,
        gridRowCount: 2,
        width: 500,
        layoutSizingVertical: 'HUG',
      }),
      'Title c',
    ],
    [
      'a frame that is filled',
      frame('Outer', [frame('Inner', [title], { ...vertical, layoutSizingHorizontal: 'FILL' })], {
        layoutMode: 'HORIZONTAL',
        width: 500,
      }),
      'Title',
    ],
  ])('%s: the picture is outside, and nothing moves', async (_, layer, target) => {
    const { remarks, picture, find } = await put([layer], target, 'beside');
    expect(remarks).toEqual(['outside-frame']);
    expect(parentOf(picture)).toBe('Page 1');
    const around = absoluteBox(find(layer.name!));
    expect(absoluteBox(picture!)).toMatchObject({ x: around.x + around.width + 24, y: absoluteBox(find(target)).y });
  });

  it('stays in a frame without a layout that has room, and is not put where that clips', async () => {
    const note = text('Note', 'a fish', { x: 20, y: 20 });
    const wide = await put([frame('Board', [note], { width: 400, height: 200, clipsContent: true })], 'Note', 'beside');
    expect([parentOf(wide.picture), wide.remarks]).toEqual(['Board', []]);
    const narrow = await put(
      [frame('Board', [note], { width: 160, height: 50, clipsContent: true })],
      'Note',
      'beside',
    );
    expect([parentOf(narrow.picture), narrow.remarks]).toEqual(['Page 1', ['outside-frame']]);
    expect(seenBox(narrow.picture!)).toEqual(absoluteBox(narrow.picture!));
  });

  it('in place of a text: it is over it, and the text keeps its room', async () => {
    const { picture, find } = await put(
      [frame('Card', [image, title], { ...vertical, ...hugging })],
      'Title',
      'replace',
    );
    expect([parentOf(picture), picture?.values.layoutPositioning]).toEqual(['Card', 'ABSOLUTE']);
    expect(find('Title').values).toMatchObject({ visible: true, opacity: 0 });
    const grouped = await put([frame('Group', [title], { type: 'GROUP' })], 'Title', 'replace');
    expect(parentOf(grouped.picture)).toBe('Page 1');
  });
});

describe('what takes no picture is refused before one is made', () => {
  const inside = (type: string, child: LayerSketch, more: Partial<LayerSketch> = {}): LayerSketch =>
    frame('Around', [child], { type, ...more });
  it.each<readonly [string, LayerSketch, string, Place, string | undefined]>([
    ['a line', shape('Line', { type: 'LINE', height: 0 }), 'Line', 'fill', 'not-writable'],
    ['a shape without height', shape('Flat', { type: 'VECTOR', height: 0 }), 'Flat', 'fill', 'not-writable'],
    ['beside a line', shape('Line', { type: 'LINE', height: 0 }), 'Line', 'beside', undefined],
    ['part of a boolean operation', inside('BOOLEAN_OPERATION', shape('Part')), 'Part', 'fill', 'not-writable'],
    ['beside part of a boolean operation', inside('BOOLEAN_OPERATION', shape('Part')), 'Part', 'beside', undefined],
    [
      'beside a variant',
      inside('COMPONENT_SET', inside('COMPONENT', text('Words', 'a cat'), { name: 'State=On' })),
      'State=On',
      'beside',
      undefined,
    ],
    [
      'a text in a variant',
      inside('COMPONENT_SET', inside('COMPONENT', text('Words', 'a cat'), { name: 'State=On' })),
      'Words',
      'beside',
      undefined,
    ],
    ['what is in a locked group', inside('GROUP', shape('Photo'), { locked: true }), 'Photo', 'fill', 'locked'],
    [
      'a text in a locked frame, in its place',
      inside('FRAME', text('Words', 'a cat'), { locked: true }),
      'Words',
      'replace',
      'locked',
    ],
    ['a mask', inside('GROUP', shape('Mask', { isMask: true })), 'Mask', 'fill', 'not-writable'],
    ['a layer in an instance', inside('INSTANCE', shape('Media')), 'Media', 'fill', undefined],
    ['beside a layer in an instance', inside('INSTANCE', text('Words', 'a cat')), 'Words', 'beside', undefined],
  ])('%s', async (_, layer, target, place, refusal) => {
    const result = await put([layer], target, place);
    expect(result.refusal).toBe(refusal);
    if (refusal) expect(result.isUntouched).toBe(true);
    if (place === 'beside') expect(parentOf(result.picture)).toBe('Page 1');
    const { model, sandbox } = startPlain({ layers: [layer] });
    const { id } = model.find(target);
    const planned = { layers: [id], pictures: 1, place, undo: 'together' } as const;
    expect(await sandbox.beginRun(planned)).toEqual(refusal ? [{ id, refusal, label: target }] : []);
  });

  it('a layer of an instance that cannot be overridden, and a layer that is gone', async () => {
    const { model, sandbox } = startPlain({
      layers: [frame('Card', [shape('Media'), shape('Photo')], { type: 'INSTANCE' })],
    });
    const [media, photo] = [model.find('Media').id, model.find('Photo').id];
    model.refuse('Media', 'in set_fills: This property cannot be overriden on an instance');
    const before = contentOf(model.page);
    const planned = { layers: [media, photo, '9:9'], pictures: 3, place: 'fill', undo: 'together' } as const;
    expect(await sandbox.beginRun(planned)).toEqual([
      { id: media, refusal: 'not-overridable', label: 'Media' },
      { id: '9:9', refusal: 'removed', label: '' },
    ]);
    await sandbox.endRun();
    expect(contentOf(model.page)).toBe(before);
  });

  it.each(['setPluginData', 'setRelaunchData'] as const)('nothing is left when a late step fails: %s', async step => {
    for (const place of ['beside', 'replace', 'fill'] as const) {
      const { model, sandbox } = startPlain({ layers: [shape('Photo', { fills: [GREY] }), text('Words', 'a cat')] });
      const make = model.figma.createRectangle.bind(model.figma);
      vi.spyOn(model.figma, 'createRectangle').mockImplementation(() => {
        const made = make();
        model.page.inside.at(-1)!.refusals.set(step, `in ${step}: out of memory`);
        return made;
      });
      model.refuse('Photo', `in ${step}: out of memory`, step);
      const before = contentOf(model.page);
      const target = model.find(place === 'fill' ? 'Photo' : 'Words');
      await expect(sandbox.place(placement(target.id, { place }))).rejects.toThrow('failed');
      // what was written and taken back is in no step of its own
      expect([contentOf(model.page), model.page.document.steps]).toEqual([before, []]);
    }
  });
});

describe('turned, mirrored, clipped, masked', () => {
  it.each([
    [0, 200, 100, undefined],
    [90, 100, 200, 90],
    [-90, 100, 200, 270],
    [180, 200, 100, 180],
    [12, 200, 100, undefined],
  ])('a layer turned by %d° shows its picture upright, of %d × %d', async (rotation, width, height, turned) => {
    const { find } = await put([shape('Photo', { width: 200, height: 100, rotation })], 'Photo', 'fill');
    const photo = find('Photo');
    const size = seenSizeOf(photo.seen);
    expect([size?.width, size?.height]).toEqual([width, height]);
    const [paint] = photo.values.fills as readonly { readonly rotation?: number }[];
    expect(paint?.rotation).toBe(turned);
  });

  it('a layer that stands on its head because it is mirrored, too', async () => {
    const relativeTransform = [
      [1, 0, 0],
      [0, -1, 100],
    ] as const;
    const { find } = await put([shape('Photo', { relativeTransform: relativeTransform as never })], 'Photo', 'fill');
    expect(find('Photo').values.fills).toMatchObject([{ rotation: 180 }]);
  });

  it('beside what is seen of a turned layer, upright also in a turned frame, and as large as it is seen', async () => {
    const turned = await put(
      [shape('Photo', { x: 100, y: 300, width: 200, height: 100, rotation: 90 })],
      'Photo',
      'beside',
    );
    expect(absoluteBox(turned.picture!)).toEqual({ x: 224, y: 100, width: 100, height: 200 });
    const board = frame('Board', [text('Words', 'a cat', { x: 20, y: 20 })], {
      width: 500,
      height: 500,
      rotation: 30,
      x: 300,
      y: 300,
    });
    const { picture } = await put([board], 'Words', 'beside');
    expect(parentOf(picture)).toBe('Board');
    expect(absoluteBox(picture!)).toMatchObject({ width: expect.closeTo(64, 6), height: expect.closeTo(64, 6) });
  });

  it('beside a slide that its carousel clips, and beside what a mask hides: where it is seen', async () => {
    const slides = [0, 1, 2].map(i => shape(`Slide ${i}`, { x: 220 * i, width: 200, height: 100 }));
    const carousel = frame('Carousel', slides, { width: 300, height: 100, clipsContent: true });
    const masked = frame(
      'Masked',
      [shape('Mask', { type: 'ELLIPSE', isMask: true }), shape('Face', { width: 100, height: 100 })],
      { type: 'GROUP', y: 400 },
    );
    for (const [layer, target] of [
      [carousel, 'Slide 1'],
      [carousel, 'Slide 2'],
      [masked, 'Face'],
    ] as const) {
      const { picture } = await put([layer], target, 'beside');
      expect(parentOf(picture)).toBe('Page 1');
      expect(seenBox(picture!)).toEqual(absoluteBox(picture!));
    }
  });

  it('the same place asked for twice, by two visits, is two places', async () => {
    const { model, sandbox } = startPlain({ layers: [text('Words', 'a cat'), shape('Neighbour', { x: 150 })] });
    const { id } = model.find('Words');
    for (let i = 0; i < 3; i++) await sandbox.place(placement(id, { place: 'beside' }));
    const boxes = model.page.inside.map(layer => absoluteBox(layer));
    expect(new Set(boxes.map(({ x, y }) => `${x} ${y}`)).size).toBe(boxes.length);
    const covered = boxes.some((one, i) =>
      boxes
        .slice(i + 1)
        .some(
          other =>
            one.x < other.x + other.width &&
            other.x < one.x + one.width &&
            one.y < other.y + other.height &&
            other.y < one.y + one.height,
        ),
    );
    expect(covered).toBe(false);
  });
});

it('another image in a layer keeps filters, opacity and blend mode, and the crop of every other paint', async () => {
  const { model, sandbox } = startPlain({ layers: [shape('Photo')] });
  const image = (more: object) => ({ type: 'IMAGE', scaleMode: 'FILL', imageHash: 'image-1', ...more }) as never;
  model.addImage(png());
  const look = { opacity: 0.4, blendMode: 'MULTIPLY', filters: { contrast: 0.3 } };
  const crop = image({
    scaleMode: 'CROP',
    imageTransform: [
      [0.5, 0, 0.2],
      [0, 0.5, 0.1],
    ],
  });
  const shade = {
    type: 'GRADIENT_LINEAR',
    gradientTransform: [
      [1, 0, 0],
      [0, 1, 0],
    ],
    gradientStops: [],
  } as never;
  const hidden = image({ visible: false });
  model.change('Photo', { fills: [crop, image(look), hidden, shade] });
  await sandbox.place(placement(model.find('Photo').id));
  expect(model.find('Photo').values.fills).toEqual([crop, image({ ...look, imageHash: 'image-2' }), hidden, shade]);
});

describe('where other layers are', () => {
  it('beside is below the layer rather than behind what stands at its right', async () => {
    const layers = [text('Note', 'a fish', { x: 20, y: 20 }), shape('Photo', { x: 150, y: 0, width: 200, height: 90 })];
    const { picture, find } = await put(layers, 'Note', 'beside');
    const note = absoluteBox(find('Note'));
    expect(absoluteBox(picture!)).toMatchObject({ x: note.x, y: note.y + note.height + 24 });
  });

  it.each<readonly [string, Partial<LayerSketch>]>([
    ['auto layout', { layoutMode: 'VERTICAL', itemSpacing: 8 }],
    ['a plain frame', {}],
  ])('in place of a text in %s, a picture covers nothing that stands below', async (_, layout) => {
    const texts = [text('Title', 'a fish', { x: 10, y: 0 }), text('Price', '9 €', { x: 10, y: 30 })];
    const { picture, find } = await put(
      [frame('Card', texts, { width: 200, height: 80, ...layout })],
      'Title',
      'replace',
    );
    const box = absoluteBox(picture!);
    expect(intersection(box, absoluteBox(find('Price')))).toBeUndefined();
    expect(box.width / box.height).toBeCloseTo(1);
    expect(box.height).toBeGreaterThanOrEqual(absoluteBox(find('Title')).height);
  });
});
