import type { OpenAddition } from './addition.ts';
import { Autoencoder, type AutoencoderOptions } from './autoencoder/autoencoder.ts';
import type { ModelFolder } from './checkpoint/layout/model-folder.ts';
import type { Asker } from './checkpoint/layout/text-encoder-folder.ts';
import { elementCount, loadedBytes } from './checkpoint/tensors/tensor-data.ts';
import type { TensorEntry } from './checkpoint/tensors/tensors.ts';
import { ControlLibrary, followed } from './control.ts';
import { Denoiser } from './diffusion/denoiser.ts';
import { toTokens } from './diffusion/layout.ts';
import { noiseOf } from './diffusion/noise-of-request.ts';
import { blocksOf, type Perturbation } from './diffusion/perturbation.ts';
import { solverPlan } from './diffusion/solvers.ts';
import { type Remark, SanaError } from './errors.ts';
import { FAMILIES } from './families/families.ts';
import { assertSane } from './finite.ts';
import { type Canvas, canvasOf, uncropped } from './image/canvas.ts';
import type { Picture, Raster } from './image/picture.ts';
import type { PictureJudge } from './image/picture-classifier.ts';
import { pictureOf } from './image/picture-of-size.ts';
import { encoderInput } from './image/pixels.ts';
import { assertJudged, seenPicture } from './image/withholding.ts';
import type { LoraForm } from './lora/adapters.ts';
import { LoraLibrary } from './lora/lora-library.ts';
import { type PreviewKind, Previews } from './preview/previews.ts';
import { PhaseTimes, type Progress, ProgressMeter } from './progress.ts';
import type { PromptGuard, Replacement } from './prompt/guard.ts';
import { checkPrompt } from './prompt/normalise.ts';
import type { Verdict } from './prompt/second-look/probe.ts';
import { USUAL_DOUBT } from './prompt/second-look/question.ts';
import { planSize, type SizePlan, type SizeRequest, usesBinning } from './prompt/size-bins.ts';
import { SafetyGuard } from './prompt/vocabulary-guard.ts';
import { qualityPlan, type Unreused } from './quality.ts';
import { type PassOptions, refinedPictures } from './refine.ts';
import {
  completeRequest,
  type GenerateRequest,
  type PartialRequest,
  type RequestDefaults,
  requestDefaults,
  requestOfPicture,
} from './request/index.ts';
import { type MemoryPlan, type MemoryTier, memoryPlan } from './runtime/memory-tier.ts';
import { ProgramCache } from './runtime/program-cache.ts';
import { Queue } from './runtime/queue.ts';
import { type LoadOptions, type Runtime, throwIfCancelled } from './runtime/session.ts';
import { beginning, finished as composedWith, keptOf, maskRemarks, startOf } from './start.ts';
import { PromptConditioner } from './text/prompt-conditioner.ts';
import type { TextRows } from './text/prompt-encoder.ts';
import { cutRemark, type PromptReading } from './text/prompt-reading.ts';

export interface GeneratedPicture extends Picture {
  /** What makes this picture again, alone. */
  readonly request: GenerateRequest;
  /** What the safety policy took out of the prompt. */
  readonly replaced: readonly Replacement[];
  /** What of the request was not followed and why, and what there is to say of the model. */
  readonly remarks: readonly Remark[];
}

export interface GenerateOptions {
  /** Stops within one step; everything stays usable. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Called with each picture as soon as it is there. */
  readonly onPicture?: ((picture: GeneratedPicture, index: number) => void) | undefined;
  /** Called with what the picture would look like, after every `previewEvery` steps. */
  readonly onPreview?: ((preview: Picture, index: number, step: number) => void) | undefined;
  /** Default: 1. */
  readonly previewEvery?: number | undefined;
  /** As in `PreviewKind`; default: `decoder`. */
  readonly previews?: PreviewKind | undefined;
  /** Show pictures that a policy withholds, if it permits that. */
  readonly showWithheld?: boolean | undefined;
}

export interface PipelineOptions {
  /** How the model is called in requests, e.g. the folder's name. */
  readonly name?: string | undefined;
  /** What memory the device is taken to have; default: what the runtime found. */
  readonly memoryTier?: MemoryTier | undefined;
  /**
   * Bytes of weights that may stay in memory; below the model's size, its parts give way to each other. Default: what the
   * tier has room for; with `memoryTier` never more than that.
   */
  readonly memoryBudget?: number | undefined;
  /** Largest side of what the decoder convolves at full resolution at once, pixels. Default and most as above. */
  readonly tilePixels?: number | undefined;
  /** Safety policy; default: inappropriate vocabulary becomes ❤️. One that throws ends a request before it begins. */
  readonly guard?: PromptGuard | undefined;
  /** Looks at pictures, where the guard's policy wants it. */
  readonly judge?: PictureJudge | undefined;
  /** Is asked about prompts, where the guard's policy names another model than this one. The pipeline closes it. */
  readonly asker?: Asker | undefined;
  /** Finds LoRAs and what else requests name beside the model; without it there is none. */
  readonly openAddition?: OpenAddition | undefined;
  /** Default: `beside`, so that strengths can change from request to request without loading again. */
  readonly loraForm?: LoraForm | undefined;
}

/** text encoder, time, caption, transformer, decoder head and tail */
const PROGRAMS_PER_RUN = 6;

/** Weights of a model that a processor draws with at once: sana-mini has 21 million, the smallest official one 600 and its text encoder's. */
const QUICK_ON_PROCESSOR = 100e6;

/** The Sana pipeline: a model on a device, turning requests into pictures one request after the other. */
export class SanaPipeline {
  readonly defaults: RequestDefaults;
  readonly model: ModelFolder;
  /** With planSize, tells what is really generated for a size. */
  readonly sizes: Pick<SizeRequest, 'sampleSize' | 'binning'>;
  readonly #guard: PromptGuard;
  readonly #judge: PictureJudge | undefined;
  readonly #asker: Asker | undefined;
  /** Asks it; without one, the model's own text encoder is asked. */
  readonly #asking: PromptConditioner;
  readonly #programs: ProgramCache;
  readonly #conditioner: PromptConditioner;
  readonly #denoiser: Denoiser;
  readonly #autoencoder: Autoencoder;
  readonly #previews: Previews;
  readonly #loras: LoraLibrary;
  readonly #controls: ControlLibrary;
  readonly #queue = new Queue();
  readonly #times = new PhaseTimes();

  constructor(runtime: Runtime, model: ModelFolder, options: PipelineOptions = {}) {
    this.model = model;
    this.defaults = requestDefaults(options.name ?? model.settings.name ?? model.label, {
      family: model.family,
      transformer: model.transformer.config,
      scheduler: model.scheduler,
      settings: model.settings,
    });
    const { sample_size: sampleSize } = model.transformer.config;
    this.sizes = { sampleSize, binning: usesBinning(sampleSize, model.settings.useResolutionBinning) };
    this.#guard = options.guard ?? new SafetyGuard();
    this.#judge = options.judge;
    this.#asker = options.asker;
    const { weights, tilePixels, hasRoom } = memoryLimits(runtime, options);
    this.#programs = new ProgramCache(runtime, weights);
    this.#conditioner = new PromptConditioner(model, this.#programs, this.#guard.probe);
    const { asker } = options;
    this.#asking = asker
      ? new PromptConditioner({ ...asker, settings: {} }, this.#programs, undefined, 'safety model')
      : this.#conditioner;
    this.#denoiser = new Denoiser(model.transformer, this.#programs, options.loraForm);
    this.#loras = new LoraLibrary(model, options.openAddition);
    this.#autoencoder = new Autoencoder(model.autoencoder, this.#programs, tilePixels, hasRoom);
    this.#controls = new ControlLibrary(model, options.openAddition);
    this.#previews = new Previews(model.transformer.config.in_channels);
  }

  /**
   * @returns the pictures in order, `count` of them
   * @throws SanaError of any code; `cancelled` when `signal` was aborted
   */
  async generate(partial: PartialRequest, options: GenerateOptions = {}): Promise<GeneratedPicture[]> {
    const request = completeRequest(partial, this.defaults);
    await this.#guard.ready?.();
    return this.#queue.run(() => this.#generate(request, options));
  }

  /**
   * Makes everything that a picture of the usual size needs, by drawing one in a single step, so that the first one that
   * somebody asks for takes no longer than others. Does nothing where that would take longer than people wait for it, or
   * where parts of the model have to give way to each other.
   * @throws SanaError as `generate`
   */
  async warmUp(signal?: AbortSignal): Promise<void> {
    const { textEncoder, transformer, autoencoder } = this.model;
    const parts = [textEncoder, transformer, autoencoder];
    const { runtime, budget } = this.#programs;
    if (sumOf(parts, loadedBytes) > budget) return;
    if (runtime.device !== 'webgpu' && sumOf(parts, ({ shape }) => elementCount(shape)) > QUICK_ON_PROCESSOR) return;
    await this.generate({ prompt: 'a', steps: 1, seed: 0 }, { signal });
  }

  /** Gives back the memory of what pictures need; the next one has it made again. */
  rest(): Promise<void> {
    return this.#queue.run(() => this.#programs.dispose());
  }

  /** How much of a prompt the model reads. Costs nothing but the time to split it into tokens. */
  read(prompt: string): PromptReading {
    let guarded = prompt;
    try {
      guarded = this.#guard.check(prompt).prompt;
    } catch {
      // a prompt that is refused, or comes before the guard is ready, has a length all the same
    }
    return this.#conditioner.measure(guarded, true);
  }

  /**
   * What of a request will not be followed, before it costs anything.
   * @throws SanaError as `generate` for a request that cannot be run
   */
  remarks(partial: PartialRequest): readonly Remark[] {
    const request = completeRequest(partial, this.defaults);
    return this.#remarks(request, canvasOf(request));
  }

  #remarks(request: GenerateRequest, canvas: Canvas | undefined): readonly Remark[] {
    const { prompt, negativePrompt, guidanceScale, pagScale = 0 } = request;
    const ofRequest = [
      cutRemark(this.read(prompt)),
      this.#negativeRemark(negativePrompt, guidanceScale),
      this.#qualityRemark(request),
    ];
    if (pagScale > 0 && !this.#hasPasses) ofRequest.push({ remark: 'pag-unused:model', data: {} });
    return [
      ...this.model.remarks,
      ...ofRequest.filter(remark => remark !== undefined),
      ...maskRemarks(request, canvas),
    ];
  }

  /** Whether guidance is a matter of several passes, and not in the network. */
  get #hasPasses(): boolean {
    return FAMILIES[this.model.family].guidance === 'second-pass';
  }

  #perturbation({ pagScale = 0, pagLayers, pagAdaptive = 0 }: GenerateRequest): Perturbation | undefined {
    const blocks = blocksOf(pagLayers, this.model.transformer.config.num_layers, this.model.label);
    if (pagScale === 0 || !this.#hasPasses) return undefined;
    return { scale: pagScale, adaptive: pagAdaptive, blocks };
  }

  #isGuided({ guidanceScale }: GenerateRequest): boolean {
    return guidanceScale > 1 && this.#hasPasses;
  }

  /** Why a quality cannot spare passes. A step without the negative prompt is a network of its own, beside the other. */
  #unreused(request: GenerateRequest): Unreused | undefined {
    if (!this.#isGuided(request)) return 'passes';
    if (this.#perturbation(request)) return 'pag';
    const { budget } = this.#programs;
    return 2 * sumOf([this.model.transformer], loadedBytes) > budget ? 'memory' : undefined;
  }

  #qualityRemark(request: GenerateRequest): Remark | undefined {
    const { quality = 'exact', steps: asked } = request;
    const { steps, unreused } = qualityPlan(quality, asked, this.#unreused(request));
    return unreused && { remark: `quality-limited:${unreused}`, data: { quality, steps, asked } };
  }

  #negativeRemark(negativePrompt: string, guidance: number): Remark | undefined {
    if (negativePrompt === '') return undefined;
    if (!this.#hasPasses) return { remark: 'negative-unused:model', data: {} };
    if (guidance <= 1) return { remark: 'negative-unused:guidance', data: { guidance } };
    return cutRemark(this.#conditioner.measure(negativePrompt, false), 'negative-cut');
  }

  /** What of a prompt the model does not seem to know, where it says what it knows. */
  async #unknownRemark(prompt: string, rows: TextRows): Promise<Remark | undefined> {
    const { knownThings, settings, label } = this.model;
    return (await knownThings?.())?.remark(prompt, rows, settings.name ?? label);
  }

  #generate(request: GenerateRequest, options: GenerateOptions): Promise<GeneratedPicture[]> {
    const { refine } = request;
    if (refine === undefined) return this.#pass(request, options);
    return refinedPictures({ ...request, refine }, (own, ways) => this.#pass(own, ways), options);
  }

  async #pass(asked: GenerateRequest, options: PassOptions): Promise<GeneratedPicture[]> {
    const { signal, onProgress, onPicture, isExact = false, isUnseen = false } = options;
    throwIfCancelled(signal);
    const perturbation = this.#perturbation(asked);
    const loras = await this.#loras.use(asked.loras ?? []);
    const opened = await this.#controls.open(asked);
    const request = asked.loras ? { ...asked, loras: loras.kept } : asked;
    const { pictures: wanted } = this.#guard;
    const policy = isUnseen ? undefined : wanted;
    assertJudged(policy, this.#judge);
    // nobody has looked at these yet
    const onPreview = policy ? undefined : options.onPreview;
    const { transformer } = this.model;
    const size = planSize({
      width: request.width,
      height: request.height,
      ...this.sizes,
      ...(isExact && { binning: false }),
    });
    const { strength, sampler, quality = 'exact' } = request;
    const guided = this.#isGuided(request);
    const eased = qualityPlan(quality, request.steps, this.#unreused(request));
    const plan = solverPlan(this.model.scheduler, { steps: eased.steps, strength, solver: sampler });
    const reuses = eased.reuses && ((step: number) => eased.reuses!(step, plan.steps.length));
    const meter = new ProgressMeter(
      {
        loads: Math.max(0, PROGRAMS_PER_RUN - this.#programs.size),
        encodes: 1,
        pictures: request.count,
        steps: plan.steps.length,
        pixels: size.generatedWidth * size.generatedHeight,
      },
      this.#times,
    );
    let picture = 0;
    const report = (phase: Progress['phase'], step: number, steps: number) =>
      onProgress?.(meter.report(phase, step, steps, picture));
    const load: LoadOptions = { signal, onProgress: fraction => report('load', Math.floor(100 * fraction), 100) };

    const guarded = this.#guard.check(request.prompt, await this.#look(request.prompt, load));
    const canvas = canvasOf(request);
    const remarks = [...this.#remarks(request, canvas), ...(guarded.remark ? [guarded.remark] : [])];
    report('encode', 0, 1);
    await this.#conditioner.gather(guarded.prompt, guided ? request.negativePrompt : undefined, signal);
    const prompt = await this.#conditioner.prompt(guarded.prompt, load);
    const negative = guided ? await this.#conditioner.negative(request.negativePrompt, load) : undefined;
    report('encode', 1, 1);
    const unknown = await this.#unknownRemark(guarded.prompt, prompt);
    if (unknown) remarks.push(unknown);

    const start = await startOf(request, canvas, size, (picture, isWhole) =>
      this.#encode(picture, size, isWhole || isExact, load),
    );
    const drawnSize = { width: size.generatedWidth, height: size.generatedHeight };
    const encode = (seen: Picture) => this.#encode(seen, size, false, load);
    const control = opened && (await followed(opened, request, drawnSize, encode));
    const { latentHeight: height, latentWidth: width } = size;
    const { guidanceScale } = request;
    const { integers } = eased;
    const guidance = { guidanceScale, perturbation, reuses, integers, loras: loras.used, control };
    const prepared = await this.#denoiser.prepare({ prompt, negative, ...guidance, plan, height, width }, load);
    const pictures: GeneratedPicture[] = [];
    try {
      for (picture = 0; picture < request.count; picture++) {
        const own = requestOfPicture({ ...request, ...(control && { controlnet: control.known }) }, picture);
        const draw = noiseOf(own);
        const channels = transformer.config.in_channels;
        const noise = () => toTokens(draw(channels * height * width), channels);
        const first = noise();
        report('denoise', 0, plan.steps.length);
        const previews = this.#previews.begin(size, request, {
          kind: options.previews,
          steps: plan.steps.length,
          every: options.previewEvery,
          isTight: () => this.#programs.isTight,
          decode: latent => this.#decode(latent, size, { signal }),
        });
        const latent = await this.#denoiser.run(prepared, beginning(start, first, plan, strength), noise, {
          ...load,
          kept: keptOf(start, first),
          onStep: async (done, { clean }) => {
            report('denoise', done, plan.steps.length);
            const preview = onPreview && (await previews.after(done, clean));
            if (preview) onPreview(preview, picture, done);
          },
        });
        await assertSane(latent, 'transformer', transformer.tensors, ...(control ? [control.network.tensors] : []));
        const decoded = await this.#decode(latent, size, {
          ...load,
          onTile: (done, tiles) => report('decode', done, tiles),
        });
        if (onPreview) previews.learn(latent, decoded);
        const drawn = composedWith(start, pictureOf(decoded, request, size));
        const seen = await seenPicture(drawn, policy, this.#judge, options.showWithheld);
        const said = seen.remark ? [...remarks, seen.remark] : remarks;
        const finished = { ...seen.picture, request: own, replaced: guarded.replaced, remarks: said };
        pictures.push(finished);
        onPicture?.(finished, picture);
      }
    } finally {
      this.#denoiser.release(prepared);
    }
    return pictures;
  }

  /**
   * What the second look of the safety policy says of a prompt, if the policy has one.
   * @throws SanaError `probe-unfit`, `prompt-…`, and what encoding throws
   */
  async look(prompt: string, { signal }: Pick<LoadOptions, 'signal'> = {}): Promise<Verdict | undefined> {
    checkPrompt(prompt);
    return this.#queue.run(() => this.#look(prompt, { signal }));
  }

  async #look(prompt: string, load: LoadOptions): Promise<Verdict | undefined> {
    const { probe, question } = this.#guard;
    if (question?.model !== undefined && !this.#asker) throw new SanaError('asker-missing', { model: question.model });
    if (question && (await this.#asking.doubt(prompt, load)) >= (question.threshold ?? USUAL_DOUBT)) return 'unsafe';
    if (!probe) return undefined;
    probe.assertFits(await this.#conditioner.mark());
    await this.#conditioner.gather(prompt, undefined, load.signal);
    const state = await this.#conditioner.state(prompt, load);
    return state && probe.verdict(state);
  }

  /** @param isWhole the picture is as large as the finished one, and cut off as that is; others are stretched */
  async #encode(picture: Picture, size: SizePlan, isWhole: boolean, load: LoadOptions): Promise<Float32Array> {
    const shape = { width: size.generatedWidth, height: size.generatedHeight };
    const input = encoderInput(isWhole ? uncropped(picture, size) : picture, shape);
    const latent = await this.#autoencoder.encode(input, load);
    await assertSane(latent, 'encoder', this.model.autoencoder.tensors);
    return latent;
  }

  async #decode(latent: Float32Array, size: SizePlan, options: AutoencoderOptions): Promise<Raster<Float32Array>> {
    const decoded = await this.#autoencoder.decode(latent, size.latentHeight, size.latentWidth, options);
    await assertSane(decoded.data, 'decoder', this.model.autoencoder.tensors);
    return decoded;
  }

  /** Frees everything on the device and closes the checkpoint. */
  async dispose(): Promise<void> {
    await this.#queue.run(async () => {
      await this.#conditioner.dispose();
      await this.#asking.dispose();
      await this.#programs.dispose();
      await this.#controls.close();
      await this.model.close();
      await this.#asker?.close();
    });
  }
}

/** Of all weights of these. */
function sumOf(
  parts: readonly ModelFolder['textEncoder' | 'transformer' | 'autoencoder'][],
  size: (weight: TensorEntry) => number,
): number {
  return parts.flatMap(({ tensors }) => [...tensors.entries.values()]).reduce((sum, weight) => sum + size(weight), 0);
}

function memoryLimits(runtime: Runtime, { memoryTier, memoryBudget, tilePixels }: PipelineOptions): MemoryPlan {
  const plan = memoryPlan(memoryTier ?? runtime.memoryTier);
  const most = memoryTier ? plan : { weights: Number.POSITIVE_INFINITY, tilePixels: Number.POSITIVE_INFINITY };
  return {
    ...plan,
    weights: Math.min(memoryBudget ?? plan.weights, most.weights),
    tilePixels: Math.min(tilePixels ?? plan.tilePixels, most.tilePixels),
  };
}
