import type { Tensor } from 'onnxruntime-common';
import type { TransformerConfig } from '../checkpoint/layout/config.ts';
import type { ModelFolder } from '../checkpoint/layout/model-folder.ts';
import { Parameters } from '../graph/parameters.ts';
import { Adapters, type LoraForm, type UsedLora } from '../lora/adapters.ts';
import { multipliesIntegers } from '../runtime/integer-products.ts';
import type { ProgramCache } from '../runtime/program-cache.ts';
import { type FloatTensor, type LoadOptions, throwIfCancelled } from '../runtime/session.ts';
import type { TextRows } from '../text/prompt-encoder.ts';
import { type CrossAttentionForm, crossAttentionForm } from './attention.ts';
import { captionProgram } from './caption.ts';
import { captionFeeds, geometryFeeds, stepFeeds, timeFeeds } from './denoiser-inputs.ts';
import type { Passes } from './guidance.ts';
import { type KeptPart, keepingProgram, keptAt } from './kept-part.ts';
import { Modulation } from './modulation.ts';
import { type Perturbation, scaleAt } from './perturbation.ts';
import type { NoiseLevel, SolverPlan } from './plan.ts';
import { type ControlConditioning, type PreparedControl, prepareControl } from './prepared-control.ts';
import { timeProgram } from './time-embedding.ts';
import { denoiserProgram } from './transformer.ts';

export interface Conditioning {
  readonly prompt: TextRows;
  /** Absent: no guidance by a second pass (guidance scale ≤ 1, or a model that takes the scale as an input). */
  readonly negative?: TextRows | undefined;
  readonly guidanceScale: number;
  /** Perturbed attention guidance; absent: none. */
  readonly perturbation?: Perturbation | undefined;
  /** Default: none. */
  readonly loras?: readonly UsedLora[] | undefined;
  /** A ControlNet and what it follows; absent: none. */
  readonly control?: ControlConditioning | undefined;
  readonly plan: SolverPlan;
  /** Steps, by their index, that are guided by the direction that the one before had, in a single pass. Default: none. */
  readonly reuses?: ((step: number) => boolean) | undefined;
  /** Large products may be computed in eight bits, where that is faster. Default: no. */
  readonly integers?: boolean | undefined;
  /** Of the latent. */
  readonly height: number;
  readonly width: number;
}

/** What the passes of a step are told, in their order. */
function passesOf({ prompt, negative, perturbation }: Conditioning): readonly TextRows[] {
  return [prompt, ...(negative ? [negative] : []), ...(perturbation ? [prompt] : [])];
}

function passesFor({ negative, perturbation }: Conditioning, reuses: boolean): Passes {
  return { guided: negative !== undefined && !reuses, reuses, perturbed: perturbation !== undefined };
}

/** What stays the same over the steps of a run and over the pictures of a request. */
interface Prepared {
  readonly conditioning: Conditioning;
  readonly form: CrossAttentionForm;
  readonly adapters: Adapters;
  /** Large products are computed in eight bits. */
  readonly rounds: boolean;
  /** What the caption program gave out, on the device where there is one. */
  readonly caption: Record<string, FloatTensor>;
  readonly modulation: Modulation;
  readonly control?: PreparedControl | undefined;
}

/** Both read [H·W, 32] from the device. */
export interface StepLatents {
  next(): Promise<Float32Array>;
  clean(): Promise<Float32Array>;
}

export interface DenoiseOptions extends LoadOptions {
  /** What stays of a picture. */
  readonly kept?: KeptPart | undefined;
  /** Called after each step with how many are done, and with ways to read the latent and the estimate of the clean one. */
  readonly onStep?: ((done: number, latents: StepLatents) => void | Promise<void>) | undefined;
}

/**
 * Channels from which on products in eight bits pay. In Node: with 512 they spare a twentieth, with 1152 two thirds. In WebAssembly,
 * whose products in float32 have no fused additions, with 256 (sana-mini) a third.
 */
const LEAST_ROUNDED_WIDTH = { wasm: 256, other: 1024 } as const;

/** The Linear DiT with its solver: from noise and hidden states of a prompt to a latent. */
export class Denoiser {
  readonly #model: ModelFolder['transformer'];
  readonly #programs: ProgramCache;
  readonly #loraForm: LoraForm;
  #form: CrossAttentionForm | undefined;

  constructor(model: ModelFolder['transformer'], programs: ProgramCache, loraForm: LoraForm = 'beside') {
    this.#model = model;
    this.#programs = programs;
    this.#loraForm = loraForm;
  }

  get #config(): TransformerConfig {
    return this.#model.config;
  }

  /** Computes everything that does not change from step to step. Give it back to `release`. */
  async prepare(conditioning: Conditioning, options: LoadOptions = {}): Promise<Prepared> {
    const form = this.#formFor(Math.max(conditioning.prompt.count, conditioning.negative?.count ?? 0));
    const adapters = new Adapters(conditioning.loras ?? [], this.#loraForm);
    const modulation = await this.#modulation(conditioning, adapters, options);
    const caption = await this.#caption(conditioning, form, adapters, options);
    const rounds = conditioning.integers === true && (await this.#canRound());
    const prepared = { conditioning, form, adapters, rounds, caption, modulation };
    try {
      return { ...prepared, control: await this.#control(conditioning, form, options) };
    } catch (error) {
      this.release(prepared);
      throw error;
    }
  }

  async #canRound(): Promise<boolean> {
    const width = this.#config.num_attention_heads * this.#config.attention_head_dim;
    const { runtime } = this.#programs;
    const least = runtime.device === 'wasm' ? LEAST_ROUNDED_WIDTH.wasm : LEAST_ROUNDED_WIDTH.other;
    return width >= least && (await multipliesIntegers(runtime));
  }

  #control(conditioning: Conditioning, form: CrossAttentionForm, options: LoadOptions) {
    const { control, plan } = conditioning;
    return control && prepareControl(this.#programs, control, { plan, form, halves: passesOf(conditioning) }, options);
  }

  release({ caption, control, modulation }: Prepared): void {
    control?.release();
    modulation.release();
    for (const tensor of Object.values(caption)) tensor.dispose();
  }

  /**
   * Runs all steps.
   * @param latent where to start, [H·W, 32] @param noise draws one more tensor of that kind, for solvers that need it
   * @returns the final latent, [H·W, 32], in the model's scale
   */
  async run(
    prepared: Prepared,
    latent: Float32Array,
    noise: () => Float32Array,
    { onStep, kept, ...options }: DenoiseOptions = {},
  ): Promise<Float32Array> {
    const { runtime } = this.#programs;
    const config = this.#config;
    const { plan, height, width } = prepared.conditioning;
    const dims = [1, height * width, config.in_channels];
    const texts = { ...prepared.caption, ...prepared.control?.texts };
    const ofPrompt = Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, runtime.firstOf(text)]));
    const fixed = {
      ...geometryFeeds(runtime, config, height, width),
      ...prepared.adapters.feeds(runtime),
    };
    const zeros = () => runtime.floats(new Float32Array(latent.length), dims);
    let x = runtime.floats(latent, dims);
    let anchor = plan.anchored ? zeros() : undefined;
    // the estimates of the clean latent, the newest first
    const cleans = Array.from({ length: 1 + (plan.older ?? 0) }, zeros);
    const { reuses = () => false } = prepared.conditioning;
    let direction: FloatTensor | undefined;
    try {
      for (const [index, step] of plan.steps.entries()) {
        throwIfCancelled(options.signal);
        const isReusing = reuses(index);
        const isReused = !isReusing && index + 1 < plan.steps.length && reuses(index + 1);
        // asked for again on every step, because a preview may have made the decoder take its place
        const program = await this.#load(prepared, isReusing, options);
        const { guidanceScale, perturbation } = prepared.conditioning;
        const scales = { guidanceScale, perturbationScale: scaleAt(perturbation, step.timestep) };
        const passes = passesFor(prepared.conditioning, isReusing);
        const feeds: Record<string, Tensor> = {
          ...fixed,
          ...(isReusing ? ofPrompt : texts),
          ...stepFeeds(runtime, step, scales, { ...plan, passes }),
          ...prepared.modulation.feeds(index),
          ...prepared.control?.step(index),
          latent: x,
          previous: cleans[0]!,
          ...(isReusing && direction && { direction }),
        };
        for (const [i, older] of cleans.slice(1).entries()) feeds[`older.${i}`] = older;
        if (anchor) feeds.anchor = anchor;
        if (plan.drawsNoise) feeds.noise = runtime.floats(noise(), dims);
        const wanted = ['next', 'clean', ...(anchor ? ['nextAnchor'] : []), ...(isReused ? ['direction'] : [])];
        const result = await program.run(feeds, wanted);
        if (isReused) {
          direction?.dispose();
          direction = result.direction;
        }
        x.dispose();
        x = result.next!;
        anchor?.dispose();
        anchor = result.nextAnchor;
        cleans.pop()!.dispose();
        cleans.unshift(result.clean!);
        if (kept) x = await this.#keep(x, kept, step.levelAfter);
        await runtime.finish();
        const read = (tensor: FloatTensor) => () => tensor.getData() as Promise<Float32Array>;
        await onStep?.(index + 1, { next: read(x), clean: read(result.clean!) });
      }
      // after the last step both are the same, but for what is kept
      return (await (plan.resultIsClean && !kept ? cleans[0]! : x).getData()) as Float32Array;
    } finally {
      for (const tensor of [x, anchor, direction, ...cleans]) tensor?.dispose();
    }
  }

  async #keep(drawn: FloatTensor, part: KeptPart, level: NoiseLevel): Promise<FloatTensor> {
    const { runtime } = this.#programs;
    const [, count, channels] = drawn.dims as [number, number, number];
    const program = await this.#programs.get('keeping', () => keepingProgram(channels, this.#programs.graphOptions));
    const { next } = await program.run({
      drawn,
      kept: runtime.floats(keptAt(part, level), drawn.dims),
      changed: runtime.floats(part.changed, [1, count, 1]),
    });
    drawn.dispose();
    return next!;
  }

  /** Once a long prompt has come, folding is over: short ones run with the unfolded weights too, without loading again. */
  #formFor(tokens: number): CrossAttentionForm {
    const wanted = crossAttentionForm(this.#config, tokens);
    if (this.#form?.values !== 'projected') this.#form = wanted;
    return this.#form!;
  }

  #load(prepared: Prepared, reuses: boolean, options: LoadOptions) {
    const { form, conditioning, adapters, rounds, control } = prepared;
    const { guided } = passesFor(conditioning, reuses);
    const { drawsNoise, clipsClean, older = 0, anchored = false } = conditioning.plan;
    const perturbed = conditioning.perturbation?.blocks ?? [];
    const solver = { drawsNoise, clipsClean, older, anchored };
    const key = `transformer ${JSON.stringify({ guided, reuses, rounds, perturbed, form, solver })}${adapters.key}${control?.key ?? ''}`;
    const build = () =>
      denoiserProgram(this.#config, this.#parameters(adapters), {
        ...this.#programs.graphOptions,
        guided,
        reuses,
        rounds,
        perturbed,
        form,
        control: control?.form,
        apart: this.#programs.runtime.keepsTensors,
        ...solver,
      });
    return this.#programs.get(key, build, options);
  }

  #parameters(adapters: Adapters): Parameters {
    return new Parameters(this.#model.tensors, '', adapters);
  }

  async #modulation(
    { plan, guidanceScale }: Conditioning,
    adapters: Adapters,
    options: LoadOptions,
  ): Promise<Modulation> {
    const { runtime } = this.#programs;
    const build = () => timeProgram(this.#config, this.#parameters(adapters), this.#programs.graphOptions);
    const program = await this.#programs.get(`time${adapters.key}`, build, options);
    const feeds = timeFeeds(
      runtime,
      this.#config,
      plan.steps.map(step => step.timestep * this.#config.timestep_scale),
      guidanceScale * this.#config.guidance_embeds_scale,
    );
    const results = await program.run({ ...feeds, ...adapters.feeds(runtime) }, ['modulation', 'modulation.out']);
    const read = async (name: string) => (await results[name]!.getData(true)) as Float32Array;
    const [blocks, out] = [await read('modulation'), await read('modulation.out')];
    for (const tensor of Object.values(results)) tensor.dispose();
    const { num_layers: layers, num_attention_heads: heads, attention_head_dim: head } = this.#config;
    return new Modulation(runtime, { blocks, out, layers, width: heads * head });
  }

  async #caption(conditioning: Conditioning, form: CrossAttentionForm, adapters: Adapters, options: LoadOptions) {
    const { runtime } = this.#programs;
    const halves = passesOf(conditioning);
    const batch = halves.length;
    const build = () =>
      captionProgram(this.#config, this.#parameters(adapters), {
        ...this.#programs.graphOptions,
        batch,
        form,
      });
    const program = await this.#programs.get(
      `caption ${batch} ${form.queries} ${form.values}${adapters.key}`,
      build,
      options,
    );
    return program.run({ ...captionFeeds(runtime, this.#config, halves), ...adapters.feeds(runtime) });
  }
}
