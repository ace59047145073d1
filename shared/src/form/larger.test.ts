import { AREA, FIELDS } from '@sana-studio/core/request';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sizeAround, waysToEnlarge } from './larger.ts';

const { min, max } = FIELDS.width.kind.range;
const side = fc.integer({ min, max });

it('offers only what a request may have and its place takes, and never the proportions that there are', () => {
  fc.assert(
    fc.property(side, side, fc.option(side, { nil: undefined }), (width, height, longest) => {
      const { refine, around } = waysToEnlarge({ width, height }, longest);
      const sizes = [...(refine ? [refine] : []), ...around.map(({ ratio }) => sizeAround({ width, height }, ratio))];
      for (const size of sizes) {
        expect(Math.max(size.width, size.height)).toBeLessThanOrEqual(Math.min(max, longest ?? max));
        expect(size.width * size.height).toBeLessThanOrEqual(AREA.max);
        expect(size.width >= width && size.height >= height && size.width * size.height > width * height).toBe(true);
      }
    }),
  );
});

it('grows in one direction alone', () => {
  expect(sizeAround({ width: 512, height: 512 }, 16 / 9)).toEqual({ width: 910, height: 512 });
  expect(sizeAround({ width: 512, height: 512 }, 9 / 16)).toEqual({ width: 512, height: 910 });
  expect(waysToEnlarge({ width: 1024, height: 768 }).around.map(({ label }) => label)).not.toContain('4:3');
});
