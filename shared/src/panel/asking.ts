import type { FieldName } from '../form/check.ts';
import type { FormStartImage } from '../form/form.ts';
import type { Larger } from '../form/larger.ts';
import type { PanelPicture, PromptOffer } from '../host.ts';
import type { ControllerTools } from './controller-tools.ts';
import type { Panel } from './effects.ts';
import { outlookOf } from './outlook.ts';
import type { Again, Ask, Wanted, Wish } from './plan.ts';
import { outdatedRows, placeOf, rowsOf, wantedNow } from './rows.ts';
import type { Job } from './runs.ts';
import type { Slot } from './state.ts';

/** How far a variation goes from its picture, of 1. */
export const VARIATIONS = { small: 0.15, medium: 0.35, strong: 0.65 } as const;
export type Variation = keyof typeof VARIATIONS;

/** What the person asks to have made. What is asked for while something is made is made afterwards. */
export class Asking {
  readonly #panel: Panel;
  readonly #tools: Pick<ControllerTools, 'drawSeed' | 'readStartImage'>;
  /** Who waits for what was asked for, by `Ask.id`. */
  readonly #waiting = new Map<number, (wrong: FieldName | undefined) => void>();
  #lastAsk = 0;

  constructor(panel: Panel, tools: Pick<ControllerTools, 'drawSeed' | 'readStartImage'>) {
    this.#panel = panel;
    this.#tools = tools;
  }

  /**
   * Makes the pictures of what is selected now, by the form as it is now.
   * @returns the first field with a mistake, if there is one
   */
  async generate(): Promise<FieldName | undefined> {
    const { state, host } = this.#panel;
    if (outlookOf(state, host).obstacle) return undefined;
    return this.#pictures(wantedNow(state, this.#tools.drawSeed));
  }

  /** One picture for each of these places. @returns the first field with a mistake, if that leaves nothing to make */
  async generateEach(offers: readonly PromptOffer[]): Promise<FieldName | undefined> {
    const each = offers.filter(({ repeats, leftOut }) => !repeats && leftOut === undefined);
    const reasons = [...new Set(offers.flatMap(({ leftOut }) => leftOut ?? []))];
    if (each.length === 0 && reasons.length > 0) {
      this.#panel.dispatch({ type: 'notice', notice: reasons.join(' ') });
      return undefined;
    }
    return this.#pictures(each.map(offer => this.#forOffer(offer)));
  }

  /** Makes pictures anew whose words have changed in the document since. */
  update(): Promise<FieldName | undefined> {
    const rows = outdatedRows(this.#panel.state);
    return this.#pictures(rows.map(({ offer, words }) => this.#forOffer({ ...offer, prompt: words })));
  }

  /** The same once more with another seed, beside it and for the same place. */
  again(
    { id, target, startImage, mask, control, controlnet, picture }: Slot,
    variation?: Variation,
  ): Promise<FieldName | undefined> {
    if (!picture) return Promise.resolve(undefined);
    const again = {
      request: picture.request,
      startImage,
      mask,
      control,
      controlnet,
      ...(variation && { variation: VARIATIONS[variation] }),
    };
    return this.#pictures([this.#anew(again, { target })], id);
  }

  /** An earlier picture once more, for the place that is selected now, if it is one. */
  againHere({ request }: Pick<PanelPicture, 'request'>, variation?: Variation): Promise<FieldName | undefined> {
    const rows = rowsOf(this.#panel.state);
    const place = rows.length === 1 ? placeOf(rows[0]!.offer) : {};
    const again = { request, ...(variation && { variation: VARIATIONS[variation] }) };
    return this.#pictures([this.#anew(again, place)]);
  }

  /** A picture that was just made, larger, beside it and for the same place. */
  async enlarge({ id, target, control, controlnet, picture }: Slot, larger: Larger): Promise<void> {
    const startImage = picture && (await this.#asStart(picture));
    if (!picture || !startImage) return;
    const again = { request: picture.request, startImage, larger, control, controlnet };
    await this.#pictures([this.#anew(again, { target })], id);
  }

  /** An earlier picture, larger, for the place that is selected now, if it is one. */
  async enlargeHere(picture: PanelPicture, larger: Larger): Promise<void> {
    const startImage = await this.#asStart(picture);
    if (!startImage) return;
    const rows = rowsOf(this.#panel.state);
    const { target } = rows.length === 1 ? placeOf(rows[0]!.offer) : {};
    await this.#pictures([this.#anew({ request: picture.request, startImage, larger }, { target })]);
  }

  async #asStart({ png, request }: PanelPicture): Promise<FormStartImage | undefined> {
    try {
      return { picture: await this.#tools.readStartImage(png), label: request.prompt };
    } catch (error) {
      this.#panel.dispatch({ type: 'failed', error });
      return undefined;
    }
  }

  ask(wish: Wish): Promise<FieldName | undefined> {
    const { ask, answer } = this.#asked(wish);
    this.#panel.dispatch({ type: 'ask', ask });
    return answer;
  }

  /** What the last visit has left to make. */
  asksFor(runs: readonly (readonly Job[])[]): readonly Ask[] {
    return runs.map(jobs => this.#asked({ kind: 'rest', jobs }).ask);
  }

  /** Something that was asked for is there, or was given up. */
  answer(ask: number, wrong: FieldName | undefined): void {
    this.#waiting.get(ask)?.(wrong);
    this.#waiting.delete(ask);
  }

  #forOffer(offer: PromptOffer): Wanted {
    const { request, prompt } = offer;
    if (request) return this.#anew({ request, words: prompt }, placeOf(offer));
    return { ...placeOf(offer), words: prompt || this.#panel.state.form.prompt, seed: this.#tools.drawSeed() };
  }

  #anew(again: Again, place: Pick<Wanted, 'target' | 'place'>): Wanted {
    return { ...place, words: '', seed: this.#tools.drawSeed(), again };
  }

  #pictures(wanted: readonly Wanted[], after?: number): Promise<FieldName | undefined> {
    const { state, host } = this.#panel;
    return this.ask({ kind: 'pictures', form: state.form, wanted, largestSide: host.largestSide, after });
  }

  #asked(wish: Wish): { readonly ask: Ask; readonly answer: Promise<FieldName | undefined> } {
    const id = ++this.#lastAsk;
    return { ask: { ...wish, id }, answer: new Promise(resolve => this.#waiting.set(id, resolve)) };
  }
}
