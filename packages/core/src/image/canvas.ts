import type { SizePlan } from '../prompt/size-bins.ts';
import type { GenerateRequest } from '../request/fields.ts';
import { feathered, type Mask, maskOf } from './mask.ts';
import type { Picture, Size } from './picture.ts';
import { eased, isSteep } from './seam.ts';

/** A picture of which a part is drawn anew. All of it has the size of the finished picture. */
export interface Canvas {
  readonly picture: Picture;
  readonly mask: Mask;
  /** How much of what was drawn is seen: the mask, feathered. */
  readonly share: Mask;
}

type Placed = Pick<GenerateRequest, 'startImage' | 'mask' | 'outpaint' | 'width' | 'height' | 'feather'>;

/** What a request changes of its start image and what it keeps; undefined if it keeps nothing by the pixel. */
export function canvasOf({ startImage, mask, outpaint, width, height, feather = 0 }: Placed): Canvas | undefined {
  if (!startImage || (!mask && !outpaint)) return undefined;
  const own = mask && maskOf(mask);
  if (!outpaint) return { picture: startImage, mask: own!, share: feathered(own!, feather) };
  const { x, y } = middle(startImage, { width, height });
  const data = new Uint8ClampedArray(width * height).fill(255);
  for (let row = 0; row < startImage.height; row++) {
    const from = (y + row) * width + x;
    if (!own) data.fill(0, from, from + startImage.width);
    else data.set(own.data.subarray(row * own.width, (row + 1) * own.width), from);
  }
  const picture = extended(startImage, { width, height }, { x, y });
  const whole: Mask = { width, height, channels: 1, data };
  return { picture, mask: whole, share: feathered(whole, feather) };
}

/** Where a picture lies in the middle of a larger one. */
function middle(inner: Size, outer: Size): { x: number; y: number } {
  return { x: Math.floor((outer.width - inner.width) / 2), y: Math.floor((outer.height - inner.height) / 2) };
}

/** A larger picture with this one at a place; what is around it repeats its edges. */
export function extended(picture: Picture, { width, height }: Size, { x, y }: { x: number; y: number }): Picture {
  // pixels are read as whole words, which begin at every fourth byte
  const bytes = picture.data.byteOffset % 4 === 0 ? picture.data : picture.data.slice();
  const from = new Uint32Array(bytes.buffer, bytes.byteOffset, picture.width * picture.height);
  const pixels = new Uint32Array(width * height);
  for (let row = 0; row < height; row++) {
    const start = clamp(row - y, picture.height) * picture.width;
    for (let column = 0; column < width; column++) {
      pixels[row * width + column] = from[start + clamp(column - x, picture.width)]!;
    }
  }
  return { width, height, data: new Uint8ClampedArray(pixels.buffer) };
}

function clamp(at: number, length: number): number {
  return Math.min(Math.max(at, 0), length - 1);
}

/** A picture of the finished size with what is cut off of the trained shape around it, to be resized to that shape. */
export function uncropped(picture: Picture, { generatedWidth, generatedHeight, resizeTo, crop }: SizePlan): Picture {
  if (!crop) return picture;
  return extended(picture, resizeTo ?? { width: generatedWidth, height: generatedHeight }, crop);
}

/**
 * The picture with what was drawn in the changed part. Where the mask is 0 every byte is the picture's. A feathered edge
 * that would be steeper than what is inside of it, as other colours were drawn there, fades in gently.
 */
export function composed(drawn: Picture, { picture, mask, share }: Canvas): Picture {
  const mixed = mixedBy(share, drawn, picture);
  return share !== mask && isSteep(mixed, mask) ? mixedBy(eased(share), drawn, picture) : mixed;
}

/** Byte by byte: (α · drawn + (255 − α) · picture + 127) div 255. */
function mixedBy({ data: shares }: Mask, drawn: Picture, picture: Picture): Picture {
  const data = new Uint8ClampedArray(drawn.data.length);
  for (let at = 0; at < data.length; at++) {
    const share = shares[at >> 2]!;
    data[at] = Math.trunc((share * drawn.data[at]! + (255 - share) * picture.data[at]! + 127) / 255);
  }
  return { width: drawn.width, height: drawn.height, data };
}
