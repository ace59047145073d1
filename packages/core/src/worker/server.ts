import type { Endpoint } from 'comlink';
import type { OpenAddition } from '../addition.ts';
import { transfer } from '../channel/live.ts';
import { openModelFolder } from '../checkpoint/layout/model-folder.ts';
import { type Remark, SanaError } from '../errors.ts';
import { FAMILIES } from '../families/families.ts';
import { type GenerateOptions, SanaPipeline } from '../pipeline.ts';
import { MAX_PROMPT_LENGTH } from '../prompt/normalise.ts';
import { safetyGuard } from '../prompt/vocabulary-guard.ts';
import { type PartialRequest, readPartial } from '../request/index.ts';
import { runtimeError } from '../runtime/errors.ts';
import { MEMORY_TIERS } from '../runtime/memory-tier.ts';
import { Queue } from '../runtime/queue.ts';
import { type Runtime, throwIfCancelled } from '../runtime/session.ts';
import { readLoadOptions, readSource } from './calls.ts';
import { openSource, type Sources } from './open-source.ts';
import type {
  DeviceChoice,
  EngineApi,
  EngineReading,
  LoadOptions,
  ModelInfo,
  ModelSource,
  ReadOptions,
} from './protocol.ts';
import { delivered, exposeApi } from './wire-types.ts';

/** What differs from place to place: how models are opened and which devices there are. */
export interface EngineHost {
  readonly sources: Sources;
  /** Finds LoRAs and ControlNets that requests name; without it, only files that come with a request can be used. */
  readonly openAddition?: OpenAddition | undefined;
  /** @throws SanaError `device-unavailable` */
  startRuntime(
    device: DeviceChoice,
    options: LoadOptions,
  ): Promise<{ readonly runtime: Runtime; readonly note?: Remark | undefined; readonly threads?: Remark | undefined }>;
}

/** Milliseconds after which an engine has been started for later. */
const IDLE = 300;

/** Milliseconds without a picture after which a device with little memory gets it back. */
const REST = 60_000;

/** Serves an engine to whoever is at the other end of `endpoint`; default: to the page that started this worker. */
export function serveEngine(host: EngineHost, endpoint?: Endpoint): EngineApi {
  const server = new EngineServer(host);
  exposeApi(server, endpoint);
  return server;
}

class EngineServer implements EngineApi {
  readonly #host: EngineHost;
  readonly #queue = new Queue();
  /** Of everything that is under way. */
  #stopping = new AbortController();
  #runtime:
    | { readonly device: DeviceChoice; readonly started: Awaited<ReturnType<EngineHost['startRuntime']>> }
    | undefined;
  #pipeline: SanaPipeline | undefined;
  /** Whether the device has too little memory to hold it for nobody. */
  #isSmall = false;
  #warming = new AbortController();
  #resting: ReturnType<typeof setTimeout> | undefined;

  constructor(host: EngineHost) {
    this.#host = host;
    // whatever model comes, it has one: what is wrong with it, loading says. A model that comes at once is fetched first
    setTimeout(() => safetyGuard().catch(() => {}), IDLE);
  }

  load(source: ModelSource, options: LoadOptions): Promise<ModelInfo> {
    this.#wake();
    return this.#serve(() => this.#load(readSource(source), readLoadOptions(options)));
  }

  async #load(source: ModelSource, { device = 'auto', safety, ...options }: LoadOptions): Promise<ModelInfo> {
    await this.#closeModel();
    // fetched while a device is looked for, and while the guard's words are read
    const opening = openSource(this.#host.sources, source).then(openModelFolder);
    opening.catch(() => {}); // heard below
    const started = await this.#start(device, options).catch(error => {
      // nobody waits for a server to hear that there is no device
      opening.then(model => model.close()).catch(() => {});
      throw error;
    });
    const { runtime, note, threads } = started;
    const [model, guard] = await Promise.all([opening, safetyGuard(safety)]);
    this.#pipeline = new SanaPipeline(runtime, model, { ...options, guard, openAddition: this.#host.openAddition });
    this.#isSmall = (options.memoryTier ?? runtime.memoryTier) === MEMORY_TIERS[0];
    const { label, family, remarks } = model;
    return {
      label,
      family,
      remarks,
      defaults: this.#pipeline.defaults,
      sizes: this.#pipeline.sizes,
      usesNegativePrompt: FAMILIES[family].guidance === 'second-pass',
      device: runtime.device,
      memoryTier: options.memoryTier ?? runtime.memoryTier,
      note,
      threads,
    };
  }

  async #start(device: DeviceChoice, options: LoadOptions) {
    if (this.#runtime?.device !== device) {
      this.#runtime?.started.runtime.dispose();
      this.#runtime = undefined;
      this.#runtime = { device, started: await this.#host.startRuntime(device, options) };
    }
    return this.#runtime.started;
  }

  async generate(partial: PartialRequest, options: GenerateOptions = {}): Promise<void> {
    this.#wake();
    const { signal, onPicture, onPreview } = options;
    let started = false;
    const cancelledBefore = new Promise<never>((_, reject) => {
      signal?.addEventListener('abort', () => started || reject(new SanaError('cancelled')));
    });
    // of the engine as it is now: who waits in the queue is stopped by its end as well
    const { signal: stop } = this.#stopping;
    const run = this.#serve(async () => {
      throwIfCancelled(signal);
      throwIfCancelled(stop);
      started = true;
      if (!this.#pipeline) throw new SanaError('model-not-found:none-loaded');
      await this.#pipeline.generate(readPartial(partial), {
        ...options,
        signal: signal ? AbortSignal.any([signal, stop]) : stop,
        onPicture: (picture, index) => onPicture?.(transfer(picture, [picture.data.buffer]), index),
        ...(onPreview && {
          onPreview: (preview, index, step) => onPreview(transfer(preview, [preview.data.buffer]), index, step),
        }),
      });
    });
    try {
      await Promise.race([run, cancelledBefore]);
    } finally {
      this.#restSoon();
      await delivered(options);
    }
  }

  #wake(): void {
    this.#warming.abort();
    clearTimeout(this.#resting);
  }

  #restSoon(): void {
    clearTimeout(this.#resting);
    if (!this.#isSmall) return;
    this.#resting = setTimeout(() => void this.#serve(async () => this.#pipeline?.rest()).catch(() => {}), REST);
  }

  warmUp(): Promise<void> {
    this.#warming = new AbortController();
    const { signal } = this.#warming;
    const { signal: stop } = this.#stopping;
    return this.#serve(async () => {
      throwIfCancelled(signal);
      await this.#pipeline?.warmUp(AbortSignal.any([signal, stop]));
      this.#restSoon();
    });
  }

  async read(prompt: string, { language }: ReadOptions): Promise<EngineReading> {
    if (!this.#pipeline) throw new SanaError('model-not-found:none-loaded');
    if (typeof prompt !== 'string') throw new SanaError('request-invalid:object');
    const text = prompt.slice(0, MAX_PROMPT_LENGTH);
    const reading = this.#pipeline.read(text);
    if (!language) return reading;
    const { otherLanguage } = await import('../prompt/language.ts');
    return { ...reading, language: otherLanguage(text) };
  }

  ping(): void {}

  async dispose(): Promise<void> {
    clearTimeout(this.#resting);
    this.#stopping.abort();
    this.#stopping = new AbortController();
    await this.#serve(() => this.#closeModel());
  }

  /** One after the other. @throws SanaError */
  async #serve<T>(job: () => Promise<T>): Promise<T> {
    try {
      return await this.#queue.run(job);
    } catch (error) {
      throw runtimeError(error, 'make');
    }
  }

  async #closeModel(): Promise<void> {
    const pipeline = this.#pipeline;
    this.#pipeline = undefined;
    await pipeline?.dispose();
  }
}
