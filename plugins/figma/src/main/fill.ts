import type { Fit } from '../contract.ts';
import type { ImagePaint, Paint } from './api.ts';

/**
 * The paints with the image in place of the topmost image that is seen, or on top. Opacity, blend mode and filters of
 * the one before stay, and so does every other paint with its crop.
 * @param turns quarter turns of the image, clockwise
 */
export function withImage(fills: readonly Paint[], imageHash: string, scaleMode: Fit, turns: number): readonly Paint[] {
  const index = fills.map(({ type, visible }) => type === 'IMAGE' && visible !== false).lastIndexOf(true);
  const old = fills[index] as ImagePaint | undefined;
  const kept: Partial<ImagePaint> = old
    ? {
        ...(old.opacity !== undefined && { opacity: old.opacity }),
        ...(old.blendMode !== undefined && { blendMode: old.blendMode }),
        ...(old.filters !== undefined && { filters: old.filters }),
      }
    : {};
  const rotation = turns === 0 ? {} : { rotation: turns * 90 };
  const paint: ImagePaint = { ...kept, ...rotation, type: 'IMAGE', scaleMode, imageHash };
  return old ? fills.map((fill, i) => (i === index ? paint : fill)) : [...fills, paint];
}
