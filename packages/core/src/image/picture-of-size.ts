import type { SizePlan } from '../prompt/size-bins.ts';
import { resizeBilinear } from './bilinear.ts';
import type { Picture, Raster, Size } from './picture.ts';
import { pictureFromDecoded } from './pixels.ts';

/**
 * What was decoded as the picture that was asked for: resized from the trained shape and cropped.
 * @param decoded [height, width, 3 or more], −1…1
 */
export function pictureOf(
  decoded: Raster<Float32Array>,
  request: Size,
  { resizeTo, crop }: Pick<SizePlan, 'resizeTo' | 'crop'>,
): Picture {
  const window = { ...(crop ?? { x: 0, y: 0 }), width: request.width, height: request.height };
  return pictureFromDecoded(resizeBilinear(decoded, resizeTo ?? decoded, window));
}

/** The same of a picture that was made elsewhere, in 8 bits. One that needs neither is returned as it is. */
export function pictureOfSize(made: Picture, request: Size, plan: Pick<SizePlan, 'resizeTo' | 'crop'>): Picture {
  if (!plan.resizeTo && !plan.crop) return made;
  const { width, height } = made;
  const data = Float32Array.from({ length: 3 * width * height }, (_, at) => {
    return made.data[4 * Math.trunc(at / 3) + (at % 3)]! / 127.5 - 1;
  });
  return pictureOf({ width, height, channels: 3, data }, request, plan);
}

/** The same in another scale, to the nearest pixel. */
export function scaledPicture(decoded: Raster<Float32Array>, request: Size, size: SizePlan, scale: number): Picture {
  const side = (pixels: number) => Math.max(1, Math.round(pixels * scale));
  const { width, height } = size.resizeTo ?? { width: size.generatedWidth, height: size.generatedHeight };
  const resizeTo = { width: side(width), height: side(height) };
  const asked = {
    width: Math.min(side(request.width), resizeTo.width),
    height: Math.min(side(request.height), resizeTo.height),
  };
  const { x, y } = size.crop ?? { x: 0, y: 0 };
  const crop = {
    x: Math.min(Math.round(x * scale), resizeTo.width - asked.width),
    y: Math.min(Math.round(y * scale), resizeTo.height - asked.height),
  };
  return pictureOf(decoded, asked, { ...size, resizeTo, crop });
}
