/** Pixels per latent position, in both directions. */
export const PIXELS_PER_LATENT = 32;
/** Latent side of the smallest model, in which the table below counts. */
const SMALLEST_SAMPLE = 16;
/** The sample sizes that have trained shapes, over the smallest. */
const BINNED_SCALES = [1, 2, 4, 8];
const LARGE_ONLY = true;

/**
 * The shapes that the models were trained on: height over width as the reference labels it (rounded, and compared as
 * such), latent height and width of the 512 px model, and whether only the 2048 and 4096 px models know it.
 */
// biome-ignore format: a table reads best as one
const BINS: readonly (readonly [ratio: number, height: number, width: number, largeOnly?: true])[] = [
  [0.25, 8, 32], [0.26, 8, 31, LARGE_ONLY], [0.27, 8, 30, LARGE_ONLY], [0.28, 8, 29], [0.32, 9, 28], [0.33, 9, 27],
  [0.35, 9, 26], [0.4, 10, 25], [0.42, 10, 24], [0.48, 11, 23], [0.5, 11, 22], [0.52, 11, 21],
  [0.57, 12, 21], [0.6, 12, 20], [0.68, 13, 19], [0.72, 13, 18], [0.78, 14, 18], [0.82, 14, 17],
  [0.88, 15, 17], [0.94, 15, 16], [1, 16, 16], [1.07, 16, 15], [1.13, 17, 15], [1.21, 17, 14],
  [1.29, 18, 14], [1.38, 18, 13], [1.46, 19, 13], [1.67, 20, 12], [1.75, 21, 12], [2, 22, 11],
  [2.09, 23, 11], [2.4, 24, 10], [2.5, 25, 10], [2.89, 26, 9, LARGE_ONLY], [3, 27, 9], [3.11, 28, 9, LARGE_ONLY],
  [3.62, 29, 8, LARGE_ONLY], [3.75, 30, 8, LARGE_ONLY], [3.88, 31, 8, LARGE_ONLY], [4, 32, 8],
];

/** How a picture of the requested size comes about. All in pixels but the latent's sides. */
export interface SizePlan {
  readonly latentHeight: number;
  readonly latentWidth: number;
  readonly generatedHeight: number;
  readonly generatedWidth: number;
  /** Bilinear, after decoding; absent when the generated size is already right. */
  readonly resizeTo?: { readonly width: number; readonly height: number };
  /** Top left corner of the requested size; absent when nothing is cut off. */
  readonly crop?: { readonly x: number; readonly y: number };
}

export interface SizeRequest {
  /** Pixels of the finished picture, within the limits of a request. */
  readonly width: number;
  readonly height: number;
  /** Latent side the transformer was trained at (`sample_size`). */
  readonly sampleSize: number;
  /** Generate at the nearest trained shape, then resize and crop. */
  readonly binning: boolean;
}

/** Whether a model bins: what its settings say; otherwise models of 512 to 4096 px do, as in the reference. */
export function usesBinning(sampleSize: number, setting: boolean | undefined): boolean {
  return setting ?? BINNED_SCALES.includes(sampleSize / SMALLEST_SAMPLE);
}

/**
 * The reference's resolution binning. Without it a picture is generated at its own size, rounded up to a multiple of
 * 32 and cropped around the centre: a latent cannot be finer.
 */
export function planSize(request: SizeRequest): SizePlan {
  const { width, height, sampleSize } = request;
  const bin = request.binning ? nearestBin(height / width, sampleSize) : undefined;
  const latent = bin ?? {
    latentHeight: Math.ceil(height / PIXELS_PER_LATENT),
    latentWidth: Math.ceil(width / PIXELS_PER_LATENT),
  };
  const generatedHeight = latent.latentHeight * PIXELS_PER_LATENT;
  const generatedWidth = latent.latentWidth * PIXELS_PER_LATENT;
  const generated = { ...latent, generatedHeight, generatedWidth };
  if (generatedHeight === height && generatedWidth === width) return generated;
  if (bin === undefined) return { ...generated, crop: centre(generatedWidth, generatedHeight, request) };

  const ratio = Math.max(height / generatedHeight, width / generatedWidth);
  // Rounding can leave the cut-off product one pixel short of the request; the reference then returns a smaller picture.
  const resizeTo = {
    width: Math.max(Math.trunc(generatedWidth * ratio), width),
    height: Math.max(Math.trunc(generatedHeight * ratio), height),
  };
  const cropped = resizeTo.width !== width || resizeTo.height !== height;
  return { ...generated, resizeTo, ...(cropped && { crop: centre(resizeTo.width, resizeTo.height, request) }) };
}

/** Other sample sizes than those of the table have no list of shapes: theirs have about the area of the trained square. */
function nearestBin(ratio: number, sampleSize: number): Pick<SizePlan, 'latentHeight' | 'latentWidth'> {
  const scale = sampleSize / SMALLEST_SAMPLE;
  if (!BINNED_SCALES.includes(scale)) {
    const side = (length: number) => Math.max(1, Math.round(length));
    return { latentHeight: side(sampleSize * Math.sqrt(ratio)), latentWidth: side(sampleSize / Math.sqrt(ratio)) };
  }
  const [, height, width] = BINS.filter(([, , , largeOnly]) => !largeOnly || scale >= 4).reduce((nearest, bin) =>
    Math.abs(bin[0] - ratio) < Math.abs(nearest[0] - ratio) ? bin : nearest,
  );
  return { latentHeight: height * scale, latentWidth: width * scale };
}

function centre(width: number, height: number, request: SizeRequest): { x: number; y: number } {
  return { x: Math.floor((width - request.width) / 2), y: Math.floor((height - request.height) / 2) };
}
