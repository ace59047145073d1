import { Autoencoder } from '../autoencoder/autoencoder.ts';
import { decoderHeadProgram, decoderTailProgram, PIXEL_CHANNELS } from '../autoencoder/decoder.ts';
import { copyRectangle } from '../autoencoder/tiling.ts';
import { toChannelsFirst, toTokens } from '../diffusion/layout.ts';
import { Parameters } from '../graph/parameters.ts';
import type { TraceContext } from './trace.ts';

/** The reference keeps at most this many rows and columns of what a stage gives out. */
const CORNER = 8;

/** The autoencoder both ways, on given images and latents, with what every stage of the decoder gives out. */
export async function traceAutoencoder({ model, expected, programs, emit }: TraceContext): Promise<void> {
  const { config, tensors } = model.autoencoder;
  const { runtime } = programs;
  const shapeOf = (name: string) => expected.entries.get(name)!.shape as [number, number, number, number];

  const [, colours, imageHeight, imageWidth] = shapeOf('ae.image');
  const autoencoder = new Autoencoder(model.autoencoder, programs, Math.max(imageHeight, imageWidth));
  const image = toTokens(await expected.readFloat32('ae.image'), colours);
  const encoded = await autoencoder.encode({ height: imageHeight, width: imageWidth, channels: colours, data: image });
  const unscaled = encoded.map(value => value / config.scaling_factor);
  emit('ae.encoded', shapeOf('ae.encoded'), toChannelsFirst(unscaled, config.latent_channels));

  const [, channels, height, width] = shapeOf('ae.latent');
  const latent = toTokens(await expected.readFloat32('ae.latent'), channels);
  const options = { target: runtime.target, segmentBytes: runtime.segmentBytes, taps: true };
  const parameters = new Parameters(tensors);
  const head = await programs.get('decoder head taps', () => decoderHeadProgram(config, parameters, options));
  const tail = await programs.get('decoder tail taps', () => decoderTailProgram(config, parameters, options));
  const { features, ...deep } = await head.run({ latent: runtime.floats(latent, [1, height, width, channels]) });
  const [from, to] = [runtime.ints([0, 0]), runtime.ints([features!.dims[1]!, features!.dims[2]!])];
  const { pixels, ...shallow } = await tail.run({ features: features!, from, to });
  for (const [name, tensor] of Object.entries({ ...deep, ...shallow })) {
    const [, rows = 0, columns = 0, depth = 0] = tensor.dims;
    const image = { data: (await tensor.getData(true)) as Float32Array, width: columns, channels: depth };
    const [height, width] = [Math.min(rows, CORNER), Math.min(columns, CORNER)];
    const corner = { data: new Float32Array(height * width * depth), width, channels: depth };
    copyRectangle(image, { top: 0, left: 0, height, width }, corner, 0, 0);
    emit(`ae.${name}`, [1, depth, height, width], toChannelsFirst(corner.data, depth));
  }
  const decoded = (await pixels!.getData(true)) as Float32Array;
  emit('ae.decoded', shapeOf('ae.decoded'), toChannelsFirst(withoutPadding(decoded, colours), colours));
}

/** Drops the decoder's empty fourth channel. */
export function withoutPadding(pixels: Float32Array, channels: number): Float32Array {
  return pixels.filter((_, index) => index % PIXEL_CHANNELS < channels);
}
