import { describe, expect, it } from 'vitest';
import { PURPOSES, sizesByPurpose } from './purposes.ts';
import { describeSize, scalesFor, sizeFor, sizeForPlace, sizeOutcome } from './sizes.ts';

const defaults = { model: '', steps: 20, guidanceScale: 4.5, sampler: 'dpm2' } as const;
const LARGE = {
  defaults: { ...defaults, width: 1024, height: 1024 },
  sampleSize: 32,
  binning: true,
  usesNegativePrompt: true,
};
const MINI = {
  defaults: { ...defaults, width: 256, height: 256 },
  sampleSize: 8,
  binning: false,
  usesNegativePrompt: true,
};

describe('sizes', () => {
  it("offers the model's own size beside the usual ones", () => {
    expect(scalesFor(MINI)).toEqual([256, 512]);
    expect(scalesFor(LARGE)).toEqual([512, 1024, 2048]);
    expect(scalesFor(undefined)).toEqual([512, 1024, 2048, 4096]);
  });

  it('offers sizes by what they are for, none beyond what the model learned, and tells what it really draws', () => {
    for (const traits of [LARGE, MINI, { ...MINI, binning: true }]) {
      const offered = sizesByPurpose(traits);
      expect(offered.map(({ id }) => id)).toEqual(PURPOSES.map(({ id }) => id));
      for (const { size, outcome } of offered) {
        expect(outcome.beyondTraining).toBe(false);
        expect(outcome).toEqual(sizeOutcome(size, traits));
      }
    }
    expect(sizesByPurpose(LARGE).find(({ id }) => id === 'hero')).toMatchObject({
      size: { width: 1344, height: 768 },
      outcome: { kind: 'exact' },
    });
  });

  // heights and widths of the reference's table of aspect ratios (ASPECT_RATIO_512_BIN and so on)
  it.each([
    [512, 16 / 9, { width: 672, height: 384 }],
    [1024, 16 / 9, { width: 1344, height: 768 }],
    [1024, 3 / 4, { width: 896, height: 1152 }],
    [2048, 1, { width: 2048, height: 2048 }],
  ])('proposes the size that models of %i px were trained at for a ratio of %f', (scale, ratio, size) => {
    expect(sizeFor(scale, ratio)).toEqual(size);
    expect(describeSize(size, scalesFor(LARGE))).toEqual({ scale, ratio });
  });

  it('tells what the model will really do', () => {
    expect(sizeOutcome({ width: 1024, height: 1024 }, LARGE)).toMatchObject({ kind: 'exact', beyondTraining: false });
    expect(sizeOutcome({ width: 2048, height: 2048 }, LARGE)).toEqual({
      kind: 'scaled',
      generated: { width: 1024, height: 1024 },
      beyondTraining: false,
    });
    expect(sizeOutcome({ width: 1000, height: 700 }, LARGE).kind).toBe('scaledAndCut');
    expect(sizeOutcome({ width: 250, height: 256 }, MINI)).toMatchObject({
      kind: 'cut',
      generated: { width: 256, height: 256 },
    });
    expect(sizeOutcome({ width: 512, height: 512 }, MINI)).toMatchObject({ kind: 'exact', beyondTraining: true });
  });

  it('brings the size of a place within the limits and keeps its shape', () => {
    expect(sizeForPlace({ width: 300.4, height: 200.7 })).toEqual({ width: 300, height: 200 });
    expect(sizeForPlace({ width: 8, height: 16 })).toEqual({ width: 32, height: 64 });
    const { width, height } = sizeForPlace({ width: 50_000, height: 10_000 });
    expect(width * height).toBeLessThanOrEqual(4096 * 4096);
    expect(width / height).toBeCloseTo(5, 2);
  });
});
