import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { referencePath } from '../../../test/reference-data.ts';
import { openModelFolder } from './checkpoint/layout/model-folder.ts';
import { canvasOf, composed, extended } from './image/canvas.ts';
import { changedCells, feathered, type Mask, maskOf } from './image/mask.ts';
import type { Picture } from './image/picture.ts';
import { enlarged } from './image/pixels.ts';
import { decodePng } from './image/png-decode.ts';
import { diskFolder } from './node/files.ts';
import { nodeRuntime } from './node/runtime.ts';
import { SanaPipeline } from './pipeline.ts';
import { planSize } from './prompt/size-bins.ts';
import type { PartialRequest } from './request/index.ts';

const read = (name: string): Picture => decodePng(readFileSync(referencePath('inpaint', `${name}.png`)));
const image = read('image');

let pipeline: SanaPipeline;

beforeAll(async () => {
  pipeline = new SanaPipeline(
    await nodeRuntime('cpu'),
    await openModelFolder(diskFolder(referencePath('sana', 'model'))),
  );
});

afterAll(() => pipeline.dispose());

const REQUEST = { prompt: 'a cyberpunk cat with a neon sign', seed: 31, steps: 20, guidanceScale: 4.5 } as const;

async function draw(partial: Partial<PartialRequest>) {
  const [picture] = await pipeline.generate({ ...REQUEST, startImage: image, ...partial });
  return picture!;
}

function largestDifference(a: Picture, b: Picture): number {
  expect([a.width, a.height]).toEqual([b.width, b.height]);
  return a.data.reduce((largest, value, at) => Math.max(largest, Math.abs(value - b.data[at]!)), 0);
}

describe('a part of a picture is drawn anew as by the reference', () => {
  test.each([
    ['rectangle', 0],
    ['rectangle', 8],
    ['soft', 0],
    ['stroke', 0],
  ])('%s with a feather of %i', async (name, feather) => {
    const mask = read(`mask-${name}`);
    const picture = await draw({ mask, feather });
    const expected = read(`ours-${name}${feather ? `-feather${feather}` : ''}`);
    expect(largestDifference(picture, expected)).toBeLessThanOrEqual(1);
    const kept = image.data.every((value, at) => mask.data[at - (at % 4)]! > 0 || picture.data[at] === value);
    expect(kept).toBe(true);
    expect(largestDifference(picture, image)).toBeGreaterThan(100);
    expect(picture.remarks).toEqual([]);
  });

  it('all of it as without a picture, and nothing of it if the mask is black; both are said', async () => {
    const white = await draw({ mask: read('mask-white') });
    expect(largestDifference(white, read('plain'))).toBeLessThanOrEqual(1);
    expect(white.remarks).toEqual([{ remark: 'mask-full', data: {} }]);
    const black = await draw({ mask: read('mask-black'), steps: 2 });
    expect(black.data).toEqual(image.data);
    expect(black.remarks).toEqual([{ remark: 'mask-empty', data: {} }]);
  });
});

test.each(['sprint', 'sana15', 'sana4k'])('a part of a picture is drawn by %s, and the rest stays', async name => {
  const model = await openModelFolder(diskFolder(referencePath(name, 'model')));
  const other = new SanaPipeline(await nodeRuntime('cpu'), model);
  const mask = read('mask-rectangle');
  const [picture] = await other.generate({ prompt: 'a cat', steps: 2, seed: 1, startImage: image, mask, feather: 2 });
  const change = (isMasked: boolean) =>
    image.data.reduce((sum, value, at) => {
      return sum + (mask.data[at - (at % 4)]! > 0 === isMasked ? Math.abs(value - picture!.data[at]!) : 0);
    }, 0);
  expect(change(false)).toBe(0);
  expect(change(true)).toBeGreaterThan(100_000);
  await other.dispose();
});

describe('what is asked of a mask', () => {
  const small = { width: 32, height: 64, data: new Uint8ClampedArray(4 * 32 * 64).fill(255) };

  test.each([
    ['another size', { mask: small }, 'mask-unfit:size'],
    ['another size of the result', { mask: read('mask-rectangle'), width: 512, height: 384 }, 'mask-unfit:picture'],
    ['a canvas that is smaller on one side', { outpaint: true, width: 512, height: 160 }, 'mask-unfit:outpaint'],
    ['a canvas that is no larger', { outpaint: true, width: 256, height: 192 }, 'mask-unfit:outpaint'],
  ] as const)('%s is refused before anything is drawn', (_, partial, reason) => {
    expect(() => pipeline.remarks({ ...REQUEST, startImage: image, ...partial })).toThrow(
      expect.objectContaining({ reason }),
    );
  });

  it('says of a feather that it leaves nothing', () => {
    const said = (feather: number) =>
      pipeline.remarks({ ...REQUEST, startImage: image, mask: read('mask-stroke'), feather });
    expect(said(2)).toEqual([]);
    expect(said(3)).toEqual([{ remark: 'mask-feathered', data: { feather: 3 } }]);
  });

  it('counts for nothing without a picture', async () => {
    expect(pipeline.remarks({ ...REQUEST, mask: read('mask-black'), feather: 4, outpaint: true })).toEqual([]);
  });
});

describe('a picture is extended', () => {
  it('in the middle of what was asked for, byte for byte, with a mask of its own beside', async () => {
    const wide = await draw({ outpaint: true, width: 340, height: 192, steps: 3, feather: 4 });
    expect([wide.width, wide.height]).toEqual([340, 192]);
    const middle = (picture: Picture) =>
      Array.from({ length: 192 }, (_, y) => [
        ...picture.data.subarray(4 * (340 * y + 42), 4 * (340 * y + 42 + 256)),
      ]).flat();
    expect(middle(wide)).toEqual([...image.data]);
    const mask = read('mask-rectangle');
    const both = middle(await draw({ outpaint: true, mask, width: 340, height: 192, steps: 3 }));
    expect(both.every((value, at) => mask.data[at - (at % 4)]! > 0 || value === image.data[at])).toBe(true);
    expect(both).not.toEqual([...image.data]);
  });

  it('with its edges repeated under what is drawn', () => {
    const data = Uint8ClampedArray.from({ length: 16 }, (_, at) => 10 * at);
    // bytes that do not begin at a whole word
    const shifted = new Uint8ClampedArray(20).subarray(1, 17);
    shifted.set(data);
    const larger = extended({ width: 2, height: 2, data: shifted }, { width: 4, height: 3 }, { x: 1, y: 0 });
    const reds = Array.from({ length: 12 }, (_, pixel) => larger.data[4 * pixel]);
    expect(reds).toEqual([0, 0, 40, 40, 80, 80, 120, 120, 80, 80, 120, 120]);
  });
});

describe('a picture is refined', () => {
  it('at twice its size, whether it is drawn first or there already, and stays what it was', async () => {
    const request = { prompt: 'a cat', seed: 3, steps: 6, width: 96, height: 70 } as const;
    const fractions: number[] = [];
    const [refined] = await pipeline.generate(
      { ...request, refine: 2 },
      { onProgress: ({ fraction }) => fractions.push(fraction) },
    );
    expect(refined).toMatchObject({ width: 192, height: 140 });
    expect(refined!.request).toMatchObject({ ...request, refine: 2, strength: 0.3 });
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    expect(fractions.at(-1)).toBe(1);
    const [base] = await pipeline.generate(request);
    const { width: _, height: __, ...words } = request;
    const [again] = await pipeline.generate({ ...words, startImage: base!, refine: 2 });
    expect(again!.data).toEqual(refined!.data);
    expect(refined!.data).not.toEqual(enlarged(base!, { width: 192, height: 140 }).data);
  });

  test.each([
    ['a mask', { mask: image }, 'refine-unfit:mask'],
    ['another size', { width: 64, height: 64 }, 'refine-unfit:size'],
    ['too many pixels', { startImage: undefined, width: 4000, height: 4000 }, 'refine-unfit:area'],
  ] as const)('not with %s', (_, partial, reason) => {
    const request = { ...REQUEST, startImage: image, refine: 2, ...partial };
    expect(() => pipeline.remarks(request)).toThrow(expect.objectContaining({ reason }));
  });
});

const masks = fc
  .record({ width: fc.integer({ min: 1, max: 40 }), height: fc.integer({ min: 1, max: 40 }), seed: fc.integer() })
  .map(({ width, height, seed }): Mask => {
    let state = seed | 1;
    const data = Uint8ClampedArray.from({ length: width * height }, () => {
      state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d);
      return (state & 7) > 2 ? 255 : state & 255;
    });
    return { width, height, channels: 1, data };
  });

describe('a mask', () => {
  it('is feathered as the reference does', () => {
    const alpha = maskOf(read('alpha-rectangle-feather8'));
    expect(feathered(maskOf(read('mask-rectangle')), 8)).toEqual(alpha);
  });

  it('of any shape and feather is what its two windows say, and 0 where it was', () => {
    const at = (
      { data, width, height }: Pick<Mask, 'width' | 'height'> & { data: ArrayLike<number> },
      x: number,
      y: number,
    ) => data[Math.min(Math.max(y, 0), height - 1) * width + Math.min(Math.max(x, 0), width - 1)]!;
    const windowed = (mask: Mask, r: number, of: (values: number[]) => number): Mask => {
      const values = (x: number, y: number) =>
        Array.from({ length: (2 * r + 1) ** 2 }, (_, i) =>
          at(mask, x - r + (i % (2 * r + 1)), y - r + Math.floor(i / (2 * r + 1))),
        );
      const data = mask.data.map((_, i) => of(values(i % mask.width, Math.floor(i / mask.width))));
      return { ...mask, data };
    };
    fc.assert(
      fc.property(masks, fc.integer({ min: 1, max: 6 }), (mask, r) => {
        const shrunken = windowed(mask, r, values => Math.min(...values));
        const mean = windowed(shrunken, r, values => {
          const area = values.length;
          return Math.floor((2 * values.reduce((a, b) => a + b) + area) / (2 * area));
        });
        const soft = feathered(mask, r);
        expect(soft).toEqual(mean);
        expect(soft.data.every((value, i) => mask.data[i]! > 0 || value === 0)).toBe(true);
      }),
      { numRuns: 60, seed: 5 },
    );
  });

  it('changes every cell of the latent that one of its pixels lies in, whatever shape was drawn', () => {
    const sizes = fc.record({
      width: fc.integer({ min: 32, max: 300 }),
      height: fc.integer({ min: 32, max: 300 }),
      sampleSize: fc.constantFrom(2, 3, 16),
      binning: fc.boolean(),
      x: fc.nat(),
      y: fc.nat(),
    });
    fc.assert(
      fc.property(sizes, ({ x, y, ...size }) => {
        const { width, height } = size;
        const plan = planSize(size);
        const data = new Uint8ClampedArray(width * height);
        const none = changedCells({ width, height, channels: 1, data }, plan);
        expect(none).toHaveLength(plan.latentWidth * plan.latentHeight);
        expect(none.some(cell => cell > 0)).toBe(false);
        data[(y % height) * width + (x % width)] = 1;
        const cells = changedCells({ width, height, channels: 1, data }, plan);
        const all = plan.resizeTo ?? { width: plan.generatedWidth, height: plan.generatedHeight };
        const column = Math.floor((((x % width) + (plan.crop?.x ?? 0) + 0.5) * plan.latentWidth) / all.width);
        const row = Math.floor((((y % height) + (plan.crop?.y ?? 0) + 0.5) * plan.latentHeight) / all.height);
        expect(cells[row * plan.latentWidth + column]).toBe(1);
        // and hardly any other
        if (!plan.resizeTo && !plan.crop) expect(cells.reduce((a, b) => a + b)).toBe(1);
        expect(changedCells({ width, height, channels: 1, data: data.fill(7) }, plan).every(cell => cell === 1)).toBe(
          true,
        );
      }),
      { numRuns: 100, seed: 6 },
    );
  });

  it('is the brightness of an opaque picture, what is transparent in a photo, and what was painted in white', () => {
    const of = (...pixels: number[][]) => [
      ...maskOf({ width: pixels.length, height: 1, data: Uint8ClampedArray.from(pixels.flat()) }).data,
    ];
    expect(of([0, 0, 0, 255], [255, 255, 255, 255], [255, 0, 0, 255], [0, 255, 0, 255])).toEqual([0, 255, 76, 150]);
    expect(of([200, 30, 90, 255], [0, 0, 0, 0], [9, 9, 9, 100])).toEqual([0, 255, 155]);
    expect(of([255, 255, 255, 255], [0, 0, 0, 0], [255, 252, 255, 128])).toEqual([255, 0, 128]);
  });

  it('composes bytes so that 0 is the picture and 255 what was drawn', () => {
    const [drawn, picture] = [0, 1].map(of => ({
      width: 16,
      height: 16,
      data: Uint8ClampedArray.from({ length: 1024 }, (_, at) => (of ? at : 7 * at + 3) % 256),
    })) as [Picture, Picture];
    const mask: Mask = {
      width: 16,
      height: 16,
      channels: 1,
      data: Uint8ClampedArray.from({ length: 256 }, (_, at) => at),
    };
    const result = composed(drawn, { picture, mask, share: mask });
    expect(result.data.subarray(0, 4)).toEqual(picture.data.subarray(0, 4));
    expect(result.data.subarray(-4)).toEqual(drawn.data.subarray(-4));
  });

  it('fades in gently where its edge would be steeper than what is inside of it, of whatever colours', () => {
    const side = 160;
    const from = (value: (x: number, y: number) => number): Picture => ({
      ...{ width: side, height: side },
      data: Uint8ClampedArray.from({ length: 4 * side * side }, (_, at) =>
        at % 4 === 3 ? 255 : value((at >> 2) % side, Math.trunc((at >> 2) / side)),
      ),
    });
    const isInside = (x: number, y: number) => x >= 20 && x < 140 && y >= 20 && y < 140;
    const mask = from((x, y) => (isInside(x, y) ? 255 : 0));
    fc.assert(
      fc.property(fc.nat(255), fc.nat(255), fc.integer({ min: 8, max: 24 }), (before, after, feather) => {
        const [picture, drawn] = [from(() => before), from(() => after)];
        const whole = { width: side, height: side, feather };
        const { data } = composed(drawn, canvasOf({ startImage: picture, mask, ...whole })!);
        const level = (x: number, y = 80) => data[4 * (side * y + x)]!;
        const step = (x: number) => Math.abs(level(x) - level(x - 1));
        const steps = Array.from({ length: 119 }, (_, i) => step(21 + i));
        expect(Math.max(step(20), step(140))).toBeLessThanOrEqual(Math.ceil(steps.reduce((a, b) => a + b) / 119));
        expect([level(19), level(140), level(80)]).toEqual([before, before, after]);
      }),
      { numRuns: 30, seed: 7 },
    );
  });
});
