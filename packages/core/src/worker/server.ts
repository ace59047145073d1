import { type Endpoint, expose, type Remote, releaseProxy, transfer } from 'comlink';
import { openModelFolder } from '../checkpoint/model-folder.ts';
import { type Remark, SanaError } from '../errors.ts';
import { SanaPipeline } from '../pipeline.ts';
import { safetyGuard } from '../prompt/safety.ts';
import { runtimeError } from '../runtime/errors.ts';
import { Queue } from '../runtime/queue.ts';
import { type Runtime, throwIfCancelled } from '../runtime/session.ts';
import { parseGenerateCall, parseLoadCall } from './calls.ts';
import { openSource, type Sources } from './open-source.ts';
import type {
  DeviceChoice,
  EngineApi,
  EngineEvent,
  GenerateCall,
  LoadCall,
  LoadOptions,
  ModelInfo,
  Outcome,
} from './protocol.ts';

/** What differs from place to place: how models are opened and which devices there are. */
export interface EngineHost {
  readonly sources: Sources;
  /** @throws SanaError `device-unavailable` */
  startRuntime(
    device: DeviceChoice,
    options: LoadOptions,
  ): Promise<{ readonly runtime: Runtime; readonly note?: Remark | undefined }>;
}

/** Serves an engine to whoever is at the other end of `endpoint`; default: to the page that started this worker. */
export function serveEngine(host: EngineHost, endpoint?: Endpoint): EngineApi {
  const server = new EngineServer(host);
  expose(server, endpoint);
  return server;
}

/** The callback as it arrives: a proxy whose port has to be closed, or in tests the function itself. */
type EventSink = ((event: EngineEvent) => unknown) & Partial<Pick<Remote<() => void>, typeof releaseProxy>>;

class EngineServer implements EngineApi {
  readonly #host: EngineHost;
  readonly #queue = new Queue();
  readonly #running = new Map<number, AbortController>();
  #runtime:
    | { readonly device: DeviceChoice; readonly started: Awaited<ReturnType<EngineHost['startRuntime']>> }
    | undefined;
  #pipeline: SanaPipeline | undefined;

  constructor(host: EngineHost) {
    this.#host = host;
  }

  load(call: LoadCall): Promise<Outcome<ModelInfo>> {
    return outcome(() => this.#queue.run(() => this.#load(parseLoadCall(call))));
  }

  async #load({ source, device = 'auto', safety = 'replace', ...options }: LoadCall): Promise<ModelInfo> {
    await this.#closeModel();
    if (this.#runtime?.device !== device) {
      this.#runtime = { device, started: await this.#host.startRuntime(device, options) };
    }
    const { runtime, note } = this.#runtime.started;
    const model = await openModelFolder(await openSource(this.#host.sources, source));
    this.#pipeline = new SanaPipeline(runtime, model, { ...options, guard: safetyGuard(safety) });
    const { label, family } = model;
    return {
      label,
      family,
      defaults: this.#pipeline.defaults,
      sizes: this.#pipeline.sizes,
      usesNegativePrompt: !model.transformer.config.guidance_embeds,
      device: runtime.device,
      memoryTier: options.memoryTier ?? runtime.memoryTier,
      note,
    };
  }

  generate(call: GenerateCall, onEvent: EventSink): Promise<Outcome<undefined>> {
    return outcome(async () => {
      const { id, request, previewEvery } = parseGenerateCall(call);
      const controller = new AbortController();
      const { signal } = controller;
      this.#running.set(id, controller);
      const deliveries: unknown[] = [];
      const send = (event: EngineEvent) => deliveries.push(onEvent(event));
      let started = false;
      const cancelledBefore = new Promise<never>((_, reject) => {
        signal.addEventListener('abort', () => started || reject(new SanaError('cancelled')));
      });
      const run = this.#queue.run(async () => {
        throwIfCancelled(signal);
        started = true;
        if (!this.#pipeline) throw new SanaError('model-not-found:none-loaded');
        await this.#pipeline.generate(request, {
          signal,
          onProgress: progress => send({ kind: 'progress', progress }),
          onPicture: (picture, index) =>
            send(transfer({ kind: 'picture', picture, index } as const, [picture.data.buffer])),
          ...(previewEvery !== undefined && {
            previewEvery,
            onPreview: (preview, index, step) =>
              send(transfer({ kind: 'preview', preview, index, step } as const, [preview.data.buffer])),
          }),
        });
      });
      try {
        await Promise.race([run, cancelledBefore]);
        // the events have a port of their own, which keeps no order with this one
        await Promise.all(deliveries);
      } finally {
        this.#running.delete(id);
        onEvent[releaseProxy]?.();
      }
      return undefined;
    });
  }

  cancel(id: number): void {
    this.#running.get(id)?.abort();
  }

  ping(): void {}

  dispose(): Promise<Outcome<undefined>> {
    for (const controller of this.#running.values()) controller.abort();
    return outcome(() =>
      this.#queue.run(async () => {
        await this.#closeModel();
        return undefined;
      }),
    );
  }

  async #closeModel(): Promise<void> {
    const pipeline = this.#pipeline;
    this.#pipeline = undefined;
    await pipeline?.dispose();
  }
}

async function outcome<T>(job: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await job() };
  } catch (error) {
    return { ok: false, error: runtimeError(error, 'make').toData() };
  }
}
