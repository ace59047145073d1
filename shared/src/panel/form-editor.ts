import type { StoredRequest } from '@sana-studio/core';
import { type Form, type Reuse, restoreForm, useAgain } from '../form/form.ts';
import { sizeForPlace } from '../form/sizes.ts';
import type { readStartImage } from '../form/start-image.ts';
import type { PromptOffer, StartImage } from '../host.ts';
import type { Panel } from './effects.ts';
import { formForOffer } from './runs.ts';

const FORM_KEY = 'form';
const SAVE_AFTER_MS = 300;

/** What changes the form: the person, places in the document, earlier pictures. Keeps it from one visit to the next. */
export class FormEditor {
  readonly #panel: Panel;
  readonly #readStartImage: typeof readStartImage;
  #saving: ReturnType<typeof setTimeout> | undefined;
  /** The prompt of the place used last. */
  #offered: string | undefined;
  #restored: Promise<Form> | undefined;

  constructor(panel: Panel, read: typeof readStartImage) {
    this.#panel = panel;
    this.#readStartImage = read;
  }

  /** @returns what was kept */
  restore(): Promise<Form> {
    this.#restored ??= this.#restore();
    return this.#restored;
  }

  edit(change: Partial<Form>): void {
    this.#panel.dispatch({ type: 'edited', form: { ...this.#form, ...change } });
  }

  /** Takes another model, which is made ready if it is on this device. */
  choose(form: Form): void {
    this.#panel.dispatch({ type: 'edited', form, chosen: true });
  }

  /** Fills it from an earlier picture. */
  useAgain(request: StoredRequest, what: Reuse): void {
    const form = useAgain(this.#form, request, what, this.#models);
    if (form.model === this.#form.model) this.edit(form);
    else this.choose(form);
  }

  /** Fills it from a place in the document. */
  use(offer: PromptOffer): void {
    this.edit(formForOffer(this.#form, offer, { models: this.#models, largestSide: this.#panel.host.largestSide }));
    this.#offered = this.#form.prompt;
  }

  /** As `use`, unless the person has written something of their own. */
  async follow(offer: PromptOffer): Promise<void> {
    await this.#restored;
    const { form, activity } = this.#panel.state;
    if (activity.kind === 'idle' && (form.prompt.trim() === '' || form.prompt === this.#offered)) this.use(offer);
  }

  /** Makes the picture `scale` times as large as its place. */
  scalePlace(placeScale: number): void {
    const place = this.#form.target?.place;
    const size = place && sizeForPlace(place, placeScale, this.#panel.host.largestSide);
    this.edit({ placeScale, ...(size && { width: String(size.width), height: String(size.height) }) });
  }

  /** Makes the next pictures start from this one. */
  async startFrom(image: StartImage): Promise<void> {
    await this.#startFrom(async () => image);
  }

  /** Makes the next pictures start from what the document has to offer for it. */
  async takeStartImage(): Promise<void> {
    await this.#startFrom(async () => this.#panel.host.startImages?.take());
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
    return this.#panel.state.form;
  }

  get #models(): readonly string[] {
    return this.#panel.state.models?.map(({ id }) => id) ?? [];
  }

  async #restore(): Promise<Form> {
    const stored = await this.#panel.host.storage.get(FORM_KEY).catch(() => undefined);
    const form = restoreForm(stored, this.#form);
    // of another visit: not what the person is writing now
    this.#offered = form.prompt;
    return form;
  }

  async #startFrom(take: () => Promise<StartImage | undefined>): Promise<void> {
    try {
      const taken = await take();
      if (!taken) return;
      this.edit({ startImage: { picture: await this.#readStartImage(taken.file), label: taken.label } });
      this.#panel.dispatch({ type: 'dismissed' });
    } catch (error) {
      this.#panel.dispatch({ type: 'failed', error });
    }
  }

  #store(): void {
    const { target: _, startImage: __, ...form } = this.#form;
    // the form is a convenience: losing it is not worth a message, and a refused history says the same
    this.#panel.host.storage.set(FORM_KEY, form).catch(() => {});
  }
}
