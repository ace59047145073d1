import * as fc from 'fast-check';
import { decode } from 'jpeg-js';
import { expect, it } from 'vitest';
import { PREVIEW_BYTES, previewOf } from './preview.ts';

/** The hardest to make small. */
function noise(width: number, height: number) {
  const data = new Uint8ClampedArray(4 * width * height);
  for (let at = 0, state = 1; at < data.length; at++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    data[at] = state >>> 24;
  }
  return { width, height, data };
}

it('fits into what clients take, in its proportions, whatever the picture', () => {
  const side = fc.integer({ min: 1, max: 500 });
  fc.assert(
    fc.property(side, side, fc.constantFrom(PREVIEW_BYTES, PREVIEW_BYTES / 4), (width, height, most) => {
      const preview = previewOf(noise(width, height), most);
      expect(preview.length).toBeLessThanOrEqual(most);
      const shown = decode(preview);
      const ratio = shown.width / shown.height / (width / height);
      const slack = 1 + 1 / Math.min(shown.width, shown.height);
      expect(ratio).toBeGreaterThan(1 / slack / 1.01);
      expect(ratio).toBeLessThan(slack * 1.01);
    }),
    { numRuns: 4 },
  );
});
