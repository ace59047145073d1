import { BUDGETS, decodePng, overBudget, SanaError } from '@sana-studio/core';
import type { PictureDecoder } from '../index.ts';

export const decodePicture: PictureDecoder = async (file, type, name) => {
  if (type === 'image/png') return decodePng(file, name);
  if (type === 'image/jpeg') return decodeJpeg(file, name);
  const { decodeWebp } = await import('../decode-webp.ts');
  return decodeWebp(file, name);
};

async function decodeJpeg(file: Uint8Array, name: string) {
  const { decode } = await import('jpeg-js');
  const { most } = BUDGETS.picturePixels;
  try {
    const { width, height, data } = decode(file, {
      useTArray: true,
      formatAsRGBA: true,
      maxResolutionInMP: most / 1e6,
      // four bytes of a pixel, and the coefficients of three colours beside them
      maxMemoryUsageInMB: (most * 24) / 2 ** 20,
    });
    return { width, height, data: new Uint8ClampedArray(data.buffer, data.byteOffset, data.byteLength) };
  } catch (cause) {
    if (cause instanceof Error && /maxResolutionInMP|maxMemoryUsageInMB/.test(cause.message)) {
      throw overBudget('picturePixels', name, cause);
    }
    throw new SanaError('server-failed:unreadable', { server: name }, cause);
  }
}
