import type { Engine, EngineOptions, GeneratedImage, GenerateOptions } from '../api.ts';
import { SanaError, type SharedEngine, sharedEngine } from '../public.ts';
import { createEngine } from '../web/index.ts';

/** What a component is to draw: a request, without what belongs to one call. */
export type DrawingRequest = Omit<
  GenerateOptions,
  'format' | 'signal' | 'onProgress' | 'onPreview' | 'onImage' | 'count'
>;

/** Of an engine that a component may have for itself. */
export type DrawingEngine = Omit<EngineOptions, 'onProgress' | 'signal'>;

/** What a component shows. */
export type DrawingState =
  /** 0…1, of the model's files at first, then of the picture; missing while nobody can know. */
  | { readonly phase: 'drawing'; readonly fraction?: number | undefined }
  | { readonly phase: 'done'; readonly url: string; readonly image: GeneratedImage<'blob'> }
  | { readonly phase: 'failed'; readonly error: SanaError };

/** One picture of a component: drawn with an engine that all components with the same options share. */
export class Drawing {
  readonly #show: (state: DrawingState) => void;
  readonly #stop = new AbortController();
  #shared: SharedEngine<'blob'> | undefined;
  #url: string | undefined;

  constructor(show: (state: DrawingState) => void) {
    this.#show = state => this.#stop.signal.aborted || show(state);
  }

  /** Draws; what happens is shown, also what goes wrong. */
  async start(request: DrawingRequest, options: DrawingEngine = {}): Promise<void> {
    const onProgress = ({ fraction }: { readonly fraction?: number | undefined }) =>
      this.#show({ phase: 'drawing', fraction });
    this.#show({ phase: 'drawing' });
    try {
      const { signal } = this.#stop;
      this.#shared = sharedEngine(createEngine, { ...options, onProgress });
      const engine: Engine<'blob'> = await this.#shared.engine;
      const image = await engine.generate({ ...request, format: 'blob', signal, onProgress });
      // it was taken down meanwhile
      if (signal.aborted) return;
      this.#url = URL.createObjectURL(image.image);
      this.#show({ phase: 'done', url: this.#url, image });
    } catch (thrown) {
      this.#show({ phase: 'failed', error: SanaError.from(thrown) });
    }
  }

  /** Stops within a second. */
  cancel(): void {
    this.#show({ phase: 'failed', error: new SanaError('cancelled') });
    this.#end();
  }

  /** Nothing is shown any more, and what it holds is given back. */
  end(): void {
    this.#end();
    if (this.#url) URL.revokeObjectURL(this.#url);
  }

  #end(): void {
    this.#stop.abort();
    this.#shared?.release();
  }
}
