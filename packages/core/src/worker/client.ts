import { type ErrorCode, SanaError } from '../errors.ts';
import type { GeneratedPicture, GenerateOptions } from '../pipeline.ts';
import { generateRecovering } from '../recovery.ts';
import type { PartialRequest } from '../request/index.ts';
import { type Device, throwIfCancelled } from '../runtime/session.ts';
import type { EngineConnection } from './connection.ts';
import { type EngineLimits, LiveEngine } from './live-engine.ts';
import type { DeviceChoice, EngineReading, LoadOptions, ModelInfo, ModelSource, ReadOptions } from './protocol.ts';

export interface EngineOptions {
  /**
   * Milliseconds without a sign of life after which a busy engine is given up. Compiling shaders for a large model on a
   * slow graphics device may take minutes. Not applied on the processor.
   */
  readonly silenceLimit?: number | undefined;
  /** As in EngineLimits. */
  readonly stopLimit?: number | undefined;
}

/** The model that somebody wants, and how. */
interface Asked {
  readonly source: ModelSource;
  readonly options: LoadOptions;
}

const DEFAULT_SILENCE_LIMIT = 5 * 60_000;

/** After these, later results of the same engine could be wrong, so it is replaced. */
const FATAL: readonly ErrorCode[] = ['runtime-failed', 'device-lost', 'out-of-memory', 'worker-failed'];

/**
 * The Sana pipeline behind a connection. Calls may overlap: they are served in order. When the engine fails, the call
 * under way fails, and the next one starts a new engine with the same model.
 */
export class SanaEngine {
  readonly #connect: () => EngineConnection;
  readonly #limits: EngineLimits;
  #engine: LiveEngine | undefined;
  /** What was asked for last in it. */
  #device: DeviceChoice | undefined;
  /** What it took. */
  #used: Device | undefined;
  #model: Asked | undefined;
  /** The model's arrival in it; rejects if it did not arrive. */
  #loading: Promise<ModelInfo> | undefined;

  /** @param connect starts an engine; called again after a failure */
  constructor(
    connect: () => EngineConnection,
    { silenceLimit = DEFAULT_SILENCE_LIMIT, stopLimit }: EngineOptions = {},
  ) {
    this.#connect = connect;
    this.#limits = { silence: silenceLimit, stop: stopLimit };
  }

  /** Starts an engine, which takes a moment, before there is a model for it. */
  start(): void {
    this.#running();
  }

  #running(): LiveEngine {
    if (!this.#engine || this.#engine.ended) this.#engine = new LiveEngine(this.#connect(), this.#limits);
    return this.#engine;
  }

  /**
   * Opens a model in place of the one before. When `signal` is aborted, it soon ends; the engine goes on with it, and is
   * ended if it does not come to an end.
   * @throws SanaError of any code; what went wrong is tried again by the next `generate`
   */
  load(source: ModelSource, options: LoadOptions = {}, signal?: AbortSignal): Promise<ModelInfo> {
    this.#model = { source, options };
    const loading = this.#load(this.#model);
    return this.#engine!.unlessCancelled(loading, signal);
  }

  /**
   * As SanaPipeline.generate. When the device is lost or memory runs out, the pictures that are not there yet are made by
   * a new engine that takes the device to have less memory; it stays like that until the next `load`.
   * @returns the pictures in order
   * @throws SanaError of any code; `cancelled` within a second after `signal` was aborted, `worker-failed` when the engine
   *   crashed or hung
   */
  async generate(request: PartialRequest, options: GenerateOptions = {}): Promise<GeneratedPicture[]> {
    throwIfCancelled(options.signal);
    const { engine, info } = await this.#ready(options.signal);
    return generateRecovering({
      request,
      options,
      tier: info.memoryTier,
      attempt: (rest, remaining, lower) => {
        if (lower && this.#model) {
          this.#model = { ...this.#model, options: { ...this.#model.options, memoryTier: lower } };
        }
        return this.#attempt(rest, remaining);
      },
      // an error of a callback leaves the engine alive
      recoverable: () => engine.ended && this.#model !== undefined,
    });
  }

  /**
   * Has what pictures need made ahead, as SanaPipeline.warmUp, until something else is asked for. What fails then fails again,
   * and is told, when a picture is asked for.
   */
  warmUp(): void {
    const engine = this.#engine;
    if (!engine || engine.ended || !this.#loading) return;
    void this.#guarded(engine, () => engine.inBackground(api => api.warmUp())).catch(() => {});
  }

  /** How much of a prompt the loaded model reads. @throws SanaError `model-not-found`, `worker-failed` */
  async read(prompt: string, options: ReadOptions = {}): Promise<EngineReading> {
    const { engine } = await this.#ready();
    return engine.call(api => api.read(prompt, options));
  }

  async #attempt(request: PartialRequest, options: GenerateOptions): Promise<void> {
    const { signal } = options;
    const { engine } = await this.#ready(signal);
    throwIfCancelled(signal);
    const stop = new AbortController();
    let thrown: { readonly error: unknown } | undefined;
    let settled = false;
    /** A callback that throws ends the run with what it threw. */
    const guard =
      <Args extends readonly unknown[]>(callback: (...args: Args) => void) =>
      (...args: Args) => {
        // from an engine that was given up and does not know yet
        if (settled) return;
        try {
          callback(...args);
        } catch (error) {
          thrown ??= { error };
          stop.abort();
        }
      };
    const { onProgress, onPicture, onPreview, previewEvery, previews } = options;
    const told: GenerateOptions = {
      signal: signal ? AbortSignal.any([signal, stop.signal]) : stop.signal,
      ...(onProgress && { onProgress: guard(onProgress) }),
      ...(onPicture && { onPicture: guard(onPicture) }),
      ...(onPreview && { onPreview: guard(onPreview), previewEvery, previews }),
    };
    try {
      await this.#guarded(engine, () => engine.call(api => api.generate(request, told), told.signal));
    } catch (error) {
      throw thrown ? thrown.error : error;
    } finally {
      settled = true;
    }
    if (thrown) throw thrown.error;
  }

  /** Frees everything and ends the engine. The next `load` starts a new one. */
  async dispose(): Promise<void> {
    const engine = this.#engine;
    this.#engine = undefined;
    this.#model = undefined;
    this.#loading = undefined;
    if (!engine || engine.ended) return;
    try {
      await engine.call(api => api.dispose());
    } finally {
      engine.end(new SanaError('cancelled:engine'));
    }
  }

  /** An engine with the model in it. */
  async #ready(signal?: AbortSignal): Promise<{ readonly engine: LiveEngine; readonly info: ModelInfo }> {
    if (!this.#model) throw new SanaError('model-not-found:none-loaded');
    if (!this.#engine || this.#engine.ended || !this.#loading) void this.#load(this.#model);
    const engine = this.#engine!;
    return { engine, info: await engine.unlessCancelled(this.#loading!, signal) };
  }

  #load({ source, options }: Asked): Promise<ModelInfo> {
    const { device = 'auto' } = options;
    // what began for the processor alone knows no graphics device, and looks for none again
    const isLimited = this.#used === 'wasm' && device !== this.#device && device !== 'wasm';
    if (isLimited && this.#engine?.isIdle) this.#engine.end(new SanaError('cancelled:engine'));
    this.#device = device;
    const engine = this.#running();
    engine.mayBlock = false;
    const loading = this.#guarded(engine, async () => {
      const info = await engine.call(api => api.load(source, options));
      engine.mayBlock = info.device !== 'webgpu';
      this.#used = info.device;
      return info;
    });
    this.#loading = loading;
    loading.catch(() => {
      if (this.#loading === loading) this.#loading = undefined;
    });
    return loading;
  }

  /** Gives the engine up if `job` fails in a way that may have harmed it. */
  async #guarded<T>(engine: LiveEngine, job: () => Promise<T>): Promise<T> {
    try {
      return await job();
    } catch (error) {
      if (error instanceof SanaError && FATAL.includes(error.code)) engine.end(error);
      throw error;
    }
  }
}
