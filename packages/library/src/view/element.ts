import { Drawing, type DrawingEngine, type DrawingRequest, type DrawingState } from './drawing.ts';

export type { DrawingEngine, DrawingRequest } from './drawing.ts';

/** Attributes of the request, by the fields that they say; the first are numbers. */
const NUMBERS = { seed: 'seed', steps: 'steps', 'guidance-scale': 'guidanceScale' };
const WORDS = { prompt: 'prompt', size: 'size', 'negative-prompt': 'negativePrompt' };
const ENGINE = ['model', 'server'];

/** Where a server renders the page there are no elements. */
const Base = globalThis.HTMLElement ?? (class {} as typeof HTMLElement);

/** A part of the element, in the slot of that name if there is one: who uses the element may bring another. */
function part<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, name: string, ...inside: (Node | string)[]) {
  const element = Object.assign(document.createElement(tag), { part: name });
  element.append(...inside);
  return element;
}
function slot(name: string, ...usual: Node[]): HTMLSlotElement {
  const element = Object.assign(document.createElement('slot'), { name });
  element.append(...usual);
  return element;
}

interface Parts {
  readonly image: HTMLImageElement;
  readonly bar: HTMLProgressElement;
  readonly error: HTMLElement;
  readonly drawing: HTMLElement;
  readonly failed: HTMLElement;
}

/**
 * `<sana-image prompt="…" size="512x512" alt="…">`: a picture that is drawn where it is shown, and anew when an attribute
 * changes. Attributes: `prompt`, `size`, `alt`, `seed`, `steps`, `guidance-scale`, `negative-prompt`, `model`, `server`.
 * Slots: `progress`, `cancel`, `error`, `retry`. Parts, for CSS: `image`, `drawing`, `progress`, `cancel`, `failed`, `error`,
 * `retry`. Events: `drawing`, `done`, `failed`; their `detail` is the state, with `fraction`, `image` or `error`.
 */
export class SanaImageElement extends Base {
  /** @internal */
  static readonly observedAttributes = [...Object.keys({ ...NUMBERS, ...WORDS }), ...ENGINE, 'alt'];
  /** Fields of the request that no attribute says; set it before `prompt`. */
  request: Partial<DrawingRequest> = {};
  /** Which model draws, and where; default: what `configure` said. */
  engine: DrawingEngine = {};
  #drawing: Drawing | undefined;
  #parts: Parts | undefined;
  #isWaiting = false;

  #build(): Parts {
    const [image, bar, error] = [part('img', 'image'), part('progress', 'progress'), part('span', 'error')];
    const cancel = slot('cancel', part('button', 'cancel', 'Cancel'));
    const retry = slot('retry', part('button', 'retry', 'Try again'));
    cancel.addEventListener('click', () => this.#drawing?.cancel());
    retry.addEventListener('click', () => this.#begin());
    const drawing = Object.assign(part('span', 'drawing', slot('progress', bar), cancel), {
      role: 'group',
      ariaBusy: 'true',
    });
    const failed = Object.assign(part('span', 'failed', slot('error', error), ' ', retry), { role: 'alert' });
    this.attachShadow({ mode: 'open' }).append(image, drawing, failed);
    return { image, bar, error, drawing, failed };
  }

  /** Draws once, however many attributes change at a time. */
  #begin(): void {
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    queueMicrotask(() => {
      this.#isWaiting = false;
      this.#drawing?.end();
      if (!this.isConnected || !this.hasAttribute('prompt')) return;
      const read = (names: Readonly<Record<string, string>>, value = (text: string): string | number => text) =>
        Object.fromEntries(
          Object.entries(names).flatMap(([attribute, field]) => {
            const text = this.getAttribute(attribute);
            return text === null ? [] : [[field, value(text)]];
          }),
        );
      const request = { prompt: '', ...this.request, ...read(WORDS), ...read(NUMBERS, Number) };
      this.#drawing = new Drawing(state => this.#show(state));
      void this.#drawing.start(request, { ...this.engine, ...read({ model: 'model', server: 'server' }) });
    });
  }

  #show(state: DrawingState): void {
    const { image, bar, error, drawing, failed } = this.#parts!;
    image.hidden = state.phase !== 'done';
    drawing.hidden = state.phase !== 'drawing';
    failed.hidden = state.phase !== 'failed';
    image.alt = drawing.ariaLabel = bar.ariaLabel = this.getAttribute('alt') ?? '';
    if (state.phase === 'done') image.src = state.url;
    else if (state.phase === 'failed') error.textContent = state.error.message;
    else if (state.fraction === undefined) bar.removeAttribute('value');
    else bar.value = state.fraction;
    this.dispatchEvent(new CustomEvent(state.phase, { detail: state }));
  }

  /** @internal */
  connectedCallback(): void {
    this.#parts ??= this.#build();
    for (const element of [this.#parts.image, this.#parts.drawing, this.#parts.failed]) element.hidden = true;
    this.#begin();
  }

  /** @internal */
  attributeChangedCallback(name: string): void {
    if (!this.#parts) return;
    if (name === 'alt') this.#parts.image.alt = this.getAttribute('alt') ?? '';
    else this.#begin();
  }

  /** @internal */
  disconnectedCallback(): void {
    this.#drawing?.end();
  }
}

/** Makes `<sana-image>` an element of the page, once. Not done on import, so that importing has no effect. */
export function defineSanaImage(name = 'sana-image'): void {
  if (!customElements.get(name)) customElements.define(name, SanaImageElement);
}
