import { type EncodedPicture, otherKind, pictureFacts } from '@sana-studio/captions';
import { type Picture, SanaError } from '@sana-studio/core';
import { decodePicture } from '@sana-studio/serving/node';

/** Reads a picture's file in Node. @throws SanaError `image-unreadable`, `over-budget` */
export async function decode({ bytes, name }: EncodedPicture): Promise<Picture> {
  const type = pictureFacts(bytes)?.type;
  if (type === undefined || type === 'gif') {
    throw new SanaError('image-unreadable:kind', { file: name, kind: type === 'gif' ? 'GIF' : otherKind(bytes) });
  }
  try {
    return await decodePicture(bytes, `image/${type}`, name);
  } catch (error) {
    const found = SanaError.from(error);
    if (found.code === 'over-budget') throw found;
    // what is said of a server's picture does not fit one that lies here
    const problem = found.code === 'image-unreadable' ? found : new SanaError('image-unreadable:unknown', {}, error);
    throw new SanaError('image-unreadable:file', { file: name, problem: problem.toData() }, error);
  }
}
