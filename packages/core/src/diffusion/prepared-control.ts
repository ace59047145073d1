import type { ControlNetwork } from '../checkpoint/layout/control-network.ts';
import { Parameters } from '../graph/parameters.ts';
import type { ProgramCache } from '../runtime/program-cache.ts';
import type { FloatTensor, LoadOptions } from '../runtime/session.ts';
import type { TextRows } from '../text/prompt-encoder.ts';
import type { CrossAttentionForm } from './attention.ts';
import { captionProgram } from './caption.ts';
import { type ControlForm, type ControlTiming, controlScaleAt } from './control.ts';
import { captionFeeds, timeFeeds } from './denoiser-inputs.ts';
import { Modulation } from './modulation.ts';
import type { SolverPlan } from './plan.ts';
import { timeProgram } from './time-embedding.ts';

/** A ControlNet and what it follows. */
export interface ControlConditioning extends ControlTiming {
  readonly network: ControlNetwork;
  /** Distinguishes its programs from those of other networks. */
  readonly key: string;
  /** Latent of the control picture, [H·W, 32]. */
  readonly image: Float32Array;
}

/** What a ControlNet's branch needs beside the transformer's inputs. */
export interface PreparedControl {
  readonly form: ControlForm;
  /** Distinguishes programs with this ControlNet from others. */
  readonly key: string;
  /** What its caption program gave out. */
  readonly texts: Readonly<Record<string, FloatTensor>>;
  step(index: number): Readonly<Record<string, FloatTensor>>;
  release(): void;
}

/** What does not change from step to step, computed once. @param halves what the passes are told, in their order */
export async function prepareControl(
  programs: ProgramCache,
  { network, key: own, image, ...timing }: ControlConditioning,
  { plan, halves, form }: { plan: SolverPlan; halves: readonly TextRows[]; form: CrossAttentionForm },
  options: LoadOptions,
): Promise<PreparedControl> {
  const { runtime, graphOptions } = programs;
  const { config, rule } = network;
  const parameters = new Parameters(network.tensors);
  const width = config.num_attention_heads * config.attention_head_dim;

  const buildTime = () => timeProgram(config, parameters, { ...graphOptions, blocksOnly: true });
  const time = await programs.get(`control time ${own}`, buildTime, options);
  const times = plan.steps.map(step => step.timestep * config.timestep_scale);
  const { modulation } = await time.run(timeFeeds(runtime, config, times, 0), ['modulation']);
  const blocks = (await modulation!.getData(true)) as Float32Array;
  modulation!.dispose();
  const vectors = new Modulation(runtime, { blocks, layers: config.num_layers, width, prefix: 'control.' });

  const batch = halves.length;
  const buildCaption = () => captionProgram(config, parameters, { ...graphOptions, batch, form });
  const key = `control caption ${batch} ${form.queries} ${form.values} ${own}`;
  const caption = await programs.get(key, buildCaption, options);
  const found = await caption.run(captionFeeds(runtime, config, halves));
  // `keys.0` of the branch is `keys.control.0` beside the transformer's own; where there is one `bias`, both have the same
  const named = Object.entries(found).map(([output, tensor]) => [output.replace('.', '.control.'), tensor] as const);
  const texts = Object.fromEntries(named.filter(([output]) => output !== 'bias'));
  found.bias?.dispose();

  const control = runtime.floats(image, [1, image.length / config.in_channels, config.in_channels]);
  return {
    form: { rule, config, parameters },
    key: ` control ${own}`,
    texts,
    step(index) {
      const scale = controlScaleAt(timing, index, plan.steps.length);
      return { ...vectors.feeds(index), control, controlScale: runtime.floats(Float32Array.of(scale), [1]) };
    },
    release() {
      vectors.release();
      for (const tensor of Object.values(texts)) tensor.dispose();
    },
  };
}
