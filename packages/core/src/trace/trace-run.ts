import { Autoencoder } from '../autoencoder/autoencoder.ts';
import { Denoiser } from '../diffusion/denoiser.ts';
import { toChannelsFirst, toTokens } from '../diffusion/layout.ts';
import { TorchGenerator } from '../diffusion/noise.ts';
import { solverPlan } from '../diffusion/solvers.ts';
import { FAMILIES } from '../families/families.ts';
import { PIXELS_PER_LATENT } from '../prompt/size-bins.ts';
import { PromptConditioner } from '../text/prompt-conditioner.ts';
import type { TraceContext } from './trace.ts';
import { withoutPadding } from './trace-autoencoder.ts';

/** The seeds of make_reference.py: the first noise, and what SCM adds between its steps. */
const NOISE_SEED = 42;
const SCM_SEED = 7;

/** The whole pipeline from the first prompt: noise, the latent after every step, the picture. */
export async function traceRun(context: TraceContext): Promise<void> {
  const latent = await traceDenoising(context);
  const { model, note, programs, emit } = context;
  const autoencoder = new Autoencoder(model.autoencoder, programs, Math.max(note.height, note.width));
  const { data } = await autoencoder.decode(latent, note.height / PIXELS_PER_LATENT, note.width / PIXELS_PER_LATENT);
  const image = withoutPadding(data, 3).map(value => Math.min(1, Math.max(0, value * 0.5 + 0.5)));
  emit('run.image', [note.height, note.width, 3], image);
}

/** From the first prompt and the noise of a seed to the final latent, which it returns, [H·W, channels]. */
export async function traceDenoising({ model, note, programs, emit }: TraceContext): Promise<Float32Array> {
  const { config } = model.transformer;
  const channels = config.in_channels;
  const [height, width] = [note.height / PIXELS_PER_LATENT, note.width / PIXELS_PER_LATENT];
  const noise = new TorchGenerator(NOISE_SEED).randn(channels * height * width);
  emit('run.noise_seed42', [1, channels, height, width], noise);

  const conditioner = new PromptConditioner({ ...model, settings: {} }, programs);
  const prompt = await conditioner.prompt(note.prompts[0]!);
  const guided = FAMILIES[model.family].guidance === 'second-pass';
  const negative = guided ? await conditioner.negative('') : undefined;
  const plan = solverPlan(model.scheduler, { steps: note.steps });
  const denoiser = new Denoiser(model.transformer, programs);
  const guidanceScale = note.guidance_scale;
  const prepared = await denoiser.prepare({ prompt, negative, guidanceScale, plan, height, width });

  // the reference counts SCM's latents in units of the data, this engine in units of σ_data
  const unit = 'sigma_data' in model.scheduler ? model.scheduler.sigma_data : 1;
  const latents = new Float32Array(plan.steps.length * noise.length);
  const generator = new TorchGenerator(SCM_SEED);
  const fresh = () => toTokens(generator.randn(noise.length), channels);
  const final = await denoiser.run(prepared, toTokens(noise, channels), fresh, {
    onStep: async (done, { next }) => {
      const step = toChannelsFirst(await next(), channels).map(value => value * unit);
      latents.set(step, (done - 1) * noise.length);
    },
  });
  emit('run.latents', [plan.steps.length, 1, channels, height, width], latents);
  denoiser.release(prepared);
  await conditioner.dispose();
  return final;
}
