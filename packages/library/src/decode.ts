import { type Picture, SanaError } from '@sana-studio/core';
import { type PictureDecoder, pictureTypeOf } from '@sana-studio/serving';

/**
 * Reads the file of a picture that a request holds.
 * @param decode of the place
 * @throws SanaError `image-unreadable`, `over-budget`
 */
export async function decodeFile(
  decode: PictureDecoder,
  file: Uint8Array<ArrayBuffer>,
  name: string,
): Promise<Picture> {
  const type = pictureTypeOf(file);
  if (!type) throw new SanaError('image-unreadable:unknown');
  try {
    return await decode(file, type, name);
  } catch (error) {
    const { code } = SanaError.from(error);
    throw code === 'over-budget' || code === 'image-unreadable'
      ? error
      : new SanaError('image-unreadable:unknown', {}, error);
  }
}
