import { SanaError } from '@sana-studio/core';
import { memoryHistory } from '../history/memory-history.ts';
import type { LoadedModel, ModelEntry, PanelEngine, PanelHost, PanelModels, PanelPicture } from '../host.ts';

export const MINI: LoadedModel = {
  defaults: { model: 'mini', width: 256, height: 256, steps: 16, guidanceScale: 2, sampler: 'dpm2' },
  sampleSize: 8,
  binning: false,
  usesNegativePrompt: true,
  device: 'wasm',
  note: { remark: 'no-gpu:no-adapter', data: {} },
};

export const ENTRIES: readonly ModelEntry[] = [
  { id: 'mini', title: 'Mini', state: { kind: 'ready' } },
  { id: 'large', title: 'Large', state: { kind: 'needs-download', bytes: 3e9 } },
];

/** An engine whose pictures come when the test says so. */
export class FakeEngine implements PanelEngine {
  readonly loads: string[] = [];
  readonly requests: Parameters<PanelEngine['generate']>[0][] = [];
  failure: SanaError | undefined;
  #generation: { options: Parameters<PanelEngine['generate']>[1]; end: (error?: SanaError) => void } | undefined;

  async load(...[model]: Parameters<PanelEngine['load']>): Promise<LoadedModel> {
    this.loads.push(model);
    if (this.failure) throw this.failure;
    return { ...MINI, defaults: { ...MINI.defaults, model } };
  }

  generate(...[request, options]: Parameters<PanelEngine['generate']>): Promise<void> {
    this.requests.push(request);
    return new Promise((resolve, reject) => {
      const end = (error?: SanaError) => (error ? reject(error) : resolve());
      this.#generation = { options, end };
      options.signal.addEventListener('abort', () => end(new SanaError('cancelled')));
    });
  }

  /** Hands over a picture of the generation under way. */
  finish(index: number): PanelPicture {
    const request = this.requests.at(-1)!;
    const made: PanelPicture = {
      png: new Blob(['png'], { type: 'image/png' }),
      request: {
        ...MINI.defaults,
        ...(request as PanelPicture['request']),
        seed: request.seed! + index,
        count: 1,
        sampler: MINI.defaults.sampler,
      },
      replaced: [],
    };
    this.#generation!.options.onPicture(made, index);
    return made;
  }

  /** Reports a denoising step of the generation under way. */
  progress(step: number): void {
    this.#generation!.options.onProgress({ phase: 'denoise', step, steps: 16, picture: 0, pictures: 1, fraction: 0.5 });
  }

  /** Ends the generation under way. */
  end(error?: SanaError): void {
    this.#generation!.end(error);
  }
}

/** Models that stay as `list` tells them first. */
export function fakeModels(list: () => Promise<readonly ModelEntry[]>): PanelModels {
  return {
    async watch({ onModels, signal }) {
      onModels(await list());
      await new Promise(resolve => signal.addEventListener('abort', resolve));
    },
  };
}

export interface FakeHost extends PanelHost {
  readonly engine: FakeEngine;
  readonly stored: Map<string, unknown>;
}

export function fakeHost(changes: Partial<PanelHost> = {}): FakeHost {
  const stored = new Map<string, unknown>();
  return {
    look: 'plain',
    locale: 'en',
    models: fakeModels(async () => ENTRIES),
    storage: {
      get: async key => stored.get(key),
      set: async (key, value) => {
        stored.set(key, value);
      },
    },
    history: memoryHistory(),
    actions: [],
    ...changes,
    engine: new FakeEngine(),
    stored,
  };
}
