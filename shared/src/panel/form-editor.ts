import { SanaError, type StoredRequest } from '@sana-studio/core';
import type { ControlSource } from '@sana-studio/core/request';
import { chooseControlNet, chosenControlNets } from '../form/chosen-controlnets.ts';
import { type Form, withMask } from '../form/form.ts';
import type { FormMask } from '../form/mask.ts';
import { givenMask } from '../form/painting.ts';
import { restoreForm } from '../form/restore.ts';
import { type Reuse, useAgain } from '../form/reuse.ts';
import type { readStartImage } from '../form/start-image.ts';
import type { ControlImage, MaskedImage, StartImage } from '../host.ts';
import type { Panel } from './effects.ts';
import { formNow, linesOf, rowsOf } from './rows.ts';
import type { Target } from './runs.ts';
import type { PanelState } from './state.ts';
import { readWords, storedWords } from './written-words.ts';

const FORM_KEY = 'form';
/** Places are of the document: see `PanelStorage`. */
const WORDS_KEY = 'here.words';
const SAVE_AFTER_MS = 300;

/** What changes the form: the person, places in the document, earlier pictures. Keeps it from one visit to the next. */
export class FormEditor {
  readonly #panel: Panel;
  readonly #readStartImage: typeof readStartImage;
  #saving: ReturnType<typeof setTimeout> | undefined;

  constructor(panel: Panel, read: typeof readStartImage) {
    this.#panel = panel;
    this.#readStartImage = read;
  }

  /** @returns what was kept */
  async restore(): Promise<Form> {
    const stored = await this.#panel.host.storage.get(FORM_KEY).catch(() => undefined);
    return restoreForm(stored, this.#form);
  }

  /** @returns the words that were written for places */
  async restoreWords(): Promise<PanelState['reworded']> {
    return readWords(await this.#panel.host.storage.get(WORDS_KEY).catch(() => undefined));
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
    if (what === 'all' || what === 'prompt') this.write(form.prompt);
    if (form.model === this.#form.model) this.edit(form);
    else this.choose(form);
  }

  /** Writes the words of what is selected: of the only place, or of a picture for none. */
  write(prompt: string): void {
    const rows = rowsOf(this.#panel.state);
    const [only] = rows.length === 1 ? rows : [];
    if (only) this.#panel.dispatch({ type: 'reworded', id: only.offer.id, prompt });
    this.edit(linesOf(prompt).length > 1 ? { prompt } : { prompt, eachLine: false });
  }

  /** Makes the picture `placeScale` times as large as its place. */
  scalePlace(placeScale: number): void {
    this.edit({ placeScale, sizing: 'place' });
  }

  /** Makes the picture as large as this, whatever its place. */
  resize(change: Partial<Pick<Form, 'width' | 'height'>>): void {
    const { state, host } = this.#panel;
    const { width, height } = formNow(state, host.largestSide);
    this.edit({ width, height, ...change, sizing: 'own' });
  }

  /** Makes the next pictures start from this one. */
  async startFrom(image: StartImage): Promise<void> {
    await this.#startFrom(async () => image);
  }

  /** Starts from this picture, and lets the person paint what of it is to change; the result goes to its place. */
  async changePart(image: StartImage, target?: Target): Promise<void> {
    if (await this.#startFrom(async () => image, target)) this.paint();
  }

  /** Starts from what the document has to offer, of which it says what changes. */
  async takeMaskedImage(): Promise<void> {
    try {
      const taken = await this.#panel.host.maskedImages?.take();
      if (taken) await this.takeMasked(taken);
    } catch (error) {
      this.#panel.dispatch({ type: 'failed', error });
    }
  }

  /** Starts from this picture, which says itself what of it changes. */
  async takeMasked({ mask, target, ...image }: MaskedImage): Promise<void> {
    if (!(await this.#startFrom(async () => image, target))) return;
    const { width, height } = this.#form.startImage!.picture;
    if (mask.width === width && mask.height === height) return this.painted(givenMask(mask));
    const facts = { width, height, maskWidth: mask.width, maskHeight: mask.height };
    this.#panel.dispatch({ type: 'failed', error: new SanaError('mask-unfit:size', facts) });
  }

  /** Lets the person paint what of the picture to start from is to change. */
  paint(): void {
    this.#panel.dispatch({ type: 'painting', open: true });
  }

  /** What was painted of it; nothing, and all of the picture may change. */
  painted(mask: FormMask | undefined, feather?: number): void {
    this.edit(withMask(this.#form, mask, feather));
    this.#panel.dispatch({ type: 'painting', open: false });
  }

  forgetMask(): void {
    this.edit(withMask(this.#form, undefined));
  }

  forgetStartImage(): void {
    this.edit({ ...withMask(this.#form, undefined), startImage: undefined });
  }

  /** Makes the next pictures start from what the document has to offer for it. */
  async takeStartImage(): Promise<void> {
    await this.#startFrom(async () => this.#panel.host.startImages?.take());
  }

  /**
   * Has the next pictures follow the lines of this one.
   * @param from what it is: of a photo edges are found, of a sketch its dark lines are taken
   * @returns whether it is there
   */
  async chooseControl({ target, ...image }: Omit<ControlImage, 'from'>, from: ControlSource): Promise<boolean> {
    try {
      const control = { picture: await this.#readStartImage(image.file), label: image.label, target };
      const controlnet = this.#form.controlnet || chosenControlNets().at(-1);
      const prompt = target?.prompt || this.#form.prompt;
      this.edit({ control, controlFrom: from, controlnet, prompt });
      this.#panel.dispatch({ type: 'dismissed' });
      return true;
    } catch (error) {
      this.#panel.dispatch({ type: 'failed', error });
      return false;
    }
  }

  forgetControl(): void {
    this.edit({ control: undefined });
  }

  /** Takes a ControlNet whose files were chosen. @returns whether they can be one's */
  chooseControlNet(files: readonly File[]): boolean {
    const controlnet = chooseControlNet(files);
    if (controlnet) this.edit({ controlnet });
    return controlnet !== undefined;
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

  /** @returns whether it is there */
  async #startFrom(take: () => Promise<StartImage | undefined>, target?: Target): Promise<boolean> {
    try {
      const taken = await take();
      if (!taken) return false;
      const startImage = { picture: await this.#readStartImage(taken.file), label: taken.label, target };
      this.edit({ ...withMask(this.#form, undefined), startImage });
      this.#panel.dispatch({ type: 'dismissed' });
      return true;
    } catch (error) {
      this.#panel.dispatch({ type: 'failed', error });
      return false;
    }
  }

  #store(): void {
    const { startImage: _, loras: __, mask: ___, control: ____, controlnet, ...rest } = withMask(this.#form, undefined);
    const form = { ...rest, ...(typeof controlnet === 'string' && { controlnet }) };
    // the form is a convenience: losing it is not worth a message, and a refused history says the same
    const { host, state } = this.#panel;
    host.storage.set(FORM_KEY, form).catch(() => {});
    if (host.prompts) host.storage.set(WORDS_KEY, storedWords(state.reworded)).catch(() => {});
  }
}
