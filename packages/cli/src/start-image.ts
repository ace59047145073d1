import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { BUDGETS, decodePng, PIXELS_PER_LATENT, type Picture, SanaError, type SourcePicture } from '@sana-studio/core';
import { openFile } from '@sana-studio/core/node';
import { FIELDS } from '@sana-studio/core/request';

/**
 * A picture that a request holds: PNG, JPEG or WebP.
 * @throws SanaError `file-missing`, `image-unreadable`, `over-budget`
 */
export async function readPicture(path: string): Promise<SourcePicture> {
  const source = await openFile(path);
  try {
    if (source.size > BUDGETS.pictureFile.most) {
      throw new SanaError('image-unreadable:file-size', { file: path, size: source.size });
    }
    const file = new Uint8Array(await source.read(0, source.size));
    const sha256 = createHash('sha256').update(file).digest('hex');
    return { ...(await decoded(file, path)), origin: { name: basename(path), sha256 } };
  } catch (error) {
    const problem = SanaError.from(error);
    // the error about the file's size names it already
    if (problem.code !== 'image-unreadable' || 'file' in problem.data) throw error;
    throw new SanaError('image-unreadable:file', { file: path, problem: problem.toData() }, error);
  } finally {
    await source.close?.();
  }
}

async function decoded(file: Uint8Array<ArrayBuffer>, path: string): Promise<Picture> {
  const type = typeOf(file);
  if (type === undefined) return decodePng(file, path);
  const { decodePicture } = await import('@sana-studio/serving/node');
  try {
    return await decodePicture(file, type, path);
  } catch (error) {
    const { code } = SanaError.from(error);
    throw code === 'over-budget' ? error : new SanaError('image-unreadable:unknown', {}, error);
  }
}

/** What a file begins with, if it is no PNG. */
function typeOf(file: Uint8Array): 'image/jpeg' | 'image/webp' | undefined {
  const latin = String.fromCharCode(...file.subarray(0, 12));
  if (latin.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  return latin.startsWith('RIFF') && latin.endsWith('WEBP') ? 'image/webp' : undefined;
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
