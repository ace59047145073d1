import type { AutoencoderConfig } from '../checkpoint/layout/config.ts';
import { stagesOf } from './stages.ts';

// The tileable part of the autoencoder changes the resolution by a fixed factor. Its low-resolution side (the features)
// is the grid that tiles are counted on, so that every tile starts where a whole output pixel does.

export interface Rectangle {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
}

export interface Tile {
  /** What to cut out of the input, halo included. */
  readonly source: Rectangle;
  /** Where the result belongs in the output. */
  readonly destination: Rectangle;
  /** Where that begins inside the tile's result. */
  readonly crop: { readonly top: number; readonly left: number };
}

export interface TilingOptions {
  /** Of the whole, on the features' grid. */
  readonly height: number;
  readonly width: number;
  /** Largest side of a tile without its halo, on the features' grid. */
  readonly tile: number;
  /** What a result depends on beyond the tile on each side, on the features' grid. */
  readonly halo: number;
  /** Input and output pixels per side of one grid cell; one of them is 1. */
  readonly sourceScale: number;
  readonly destinationScale: number;
  /** What begins and ends of tiles are multiples of on the features' grid; so is the whole then. Default: 1. */
  readonly grid?: number;
}

/**
 * Tiles that cover the whole, row by row, of nearly equal sizes. At the border of the picture a tile has no halo: there
 * the zero padding of the convolutions is the right one.
 */
export function planTiles({
  height,
  width,
  tile,
  halo,
  sourceScale,
  destinationScale,
  grid = 1,
}: TilingOptions): Tile[] {
  const columns = spans(width, tile, halo, grid);
  return spans(height, tile, halo, grid).flatMap(row =>
    columns.map(column => ({
      source: scaled(
        { top: row.from, left: column.from, height: row.to - row.from, width: column.to - column.from },
        sourceScale,
      ),
      destination: scaled(
        { top: row.start, left: column.start, height: row.size, width: column.size },
        destinationScale,
      ),
      crop: { top: (row.start - row.from) * destinationScale, left: (column.start - column.from) * destinationScale },
    })),
  );
}

function spans(length: number, tile: number, halo: number, grid: number) {
  const count = Math.ceil(length / tile);
  return Array.from({ length: count }, (_, index) => {
    const start = Math.floor((index * length) / count);
    const end = Math.floor(((index + 1) * length) / count);
    const from = Math.floor(Math.max(0, start - halo) / grid) * grid;
    const to = Math.min(length, Math.ceil((end + halo) / grid) * grid);
    return { start, size: end - start, from, to };
  });
}

function scaled({ top, left, height, width }: Rectangle, scale: number): Rectangle {
  return { top: top * scale, left: left * scale, height: height * scale, width: width * scale };
}

/** A channels-last picture in memory, [height, width, channels]. */
export interface Plane {
  readonly data: Float32Array;
  readonly width: number;
  readonly channels: number;
}

/** Copies a rectangle of `from` to a place in `to`. */
export function copyRectangle(from: Plane, source: Rectangle, to: Plane, top: number, left: number): void {
  const { channels } = from;
  for (let row = 0; row < source.height; row++) {
    const start = ((source.top + row) * from.width + source.left) * channels;
    const line = from.data.subarray(start, start + source.width * channels);
    to.data.set(line, ((top + row) * to.width + left) * channels);
  }
}

/** Size ratio of the tileable part of the decoder, and the halo that makes its tiles exact. */
export function decoderTiling(config: AutoencoderConfig): { scale: number; halo: number } {
  const { all, tileable, scale, bare } = stagesOf('decoder', config);
  // Output pixels beyond the tile that an edge pixel depends on, followed from the picture back to the features.
  const enlarge = (margin: number) =>
    config.upsample_block_type === 'interpolate' ? Math.ceil((margin + 1) / 2) : Math.ceil(margin / 2) + 1;
  let margin = bare ? enlarge(0) : 1;
  for (const { index, layers } of tileable) {
    margin += 2 * layers;
    if (layers > 0 && index < all.length - 1) margin = enlarge(margin);
  }
  return { scale, halo: margin };
}

/** The same for the encoder. */
export function encoderTiling(config: AutoencoderConfig): { scale: number; halo: number } {
  const { all, tileable, scale, bare } = stagesOf('encoder', config);
  let margin = 0;
  for (const { index, layers } of tileable.toReversed()) {
    if (layers > 0 && index < all.length - 1) margin = 2 * margin + 1;
    margin += 2 * layers;
  }
  margin = bare ? 2 * margin + 1 : margin + 1;
  return { scale, halo: Math.ceil(margin / scale) };
}
