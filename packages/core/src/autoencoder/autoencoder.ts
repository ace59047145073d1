import type { AutoencoderConfig } from '../checkpoint/layout/config.ts';
import type { ModelFolder } from '../checkpoint/layout/model-folder.ts';
import { Parameters } from '../graph/parameters.ts';
import { WINOGRAD_GRID } from '../graph/winograd.ts';
import type { Raster } from '../image/picture.ts';
import { PIXELS_PER_LATENT } from '../prompt/size-bins.ts';
import { memoryPlan } from '../runtime/memory-tier.ts';
import type { ProgramCache } from '../runtime/program-cache.ts';
import { type FloatTensor, type LoadOptions, throwIfCancelled } from '../runtime/session.ts';
import { decoderHeadProgram, decoderTailProgram, PIXEL_CHANNELS } from './decoder.ts';
import { encoderBackProgram, encoderFrontProgram } from './encoder.ts';
import { stagesOf } from './stages.ts';
import {
  copyRectangle,
  decoderTiling,
  encoderTiling,
  type Plane,
  planTiles,
  type Rectangle,
  type Tile,
} from './tiling.ts';

export interface AutoencoderOptions extends LoadOptions {
  readonly onTile?: ((done: number, tiles: number) => void) | undefined;
}

/** The DC-AE: pictures to latents and back. Only the convolution stages are tiled, with halos that make it exact. */
export class Autoencoder {
  readonly #model: ModelFolder['autoencoder'];
  readonly #programs: ProgramCache;
  readonly #tilePixels: number;
  readonly #hasRoom: boolean;

  /**
   * @param tilePixels largest side of what is convolved at full resolution at once; bounds the memory of one run
   * @param hasRoom as in MemoryPlan; default: as the runtime found it
   */
  constructor(
    model: ModelFolder['autoencoder'],
    programs: ProgramCache,
    tilePixels: number,
    hasRoom = memoryPlan(programs.runtime.memoryTier).hasRoom,
  ) {
    this.#model = model;
    this.#programs = programs;
    this.#tilePixels = tilePixels;
    this.#hasRoom = hasRoom;
  }

  /**
   * @param latent [height·width, 32] in the transformer's scale
   * @returns [32·height, 32·width, 4], about −1…1; the fourth channel is empty
   */
  async decode(
    latent: Float32Array,
    height: number,
    width: number,
    options: AutoencoderOptions = {},
  ): Promise<Raster<Float32Array>> {
    const { runtime } = this.#programs;
    const { scaling_factor: factor, latent_channels: channels } = this.#model.config;
    const { scale, halo } = decoderTiling(this.#model.config);
    const unscaled = runtime.floats(
      latent.map(value => value / factor),
      [1, height, width, channels],
    );
    const head = await this.#load('decoder head', decoderHeadProgram, options);
    const features = (await head.run({ latent: unscaled })).features!;
    const [gridHeight, gridWidth] = gridOf(features);
    const raster = emptyRaster(PIXELS_PER_LATENT * width, PIXELS_PER_LATENT * height, PIXEL_CHANNELS);
    try {
      const onGrid = this.#takesGrid(gridHeight, gridWidth);
      const grid = onGrid ? WINOGRAD_GRID : 1;
      const tail = await this.#load(`decoder tail${onGrid ? ' on a grid' : ''}`, decoderTailProgram, options, onGrid);
      const scales = { sourceScale: 1, destinationScale: scale, grid };
      const tiles = planTiles({ height: gridHeight, width: gridWidth, tile: this.#tile(scale), halo, ...scales });
      const run = async (source: Rectangle): Promise<Plane> => {
        const from = runtime.ints([source.top, source.left]);
        const to = runtime.ints([source.top + source.height, source.left + source.width]);
        const { pixels } = await tail.run({ features, from, to });
        return { data: await takeFloats(pixels!), width: source.width * scale, channels: PIXEL_CHANNELS };
      };
      await assemble(raster, tiles, run, options);
    } finally {
      features.dispose();
    }
    return raster;
  }

  /**
   * @param image [32·h, 32·w, 3], −1…1
   * @returns [h·w, 32] in the transformer's scale
   */
  async encode(image: Raster<Float32Array>, options: AutoencoderOptions = {}): Promise<Float32Array> {
    const { runtime } = this.#programs;
    const { config } = this.#model;
    const { scale, halo } = encoderTiling(config);
    const { whole, all } = stagesOf('encoder', config);
    const { channels } = whole[0] ?? all.at(-1)!;
    const features = emptyRaster(image.width / scale, image.height / scale, channels);
    const scales = { sourceScale: scale, destinationScale: 1 };
    const { height, width } = features;
    const tiles = planTiles({ height, width, tile: this.#tile(scale), halo, ...scales });
    const front = await this.#load('encoder front', encoderFrontProgram, options);
    const run = async (source: Rectangle): Promise<Plane> => {
      const part = emptyRaster(source.width, source.height, image.channels);
      copyRectangle(image, source, part, 0, 0);
      const result = await front.run({ image: runtime.floats(part.data, [1, part.height, part.width, part.channels]) });
      return { data: await takeFloats(result.features!), width: source.width / scale, channels };
    };
    await assemble(features, tiles, run, options);
    const back = await this.#load('encoder back', encoderBackProgram, options);
    const { latent } = await back.run({ features: runtime.floats(features.data, [1, height, width, channels]) });
    return (await takeFloats(latent!)).map(value => value * config.scaling_factor);
  }

  /** Largest side of a tile on a grid that is `scale` times as coarse as the picture. */
  #tile(scale: number): number {
    return Math.max(1, Math.floor(this.#tilePixels / scale));
  }

  /**
   * Whether the decoder's convolutions may take fewer products: on the processor, where the memory that this takes is there;
   * in WebAssembly it was not measured.
   */
  #takesGrid(height: number, width: number): boolean {
    if (this.#programs.runtime.device !== 'cpu' || !this.#hasRoom) return false;
    return height % WINOGRAD_GRID === 0 && width % WINOGRAD_GRID === 0;
  }

  #load(key: string, program: typeof decoderHeadProgram, options: LoadOptions, onGrid = false) {
    const graphOptions = { ...this.#programs.graphOptions, onGrid };
    const { config, tensors }: { config: AutoencoderConfig; tensors: ModelFolder['autoencoder']['tensors'] } =
      this.#model;
    return this.#programs.get(key, () => program(config, new Parameters(tensors), graphOptions), options);
  }
}

/** Computes `whole` tile by tile. @param run gives the result for a part of the input, halo included */
async function assemble(
  whole: Raster<Float32Array>,
  tiles: readonly Tile[],
  run: (source: Rectangle) => Promise<Plane>,
  { signal, onTile }: AutoencoderOptions,
): Promise<void> {
  onTile?.(0, tiles.length);
  for (const [index, { source, destination, crop }] of tiles.entries()) {
    throwIfCancelled(signal);
    copyRectangle(await run(source), { ...destination, ...crop }, whole, destination.top, destination.left);
    onTile?.(index + 1, tiles.length);
  }
}

function gridOf(features: FloatTensor): [height: number, width: number] {
  const [, height, width] = features.dims;
  return [height!, width!];
}

function emptyRaster(width: number, height: number, channels: number): Raster<Float32Array> {
  return { width, height, channels, data: new Float32Array(width * height * channels) };
}

/** The values of a result that nothing else needs. */
async function takeFloats(tensor: FloatTensor): Promise<Float32Array> {
  const values = (await tensor.getData(true)) as Float32Array;
  tensor.dispose();
  return values;
}
