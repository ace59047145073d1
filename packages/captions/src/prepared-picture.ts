import { encodePng, type Picture, resizeBicubic, SanaError, withoutAlpha } from '@sana-studio/core';
import type { DecodePicture, EncodedPicture } from './caption.ts';
import { jpegOrientation, otherKind, pictureFacts } from './picture-file.ts';

/** Models make their pictures smaller than that. Pixels of the longer side. */
const SENT_SIDE = 1024;
/** What all servers take. */
const SENT_BYTES = 5_000_000;

/**
 * A picture as it is shown to a model: the file itself if all programs show the same of it, else a PNG, upright, on white
 * where it is transparent, at most 1024 pixels long.
 * @throws SanaError `image-unreadable` for what is no picture that is read here, and what decoding throws
 */
export async function preparedPicture(picture: EncodedPicture, decode: DecodePicture): Promise<EncodedPicture> {
  const { bytes, name } = picture;
  const facts = pictureFacts(bytes);
  if (!facts) throw new SanaError('image-unreadable:kind', { file: name, kind: otherKind(bytes) });
  const { plain, side } = facts;
  if (plain && side !== undefined && side <= SENT_SIDE && bytes.length <= SENT_BYTES) return picture;
  const { width, height, data } = onWhite(await uprightPicture(picture, decode));
  return { bytes: await encodePng(fitting({ width, height, data })), name };
}

/** A picture's pixels as people see them: turned as its camera was. @throws what decoding throws */
export async function uprightPicture(picture: EncodedPicture, decode: DecodePicture): Promise<Picture> {
  const facts = pictureFacts(picture.bytes);
  if (!facts) throw new SanaError('image-unreadable:kind', { file: picture.name, kind: otherKind(picture.bytes) });
  const decoded = await decode(picture);
  return facts.type === 'jpeg' ? turned(decoded, jpegOrientation(picture.bytes)) : decoded;
}

function onWhite(picture: Picture): Picture {
  const { width, height, data } = withoutAlpha(picture);
  return withAlpha({ width, height, data });
}

/** @param data [height, width, 3] */
function withAlpha({ width, height, data }: Picture): Picture {
  const rgba = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let c = 0; c < 3; c++) rgba[4 * pixel + c] = data[3 * pixel + c]!;
  }
  return { width, height, data: rgba };
}

function fitting(picture: Picture): Picture {
  const { width, height } = picture;
  const scale = SENT_SIDE / Math.max(width, height);
  if (scale >= 1) return picture;
  const size = { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
  return withAlpha(resizeBicubic(withoutAlpha(picture), size));
}

/** @param orientation of EXIF: odd ones of the upper four are turned by a quarter, even ones of the lower four mirrored */
function turned({ width, height, data }: Picture, orientation: number): Picture {
  if (orientation === 1) return { width, height, data };
  const lies = orientation >= 5;
  const size = lies ? { width: height, height: width } : { width, height };
  const from32 = new Uint32Array(data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength));
  const to32 = new Uint32Array(from32.length);
  // by orientation: whether the picture is read from right to left, and from the bottom
  const fromRight = [2, 3, 7, 8].includes(orientation);
  const fromBottom = [3, 4, 6, 7].includes(orientation);
  for (let y = 0; y < size.height; y++) {
    for (let x = 0; x < size.width; x++) {
      const [column, row] = lies ? [y, x] : [x, y];
      const sourceX = fromRight ? width - 1 - column : column;
      const sourceY = fromBottom ? height - 1 - row : row;
      to32[y * size.width + x] = from32[sourceY * width + sourceX]!;
    }
  }
  return { ...size, data: new Uint8ClampedArray(to32.buffer) };
}
