/** A finished picture, or one to start from. Plain data: it survives structured cloning. */
export interface Picture {
  /** Pixels from left to right. */
  readonly width: number;
  /** Pixels from top to bottom. */
  readonly height: number;
  /** RGBA, straight alpha, row by row: 4 · width · height bytes. */
  readonly data: Uint8ClampedArray;
}

/** Where a picture that a request holds came from: what is kept of it with what was made of it. */
export interface PictureOrigin {
  /** Of its file. */
  readonly name?: string | undefined;
  /** Of its file's bytes, or, where it has none, of its own, in hexadecimal. */
  readonly sha256: string;
}

/** A picture that a request holds. */
export interface SourcePicture extends Picture {
  /** Where it came from, to be kept with what is made of it. */
  readonly origin?: PictureOrigin | undefined;
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
