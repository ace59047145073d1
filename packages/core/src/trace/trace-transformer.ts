import { crossAttentionForm } from '../diffusion/attention.ts';
import { captionProgram } from '../diffusion/caption.ts';
import { captionFeeds, geometryFeeds, stepFeeds, timeFeeds } from '../diffusion/denoiser-inputs.ts';
import { toChannelsFirst, toTokens } from '../diffusion/layout.ts';
import { Modulation } from '../diffusion/modulation.ts';
import type { SolverStep } from '../diffusion/plan.ts';
import { timeProgram } from '../diffusion/time-embedding.ts';
import { denoiserProgram } from '../diffusion/transformer.ts';
import { FAMILIES } from '../families/families.ts';
import { Parameters } from '../graph/parameters.ts';
import type { TraceContext } from './trace.ts';

/** Makes `clean` the network's output itself. */
const VELOCITY_ONLY: Omit<SolverStep, 'timestep'> = {
  inputScale: 1,
  cleanFromX: 0,
  cleanFromV: 1,
  nextFromX: 0,
  nextFromClean: 0,
  nextFromPrevious: 0,
  nextFromNoise: 0,
  levelAfter: { image: 1, noise: 0 },
};

/** One call of the transformer on given latents, hidden states and times, with what every block gives out. */
export async function traceTransformer({ model, expected, programs, emit }: TraceContext): Promise<void> {
  const { config, tensors } = model.transformer;
  const { runtime } = programs;
  const parameters = new Parameters(tensors);
  const graph = { target: runtime.target, segmentBytes: runtime.segmentBytes };
  const shapeOf = (name: string) => expected.entries.get(name)!.shape as [number, number, number, number];
  const read = (name: string) => expected.readFloat32(name);

  const [batch, channels, height, width] = shapeOf('dit.latent');
  const [, length] = shapeOf('dit.hidden');
  const [latents, hidden, mask, times] = await Promise.all([
    read('dit.latent'),
    read('dit.hidden'),
    read('dit.mask'),
    read('dit.timestep'),
  ]);
  const guidance = FAMILIES[model.family].guidance === 'embedded' ? (await read('dit.guidance'))[0]! : 0;

  const time = await programs.get('time', () => timeProgram(config, parameters, graph));
  const embedded = await time.run(timeFeeds(runtime, config, [...times], guidance));
  const floats = async (name: string) => (await embedded[name]!.getData(true)) as Float32Array;
  const modulation = new Modulation(runtime, {
    blocks: await floats('modulation'),
    out: await floats('modulation.out'),
    layers: config.num_layers,
    width: config.num_attention_heads * config.attention_head_dim,
  });
  emit('dit.time_embed', shapeOf('dit.time_embed'), await floats('time_embed'));

  const gathered = new Map<string, Float32Array[]>();
  const gather = (name: string, values: Float32Array) => gathered.set(name, [...(gathered.get(name) ?? []), values]);
  for (let item = 0; item < batch; item++) {
    const rows = mask.subarray(item * length, (item + 1) * length);
    const count = rows.reduce((sum, value) => sum + value, 0);
    const form = crossAttentionForm(config, length);
    const options = { ...graph, form, taps: true };
    const caption = await programs.get('caption taps', () =>
      captionProgram(config, parameters, { ...options, batch: 1 }),
    );
    // all rows go in, because the reference shows what becomes of masked ones too; the mask hides them behind that
    const text = {
      count: length,
      values: hidden.subarray(item * length * config.caption_channels, (item + 1) * length * config.caption_channels),
    };
    const feeds = captionFeeds(runtime, config, [text]);
    (feeds.mask!.data as Float32Array).fill(-10_000, count);
    const { caption_norm: captionNorm, ...conditioning } = await caption.run(feeds);
    gather('dit.caption_norm', (await captionNorm!.getData(true)) as Float32Array);

    const denoiser = await programs.get('transformer taps', () =>
      denoiserProgram(config, parameters, {
        ...options,
        apart: runtime.keepsTensors,
        guided: false,
        drawsNoise: false,
        clipsClean: false,
      }),
    );
    const size = channels * height * width;
    const latent = toTokens(latents.subarray(item * size, (item + 1) * size), channels);
    const dims = [1, height * width, channels];
    const results = await denoiser.run({
      ...conditioning,
      ...geometryFeeds(runtime, config, height, width),
      ...stepFeeds(
        runtime,
        { ...VELOCITY_ONLY, timestep: times[item]! },
        { guidanceScale: 1 },
        { drawsNoise: false, passes: { guided: false, perturbed: false } },
      ),
      ...modulation.feeds(item),
      latent: runtime.floats(latent, dims),
      previous: runtime.floats(new Float32Array(size), dims),
    });
    for (const [name, tensor] of Object.entries(results)) {
      const values = (await tensor.getData(true)) as Float32Array;
      if (name === 'velocity') gather('dit.out', toChannelsFirst(values, channels));
      else if (name === 'patch_embed' || name.startsWith('block')) gather(`dit.${name}`, values);
    }
  }
  modulation.release();
  for (const [name, parts] of gathered) emit(name, shapeOf(name), join(parts));
}

function join(parts: readonly Float32Array[]): Float32Array {
  const joined = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
