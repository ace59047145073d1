import type { StoredRequest } from '@sana-studio/core';
import { type Form, type Reuse, restoreForm, useAgain } from '../form/form.ts';
import { sizeForPlace } from '../form/sizes.ts';
import type { readStartImage } from '../form/start-image.ts';
import type { PanelHost, PromptOffer, StartImage } from '../host.ts';
import { formForOffer } from './runs.ts';
import type { PanelEvent, PanelState } from './state.ts';

const FORM_KEY = 'form';
const SAVE_AFTER_MS = 300;

export interface FormEditorParts {
  readonly host: PanelHost;
  readonly readStartImage: typeof readStartImage;
  readonly state: () => PanelState;
  readonly emit: (event: PanelEvent) => void;
  readonly failed: (error: unknown) => void;
}

/** What changes the form: the person, places in the document, earlier pictures. Keeps it from one visit to the next. */
export class FormEditor {
  readonly #parts: FormEditorParts;
  #saving: ReturnType<typeof setTimeout> | undefined;
  /** The prompt of the place used last. */
  #offered: string | undefined;
  #restored: Promise<void> = Promise.resolve();

  constructor(parts: FormEditorParts) {
    this.#parts = parts;
  }

  /** Takes what was kept. */
  restore(): Promise<void> {
    this.#restored = this.#restore();
    return this.#restored;
  }

  edit(change: Partial<Form>): void {
    this.#parts.emit({ type: 'edited', form: { ...this.#form, ...change } });
    this.save();
  }

  /** Fills it from an earlier picture. */
  useAgain(request: StoredRequest, what: Reuse): void {
    this.edit(useAgain(this.#form, request, what, this.#models));
  }

  /** Fills it from a place in the document. */
  use(offer: PromptOffer): void {
    this.edit(this.forOffer(offer));
    this.#offered = this.#form.prompt;
  }

  /** As `use`, unless the person has written something of their own. */
  async follow(offer: PromptOffer): Promise<void> {
    await this.#restored;
    const { form, activity } = this.#parts.state();
    if (activity === 'idle' && (form.prompt.trim() === '' || form.prompt === this.#offered)) this.use(offer);
  }

  /** @returns what it would be for a place in the document */
  forOffer(offer: PromptOffer): Form {
    return formForOffer(this.#form, offer, { models: this.#models, largestSide: this.#parts.host.largestSide });
  }

  /** Makes the picture `scale` times as large as its place. */
  scalePlace(placeScale: number): void {
    const place = this.#form.target?.place;
    const size = place && sizeForPlace(place, placeScale, this.#parts.host.largestSide);
    this.edit({ placeScale, ...(size && { width: String(size.width), height: String(size.height) }) });
  }

  /** Makes the next pictures start from this one. */
  async startFrom(image: StartImage): Promise<void> {
    await this.#startFrom(async () => image);
  }

  /** Makes the next pictures start from what the document has to offer for it. */
  async takeStartImage(): Promise<void> {
    await this.#startFrom(async () => this.#parts.host.startImages?.take());
  }

  /** Soon, so that many changes are kept at once. */
  save(): void {
    clearTimeout(this.#saving);
    this.#saving = setTimeout(() => this.#store(), SAVE_AFTER_MS);
  }

  dispose(): void {
    clearTimeout(this.#saving);
    this.#store();
  }

  get #form(): Form {
    return this.#parts.state().form;
  }

  get #models(): readonly string[] {
    return this.#parts.state().models?.map(({ id }) => id) ?? [];
  }

  async #restore(): Promise<void> {
    const { host, emit } = this.#parts;
    const stored = await host.storage.get(FORM_KEY).catch(() => undefined);
    emit({ type: 'edited', form: restoreForm(stored, this.#form) });
    // of another visit: not what the person is writing now
    this.#offered = this.#form.prompt;
  }

  async #startFrom(take: () => Promise<StartImage | undefined>): Promise<void> {
    const { readStartImage, emit, failed } = this.#parts;
    try {
      const taken = await take();
      if (!taken) return;
      this.edit({ startImage: { picture: await readStartImage(taken.file), label: taken.label } });
      emit({ type: 'problem', problem: undefined });
    } catch (error) {
      failed(error);
    }
  }

  #store(): void {
    const { target: _, startImage: __, ...form } = this.#form;
    // the form is a convenience: losing it is not worth a message, and a refused history says the same
    this.#parts.host.storage.set(FORM_KEY, form).catch(() => {});
  }
}
