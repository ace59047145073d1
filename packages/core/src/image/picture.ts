/** A finished picture, or one to start from. Plain data: it survives structured cloning. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** RGBA, straight alpha, row by row: 4 · width · height bytes. */
  readonly data: Uint8ClampedArray;
}

/** Rows of pixels, channels interleaved, as [height, width, channels]. */
export interface Raster<Values extends Float32Array | Uint8ClampedArray> {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly data: Values;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}
