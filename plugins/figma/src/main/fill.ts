import type { Fit } from '../contract.ts';
import type { ImagePaint, Paint } from './api.ts';

/** The topmost image that is seen, if there is one. */
export function topmostImage(fills: unknown): ImagePaint | undefined {
  const paints: readonly Paint[] = Array.isArray(fills) ? fills : [];
  const images = paints.filter((paint): paint is ImagePaint => paint.type === 'IMAGE' && paint.visible !== false);
  return images[images.length - 1];
}

/** The paints with another image of the same size in place of the topmost one, which lies as that did. */
export function withSameCrop(fills: readonly Paint[], imageHash: string): readonly Paint[] {
  const old = topmostImage(fills);
  return fills.map(paint => (paint === old ? { ...old, imageHash } : paint));
}

/**
 * The paints with the image in place of the topmost image that is seen, or on top. Opacity, blend mode and filters of
 * the one before stay, and so does every other paint with its crop.
 * @param turns quarter turns of the image, clockwise
 */
export function withImage(fills: readonly Paint[], imageHash: string, scaleMode: Fit, turns: number): readonly Paint[] {
  const old = topmostImage(fills);
  const kept: Partial<ImagePaint> = old
    ? {
        ...(old.opacity !== undefined && { opacity: old.opacity }),
        ...(old.blendMode !== undefined && { blendMode: old.blendMode }),
        ...(old.filters !== undefined && { filters: old.filters }),
      }
    : {};
  const rotation = turns === 0 ? {} : { rotation: turns * 90 };
  const paint: ImagePaint = { ...kept, ...rotation, type: 'IMAGE', scaleMode, imageHash };
  return old ? fills.map(fill => (fill === old ? paint : fill)) : [...fills, paint];
}
