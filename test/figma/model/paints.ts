import type { Paint } from '@figma/plugin-typings/plugin-api-standalone';
import { fail } from './errors.ts';

const SCALE_MODES: readonly string[] = ['FILL', 'FIT', 'CROP', 'TILE'];

/** What `fills` takes. @param hasImage whether an image was created under a hash */
export function checkPaints(paints: unknown, hasImage: (hash: string) => boolean): asserts paints is readonly Paint[] {
  if (typeof paints === 'symbol') fail('set_fills', 'Cannot unwrap symbol');
  if (!Array.isArray(paints)) fail('set_fills', `Expected "fills" to have type array but got ${typeof paints} instead`);
  for (const paint of paints as readonly Paint[]) {
    // typings, `fills`: “to set pattern fills, you must use the setFillsAsync method”
    if (paint.type === 'PATTERN') fail('set_fills', 'Cannot set pattern fills. Use setFillsAsync instead');
    if (paint.type !== 'IMAGE') continue;
    if (!hasImage(paint.imageHash ?? '')) fail('set_fills', 'Image hash not found');
    if (!SCALE_MODES.includes(paint.scaleMode)) {
      const expected = SCALE_MODES.map(mode => `'${mode}'`).join(' | ');
      fail(
        'set_fills',
        `Property "fills" failed validation: Invalid enum value. Expected ${expected}, received '${paint.scaleMode}'`,
      );
    }
    // typings, ImagePaint: “Must be in increments of +90”, and not for CROP
    if (paint.rotation !== undefined && (paint.rotation % 90 !== 0 || paint.scaleMode === 'CROP')) {
      fail('set_fills', 'Property "fills" failed validation: rotation');
    }
  }
}
