import { describe, expect, it } from 'vitest';
import tables from './aspect-ratio-bins.fixture.json' with { type: 'json' };
import reference from './size-bins.fixture.json' with { type: 'json' };
import { planSize, type SizePlan, usesBinning } from './size-bins.ts';

const binned = (width: number, height: number, sampleSize: number): SizePlan =>
  planSize({ width, height, sampleSize, binning: true });

const plain = (width: number, height: number, sampleSize = 8): SizePlan =>
  planSize({ width, height, sampleSize, binning: false });

describe('planSize', () => {
  it.each([
    [16, tables.ASPECT_RATIO_512_BIN],
    [32, tables.ASPECT_RATIO_1024_BIN],
    [64, tables.ASPECT_RATIO_2048_BIN],
    [128, tables.ASPECT_RATIO_4096_BIN],
  ])('knows every trained shape of sample size %i by its label', (sampleSize, table) => {
    for (const [label, shape] of Object.entries(table)) {
      const plan = binned(1000, Number(label) * 1000, sampleSize);
      expect([label, plan.generatedHeight, plan.generatedWidth]).toEqual([label, ...shape]);
      expect([plan.latentHeight * 32, plan.latentWidth * 32]).toEqual(shape);
    }
  });

  it('bins, resizes and crops as the reference does', () => {
    for (const [
      width,
      height,
      sampleSize,
      generatedWidth,
      generatedHeight,
      resizedWidth,
      resizedHeight,
      x,
      y,
    ] of reference) {
      const plan = binned(width!, height!, sampleSize!);
      expect(plan).toMatchObject({ generatedWidth, generatedHeight });
      if (resizedWidth === undefined) {
        expect(plan.resizeTo).toBeUndefined();
        expect(plan.crop).toBeUndefined();
      } else {
        expect(plan.resizeTo).toEqual({ width: resizedWidth, height: resizedHeight });
        const corner = plan.crop ?? { x: 0, y: 0 };
        expect(corner).toEqual({ x, y });
      }
    }
  });

  it('takes the first of two shapes that are equally near', () => {
    // 1500 / 800 = 1.875 lies exactly between 1.75 and 2.
    expect(binned(800, 1500, 32)).toMatchObject({ generatedHeight: 1344, generatedWidth: 768 });
  });

  it('always covers the request, also where rounding would leave a pixel out', () => {
    for (const sampleSize of [16, 32, 64, 128]) {
      for (let width = 32; width <= 8192; width += 61) {
        for (const height of [32, 49, 333, 1000, 2047]) {
          const plan = binned(width, height, sampleSize);
          const size = plan.resizeTo ?? { width: plan.generatedWidth, height: plan.generatedHeight };
          const { x, y } = plan.crop ?? { x: 0, y: 0 };
          expect(x >= 0 && y >= 0 && x + width <= size.width && y + height <= size.height).toBe(true);
        }
      }
    }
  });

  it('generates at the requested size without binning, cropped from the next multiple of 32', () => {
    expect(plain(256, 192)).toEqual({ latentHeight: 6, latentWidth: 8, generatedHeight: 192, generatedWidth: 256 });
    expect(plain(250, 33)).toEqual({
      latentHeight: 2,
      latentWidth: 8,
      generatedHeight: 64,
      generatedWidth: 256,
      crop: { x: 3, y: 15 },
    });
  });

  it('keeps the area and the shape for models without a table', () => {
    expect(binned(512, 512, 8)).toEqual({
      latentHeight: 8,
      latentWidth: 8,
      generatedHeight: 256,
      generatedWidth: 256,
      resizeTo: { width: 512, height: 512 },
    });
    expect(binned(800, 400, 8)).toMatchObject({ latentHeight: 6, latentWidth: 11 });
    expect(binned(300, 300, 24)).toMatchObject({ latentHeight: 24, latentWidth: 24 });
  });
});

describe('usesBinning', () => {
  it('follows the settings, and the reference where they say nothing', () => {
    expect([8, 16, 24, 32, 64, 128].filter(size => usesBinning(size, undefined))).toEqual([16, 32, 64, 128]);
    expect([usesBinning(8, true), usesBinning(32, false)]).toEqual([true, false]);
  });
});
