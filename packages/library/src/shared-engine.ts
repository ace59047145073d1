import type { Engine, EngineOptions, ImageFormat, LoadProgress } from './api.ts';

/** One use of an engine that others may use as well. */
export interface SharedEngine<Default extends ImageFormat = ImageFormat> {
  /** Rejects with what `createEngine` threw; whoever asks next tries again. */
  readonly engine: Promise<Engine<Default>>;
  /** Ends this use. May be called twice. */
  release(): void;
}

/** What `createEngine` is: of a browser, or of Node. */
export type CreateEngine<Default extends ImageFormat> = (options: EngineOptions) => Promise<Engine<Default>>;

/** Milliseconds without a use after which an engine ends: components are taken down and put up again at once. */
const LINGER = 1000;

/** One engine, and who uses it. */
class Held<Default extends ImageFormat> {
  readonly opening: Promise<Engine<Default>>;
  readonly #stop = new AbortController();
  readonly #listeners = new Set<(progress: LoadProgress) => void>();
  readonly #forget: () => void;
  #uses = 0;
  #ending: ReturnType<typeof setTimeout> | undefined;

  constructor(create: CreateEngine<Default>, options: EngineOptions, forget: () => void) {
    this.#forget = forget;
    this.opening = create({
      ...options,
      signal: this.#stop.signal,
      onProgress: progress => {
        for (const listener of this.#listeners) listener(progress);
      },
    });
    this.opening.catch(forget);
  }

  use(onProgress: ((progress: LoadProgress) => void) | undefined): SharedEngine<Default> {
    clearTimeout(this.#ending);
    this.#uses++;
    if (onProgress) this.#listeners.add(onProgress);
    let isReleased = false;
    return {
      engine: this.opening,
      release: () => {
        if (isReleased) return;
        isReleased = true;
        if (onProgress) this.#listeners.delete(onProgress);
        if (--this.#uses === 0) this.#ending = setTimeout(() => this.#end(), LINGER);
      },
    };
  }

  #end(): void {
    this.#forget();
    this.#stop.abort();
    this.opening.then(
      engine => engine.dispose(),
      () => {},
    );
  }
}

/** By what makes engines different. */
const all = new Map<string, Held<ImageFormat>>();

/** Models that are objects are the same if they are one object. */
const numbers = new WeakMap<object, number>();
let lastNumber = 0;

function numberOf(object: object): number {
  const number = numbers.get(object) ?? ++lastNumber;
  numbers.set(object, number);
  return number;
}

/** Equal for equal values. Of what is no plain data, such as a Blob or pixels, only one object is equal to itself. */
export function described(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (isOpaque(part) ? numberOf(part) : part));
}

function isOpaque(part: unknown): part is object {
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return false;
  return Object.getPrototypeOf(part) !== Object.prototype;
}

function optionsKey({ onProgress: _onProgress, signal: _signal, model, ...options }: EngineOptions): string {
  const which = typeof model === 'object' && !(model instanceof URL) ? numberOf(model) : String(model);
  return described([which, options]);
}

/**
 * An engine that is opened once, however often it is asked for with the same options, and disposed of a second after its
 * last use was released: for components, which frameworks mount twice, and for modules that are loaded anew.
 * @param create `createEngine`
 * @param options as of `createEngine`, but that `signal` is not heard: who is no longer interested calls `release`
 */
export function sharedEngine<Default extends ImageFormat>(
  create: CreateEngine<Default>,
  options: EngineOptions = {},
): SharedEngine<Default> {
  const key = optionsKey(options);
  const known = all.get(key) as Held<Default> | undefined;
  if (known) return known.use(options.onProgress);
  const held = new Held(create, options, () => {
    if (all.get(key) === (held as unknown)) all.delete(key);
  });
  all.set(key, held as unknown as Held<ImageFormat>);
  return held.use(options.onProgress);
}
