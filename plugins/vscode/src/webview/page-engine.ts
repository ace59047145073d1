import { type PartialRequest, Queue, SanaError } from '@sana-studio/core';
import { type ModelSource, SanaEngine, workerConnection } from '@sana-studio/core/worker';
import {
  browserDeviceMemory,
  corePanelEngine,
  engineWithServers,
  type GeneratePictureOptions,
  type LoadedModel,
  type LoadModelOptions,
  type PanelEngine,
  type PanelPicture,
  type PanelSafety,
  PngEncoder,
  type ServerEngine,
  type StoreWorker,
} from '@sana-studio/shared';
import type { PageSettings } from '../page-settings.ts';
import { fetchGzipped, fetchScript } from './resources.ts';

/** The engine in a worker of this page. What the panel and the extension host ask of it is done in order. */
export class PageEngine implements PanelEngine {
  readonly #settings: PageSettings;
  readonly #store: StoreWorker;
  readonly #sourceOf: (model: string) => Promise<ModelSource>;
  readonly #safety: PanelSafety;
  readonly #served: ServerEngine;
  #engine: Promise<PanelEngine> | undefined;
  #loaded: { readonly id: string; readonly model: LoadedModel } | undefined;
  readonly #queue = new Queue();

  /**
   * @param store where the engine's worker reads models from that were downloaded
   * @param served draws with models of servers
   */
  constructor(
    settings: PageSettings,
    store: StoreWorker,
    sourceOf: (model: string) => Promise<ModelSource>,
    safety: PanelSafety,
    served: ServerEngine,
  ) {
    this.#served = served;
    this.#safety = safety;
    this.#settings = settings;
    this.#store = store;
    this.#sourceOf = sourceOf;
  }

  load(model: string, options: LoadModelOptions): Promise<LoadedModel> {
    return this.#queue.run(() => this.#load(model, options));
  }

  generate(request: PartialRequest, options: GeneratePictureOptions): Promise<void> {
    return this.#queue.run(async () => {
      const model = request.model ?? this.#settings.models[0]!.id;
      await this.#load(model, options);
      await (await this.#start()).generate({ ...request, model }, options);
    });
  }

  /** One picture, as PNG. */
  async picture(request: PartialRequest, options: LoadModelOptions): Promise<PanelPicture> {
    const made: PanelPicture[] = [];
    await this.generate({ ...request, count: 1 }, { ...options, onPicture: picture => made.push(picture) });
    const [picture] = made;
    if (!picture) throw new SanaError('internal:no-picture');
    return picture;
  }

  async #load(id: string, options: LoadModelOptions): Promise<LoadedModel> {
    if (this.#loaded?.id === id) return this.#loaded.model;
    this.#loaded = undefined;
    const model = await (await this.#start()).load(id, options);
    this.#loaded = { id, model };
    return model;
  }

  #start(): Promise<PanelEngine> {
    this.#engine ??= this.#create().catch(error => {
      this.#engine = undefined;
      throw error;
    });
    return this.#engine;
  }

  async #create(): Promise<PanelEngine> {
    const { device, memoryBudget, resources } = this.#settings;
    const build = await buildFor(device);
    const taken = build === 'graphics' ? resources.engine : resources.processorEngine;
    const [engineScript, pngScript, wasm] = await Promise.all([
      fetchScript(taken.script),
      fetchScript(resources.pngWorker),
      fetchGzipped(taken.wasm, 'application/wasm').then(blob => URL.createObjectURL(blob)),
    ]);
    const encoder = new PngEncoder(() => new Worker(pngScript, { type: 'module' }));
    const engine = new SanaEngine(() => {
      const worker = new Worker(engineScript, { type: 'module' });
      worker.postMessage({ wasm, build });
      this.#store.connect(worker);
      return workerConnection(worker);
    });
    const local = corePanelEngine({
      engine,
      device,
      memoryBudget,
      safety: async () => (await this.#safety.now()).policy,
      encode: encoder.encode,
      sourceOf: this.#sourceOf,
    });
    return engineWithServers(local, this.#served);
  }
}

/** Which of ONNX Runtime's builds draws here: without a graphics device the one of half the size, which starts in half the time. */
async function buildFor(device: PageSettings['device']): Promise<'graphics' | 'processor'> {
  if (device === 'webgpu') return 'graphics';
  const { tier } = await browserDeviceMemory(device);
  return tier === undefined ? 'processor' : 'graphics';
}
