import { BUDGETS, decodePng, PIXELS_PER_LATENT, type Picture, SanaError } from '@sana-studio/core';
import { openFile } from '@sana-studio/core/node';
import { FIELDS } from '@sana-studio/core/request';

/** @throws SanaError `file-missing`, `image-unreadable`, `over-budget` */
export async function readStartImage(path: string): Promise<Picture> {
  const source = await openFile(path);
  try {
    if (source.size > BUDGETS.pictureFile.most) {
      throw new SanaError('image-unreadable:file-size', { file: path, size: source.size });
    }
    return decodePng(await source.read(0, source.size), path);
  } catch (error) {
    const problem = SanaError.from(error);
    // the error about the file's size names it already
    if (problem.code !== 'image-unreadable' || 'file' in problem.data) throw error;
    throw new SanaError('image-unreadable:file', { file: path, problem: problem.toData() }, error);
  } finally {
    await source.close?.();
  }
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** A size in the proportions of `image` with about as many pixels as `native`, of which nothing has to be cut off. */
export function sizeLike(image: Size, native: Size): Size {
  const scale = Math.sqrt((native.width * native.height) / (image.width * image.height));
  const side = (pixels: number) =>
    Math.min(
      Math.max(PIXELS_PER_LATENT * Math.round((pixels * scale) / PIXELS_PER_LATENT), PIXELS_PER_LATENT),
      FIELDS.width.kind.range.max,
    );
  return { width: side(image.width), height: side(image.height) };
}
