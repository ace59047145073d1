// Frames to draw from, and pictures of which shapes say what changes.

import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MaskShape } from '../../../plugins/figma/src/contract.ts';
import { turnsToUpright } from '../../../plugins/figma/src/main/geometry.ts';
import { GREY, shape, text } from '../sketches.ts';
import { contentOf, placement, png, startPlain } from './plain.ts';
import type { LayerSketch } from './sketch.ts';

beforeEach(() => vi.spyOn(console, 'warn').mockImplementation(() => {}));
afterEach(() => vi.restoreAllMocks());

const frame = (name: string, children: readonly LayerSketch[], more: Partial<LayerSketch> = {}): LayerSketch =>
  shape(name, { type: 'FRAME', width: 320, height: 200, children, ...more });

const refusalOf = (asked: Promise<unknown>) =>
  asked.then(
    () => undefined,
    error => error.told?.data.refusal as string,
  );

describe('a wireframe', () => {
  const inside = [
    shape('Picture', { fills: [GREY] }),
    text('Kicker', 'Travel', { y: 70 }),
    text('Title', 'A harbour at dawn', { y: 80, fontSize: 24 }),
    text('Note', 'For two', { y: 110 }),
  ];

  it('is the selected frame, with its texts apart and its words, and nothing of the document changes', async () => {
    const { model, sandbox } = startPlain({ layers: [frame('Hero', inside, { fills: [GREY], rotation: 90 })] });
    const before = contentOf(model.page);
    model.select(['Hero']);
    const { svg, ...told } = await sandbox.exportWireframe();
    expect(told).toMatchObject({ label: 'Hero', prompt: 'A harbour at dawn', width: 200, height: 320 });
    expect(svg.match(/<path/g)).toHaveLength(2);
    expect(svg.match(/<text.*A harbour/gs)).toHaveLength(1);
    model.change('Hero', { annotations: [{ label: 'boats in fog' }] });
    expect((await sandbox.exportWireframe()).prompt).toBe('boats in fog');
    model.undo();
    expect(contentOf(model.page)).toBe(before);
    expect(JSON.parse(model.describe())).toMatchObject({ undo: [], uncommitted: 0 });
  });

  it.each<readonly [string, readonly LayerSketch[], string]>([
    ['nothing is selected', [], 'no-wireframe'],
    ['two layers are', [frame('A', inside), frame('B', inside)], 'several-selected'],
    ['it cannot be seen', [frame('A', inside, { visible: false })], 'not-exportable'],
    ['it is a line', [shape('A', { type: 'LINE' })], 'not-exportable'],
  ])('is refused where %s', async (_, layers, refusal) => {
    const { model, sandbox } = startPlain({ layers });
    model.select(layers.map(({ name }) => name!));
    expect(await refusalOf(sandbox.exportWireframe())).toBe(refusal);
  });

  it('may be asked for from the menu', async () => {
    const { model, runs } = startPlain({ layers: [frame('Hero', inside)] });
    model.run('wireframe');
    await vi.waitFor(() => expect(runs).toEqual([{ offers: [], wireframe: true }]));
  });

  it('that is filled has shapes over its picture, which is told', async () => {
    const { model, sandbox } = startPlain({ layers: [frame('Hero', inside), frame('Words', [inside[2]!])] });
    const put = (name: string) => sandbox.place(placement(model.find(name).id, { made: 'lines' }));
    expect(await put('Hero')).toEqual(['covered']);
    expect(await put('Words')).toEqual([]);
  });
});

describe('a part of a picture', () => {
  /** A document with a picture in a layer, of another size. */
  async function open(
    photo: Partial<LayerSketch>,
    shapes: readonly LayerSketch[],
    paint: object = {},
    size = [400, 100],
  ) {
    const started = startPlain({ layers: [shape('Photo', { width: 200, height: 100, ...photo }), ...shapes] });
    const hash = started.model.addImage(png(size[0], size[1]));
    const fills = [{ type: 'IMAGE', scaleMode: 'FILL', imageHash: hash, ...paint }];
    started.model.change('Photo', { fills });
    started.model.page.document.settled();
    started.model.select(['Photo', ...shapes.map(({ name }) => name!)]);
    return { ...started, fills };
  }
  const at = ({ transform: [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] }: MaskShape, x: number, y: number) => [
    a * x + c * y + e,
    b * x + d * y + f,
  ];
  const mark = (more: Partial<LayerSketch> = {}) => shape('Mark', { width: 20, height: 10, fills: [GREY], ...more });

  it.each([
    // 200 × 100 filled with 400 × 100: as high, cut off at both sides
    ['FILL', {}, [10, 20], [110, 20]],
    // half as high, and in the middle
    ['FIT', {}, [10, 30], [20, 10]],
    // the right half of it
    [
      'CROP',
      {
        imageTransform: [
          [0.5, 0, 0.5],
          [0, 1, 0],
        ],
      },
      [100, 50],
      [300, 50],
    ],
  ] as const)('%s: is in the pixels of the image', async (scaleMode, more, [x, y], wanted) => {
    const { sandbox } = await open({}, [mark({ x, y })], { scaleMode, ...more });
    const { shapes, image, label } = await sandbox.maskedPicture();
    expect(label).toBe('Photo');
    expect(image).toEqual(png(400, 100));
    expect(at(shapes[0]!, 0, 0)).toEqual(wanted);
  });

  it('lies under the shapes however layer, shape and image are turned', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: -3, max: 4 }),
        fc.constantFrom('FILL', 'FIT'),
        fc.record({ x: fc.integer({ min: -99, max: 99 }), y: fc.integer({ min: -99, max: 99 }) }),
        async (quarters, scaleMode, place) => {
          const { model, sandbox, fills } = await open({ rotation: 90 * quarters, ...place }, [mark()], { scaleMode });
          const photo = model.find('Photo').seen;
          const rotation = 90 * turnsToUpright(photo);
          model.change('Photo', { fills: [{ ...fills[0], rotation }] });
          const box = photo.absoluteBoundingBox!;
          model.change('Mark', { x: box.x + box.width / 2, y: box.y + box.height / 2 });
          const [found] = (await sandbox.maskedPicture()).shapes;
          // the middle of the layer is that of the image, and what is right and down on the page is so in it
          const [middle, right, down] = [at(found!, 0, 0), at(found!, 1, 0), at(found!, 0, 1)];
          expect(middle[0]).toBeCloseTo(200, 6);
          expect(middle[1]).toBeCloseTo(50, 6);
          expect(right[0]! - middle[0]!).toBeGreaterThan(0.1);
          expect(down[1]! - middle[1]!).toBeGreaterThan(0.1);
          expect(right[1]).toBeCloseTo(middle[1]!, 6);
          expect(down[0]).toBeCloseTo(middle[0]!, 6);
        },
      ),
      { numRuns: 25, seed: 3 },
    );
  });

  it('is what is filled, what is stroked, and what a line goes around; groups are what is in them', async () => {
    const stroke = { strokes: [GREY] } as const;
    const group = shape('Group', { type: 'GROUP', children: [mark(), { ...mark(), name: 'Hidden', visible: false }] });
    const { sandbox } = await open({}, [
      { ...mark(stroke), name: 'Both' },
      { ...mark({ fills: [], ...stroke }), name: 'Around' },
      { ...mark({ fills: [] }), name: 'Bare' },
      shape('Line', { type: 'LINE', width: 30, ...stroke }),
      shape('Round', { type: 'ELLIPSE', fills: [GREY] }),
      text('Words', 'a cat'),
      group,
    ]);
    const { shapes } = await sandbox.maskedPicture();
    expect(shapes.map(({ path, rule }) => [path.includes('C'), rule])).toEqual([
      [false, 'nonzero'],
      [false, 'evenodd'],
      [false, 'evenodd'],
      [false, 'nonzero'],
      [false, 'nonzero'],
      [true, 'nonzero'],
      [false, 'nonzero'],
    ]);
  });

  it('is put back where the picture lies, cut off as that is, in one step to undo; what covers it is told', async () => {
    const crop = {
      scaleMode: 'CROP',
      imageTransform: [
        [0.5, 0, 0.5],
        [0, 1, 0],
      ],
      opacity: 0.5,
    };
    const { model, sandbox, fills } = await open({}, [mark()], crop);
    const { id } = model.find('Photo');
    const part = placement(id, { png: png(400, 100), width: 400, height: 100, made: 'part' });
    expect(await sandbox.beginRun({ layers: [id], pictures: 1, place: 'fill', undo: 'together' })).toEqual([]);
    expect(await sandbox.place(part)).toEqual(['covered']);
    await sandbox.endRun();
    expect(model.find('Photo').values.fills).toEqual([{ ...fills[0], imageHash: 'image-2' }]);
    expect(JSON.parse(model.describe()).undo).toHaveLength(1);
    model.undo();
    expect(model.find('Photo').values.fills).toEqual(fills);
    // of another size it is another picture
    model.select(['Photo']);
    expect(await sandbox.place(placement(id, { made: 'part' }))).toEqual([]);
    expect(model.find('Photo').values.fills).toMatchObject([{ scaleMode: 'FILL', opacity: 0.5 }]);
  });

  it.each<readonly [string, readonly string[], string, object]>([
    ['nothing is selected', [], 'no-masked-picture', {}],
    ['no layer has a picture', ['Mark'], 'no-masked-picture', {}],
    ['nothing is over it', ['Photo'], 'no-mask-shapes', {}],
    ['nothing but words is', ['Photo', 'Words'], 'no-mask-shapes', {}],
    ['it is repeated', ['Photo', 'Mark'], 'tiled', { scaleMode: 'TILE', scalingFactor: 0.5 }],
  ])('is refused where %s', async (_, names, refusal, paint) => {
    const { model, sandbox } = await open({}, [mark(), text('Words', 'a cat')], paint);
    model.select(names);
    expect(await refusalOf(sandbox.maskedPicture())).toBe(refusal);
  });
});
