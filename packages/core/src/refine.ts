import type { Picture } from './image/picture.ts';
import { enlarged } from './image/pixels.ts';
import type { GeneratedPicture, GenerateOptions } from './pipeline.ts';
import type { Progress } from './progress.ts';
import { type GenerateRequest, requestOfPicture } from './request/index.ts';

/** How a pass is run. */
export interface PassOptions extends GenerateOptions {
  /** At exactly this size, which a picture to start from has, rather than at the nearest trained shape. */
  readonly isExact?: boolean;
  /** Nobody sees it, so nobody needs to look at it. */
  readonly isUnseen?: boolean;
}

export type Pass = (request: GenerateRequest, options: PassOptions) => Promise<readonly GeneratedPicture[]>;

/**
 * Pictures `refine` times as large as asked for: each is drawn as ever, unless it is there already as the start image, and
 * then drawn over at that size with `strength`. The autoencoder works in its tiles; the transformer sees all at once.
 */
export async function refinedPictures(
  request: GenerateRequest & { readonly refine: number },
  pass: Pass,
  options: GenerateOptions,
): Promise<GeneratedPicture[]> {
  const { refine, startImage, strength: _, ...plain } = request;
  const first = startImage ? 0 : 1 / (1 + SECOND_COST * refine ** 2);
  const { onPicture, onPreview: __, ...rest } = options;
  const pictures: GeneratedPicture[] = [];
  // a pass tells what LoRAs it was made with, so that the next reads none of them again
  let { loras } = request;
  const draw = async (own: GenerateRequest, ways: PassOptions): Promise<GeneratedPicture> => {
    const [picture] = await pass({ ...own, ...(loras && { loras }) }, ways);
    ({ loras } = picture!.request);
    return picture!;
  };
  for (let index = 0; index < request.count; index++) {
    const own = requestOfPicture(request, index);
    const part = (from: number, to: number): Pick<GenerateOptions, 'onProgress'> => ({
      onProgress: progress => options.onProgress?.(within(progress, { from, to, index, count: request.count })),
    });
    const base: Picture =
      startImage ?? (await draw(requestOfPicture(plain, index), { ...rest, ...part(0, first), isUnseen: true }));
    const size = { width: refine * request.width, height: refine * request.height };
    const { refine: ___, ...again } = own;
    const picture = await draw(
      { ...again, ...size, startImage: enlarged(base, size) },
      { ...rest, ...part(first, 1), isExact: true },
    );
    // with what the pass knows of what it was made with
    const { controlnet } = picture.request;
    const made = { ...own, ...(loras && { loras }), ...(controlnet !== undefined && { controlnet }) };
    const finished = { ...picture, request: made };
    pictures.push(finished);
    onPicture?.(finished, index);
  }
  return pictures;
}

/** Of the second pass, whose steps are few, for each time that its area is that of the first. */
const SECOND_COST = 0.5;

function within(
  { secondsLeft: _, ...progress }: Progress,
  { from, to, index, count }: { from: number; to: number; index: number; count: number },
): Progress {
  const fraction = (index + from + (to - from) * progress.fraction) / count;
  return { ...progress, fraction, picture: index, pictures: count };
}
