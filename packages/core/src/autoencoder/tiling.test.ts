import { describe, expect, it } from 'vitest';
import { nodeRuntime } from '../node/runtime.ts';
import { type FormName, openForm, type Picture, picture, relativeError } from './autoencoder.fixture.ts';
import { decoderHeadProgram, decoderTailProgram } from './decoder.ts';
import { encoderFrontProgram } from './encoder.ts';
import { copyRectangle, decoderTiling, encoderTiling, type Plane, planTiles, type Rectangle } from './tiling.ts';

const runtime = await nodeRuntime();
const FORMS = ['sana', 'sana15', 'interpolate', 'pixel_shuffle', 'lite'] as const;

const plane = ({ dims, data }: Picture): Plane => ({ data, width: dims[2]!, channels: dims[3]! });
const options = { target: runtime.target, segmentBytes: 2 ** 30 };

interface Tiled {
  readonly run: (tile: number, halo: number) => Promise<Picture>;
  readonly whole: Picture;
  readonly halo: number;
  /** Two tiles each way, as nearly. */
  readonly half: number;
}

/** @param make what the network makes of a rectangle @param grid height and width of the features */
async function tiled(
  grid: readonly [number, number],
  { halo, ...scales }: { halo: number; sourceScale: number; destinationScale: number },
  make: (source: Rectangle) => Promise<Picture>,
): Promise<Tiled> {
  const [height, width] = grid;
  const { sourceScale: scale } = scales;
  const whole = await make({ top: 0, left: 0, height: height * scale, width: width * scale });
  const run = async (tile: number, margin: number) => {
    const result = { dims: whole.dims, data: new Float32Array(whole.data.length) };
    for (const { source, destination, crop } of planTiles({ height, width, tile, halo: margin, ...scales })) {
      const part = plane(await make(source));
      copyRectangle(part, { ...destination, ...crop }, plane(result), destination.top, destination.left);
    }
    return result;
  };
  return { run, whole, halo, half: Math.ceil(Math.max(height, width) / 2) };
}

async function tiledDecoder(name: FormName): Promise<Tiled> {
  const { config, parameters, expected } = await openForm(name);
  const { scale, halo } = decoderTiling(config);
  const latent = await expected('ae.latent');
  const head = await runtime.load(decoderHeadProgram(config, parameters, options));
  const features = (await head.run({ latent: runtime.floats(latent.data, latent.dims) })).features!;
  const tail = await runtime.load(decoderTailProgram(config, parameters, options));
  const [, height = 0, width = 0] = features.dims;
  return tiled([height, width], { halo, sourceScale: 1, destinationScale: scale }, async source => {
    const from = runtime.ints([source.top, source.left]);
    const to = runtime.ints([source.top + source.height, source.left + source.width]);
    return picture((await tail.run({ features, from, to })).pixels!);
  });
}

async function tiledEncoder(name: FormName): Promise<Tiled> {
  const { config, parameters, expected } = await openForm(name);
  const { scale, halo } = encoderTiling(config);
  const image = await expected('ae.image');
  const front = await runtime.load(encoderFrontProgram(config, parameters, options));
  const [height, width] = [image.dims[1]! / scale, image.dims[2]! / scale];
  return tiled([height, width], { halo, sourceScale: scale, destinationScale: 1 }, async source => {
    const part = { data: new Float32Array(source.height * source.width * 3), width: source.width, channels: 3 };
    copyRectangle(plane(image), source, part, 0, 0);
    const cut = runtime.floats(part.data, [1, source.height, source.width, 3]);
    return picture((await front.run({ image: cut })).features!);
  });
}

describe.each(FORMS)('tiles of %s', name => {
  it.each(Object.entries({ decode: tiledDecoder, encode: tiledEncoder }))(
    '%s to the same as the whole, whatever their size, and with no smaller halo',
    async (_, prepare) => {
      const { run, whole, halo, half } = await prepare(name);
      for (const tile of [3, 5, 8, half]) {
        expect(relativeError(await run(tile, halo), whole), `tile ${tile}`).toBeLessThan(1e-5);
      }
      // the outermost of what eight of its blocks see counts for less than rounding does
      if (name !== 'lite') expect(relativeError(await run(half, halo - 1), whole)).toBeGreaterThan(1e-4);
    },
  );
});

describe('the plan of tiles', () => {
  const plan = { height: 10, width: 7, tile: 4, halo: 2, sourceScale: 1, destinationScale: 8 };

  it('covers every output pixel once', () => {
    const count = new Uint8Array(80 * 56);
    for (const { destination } of planTiles(plan)) {
      for (let y = 0; y < destination.height; y++) {
        for (let x = 0; x < destination.width; x++) count[(destination.top + y) * 56 + destination.left + x]! += 1;
      }
    }
    expect(count.every(times => times === 1)).toBe(true);
  });

  it('gives tiles a halo, except at the border', () => {
    expect(planTiles(plan)[0]).toEqual({
      source: { top: 0, left: 0, height: 5, width: 5 },
      destination: { top: 0, left: 0, height: 24, width: 24 },
      crop: { top: 0, left: 0 },
    });
    expect(planTiles(plan)[3]).toEqual({
      source: { top: 1, left: 1, height: 7, width: 6 },
      destination: { top: 24, left: 24, height: 24, width: 32 },
      crop: { top: 16, left: 16 },
    });
  });

  it('is one tile when everything fits into one', () => {
    expect(planTiles({ ...plan, tile: 10 })).toHaveLength(1);
  });
});

it('begins and ends tiles on the grid that they are told, with no less around them', () => {
  const scales = { sourceScale: 1, destinationScale: 8 };
  for (const [height, width, tile, halo] of [
    [64, 64, 64, 7],
    [120, 68, 32, 7],
    [36, 200, 50, 5],
    [4, 12, 3, 1],
  ] as const) {
    const free = planTiles({ height, width, tile, halo, ...scales });
    const onGrid = planTiles({ height, width, tile, halo, grid: 4, ...scales });
    expect(onGrid.map(({ destination }) => destination)).toEqual(free.map(({ destination }) => destination));
    for (const [index, { source, crop, destination }] of onGrid.entries()) {
      const wanted = free[index]!.source;
      expect([source.top, source.left, source.height, source.width].map(edge => edge % 4)).toEqual([0, 0, 0, 0]);
      expect(source.top).toBeLessThanOrEqual(wanted.top);
      expect(source.left).toBeLessThanOrEqual(wanted.left);
      expect(source.top + source.height).toBeGreaterThanOrEqual(wanted.top + wanted.height);
      expect(source.left + source.width).toBeGreaterThanOrEqual(wanted.left + wanted.width);
      expect(source.top + source.height).toBeLessThanOrEqual(height);
      expect(source.left + source.width).toBeLessThanOrEqual(width);
      expect([8 * source.top + crop.top, 8 * source.left + crop.left]).toEqual([destination.top, destination.left]);
    }
  }
});
