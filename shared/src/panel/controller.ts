import { drawSeed, type StoredRequest } from '@sana-studio/core/request';
import type { FieldName } from '../form/check.ts';
import { type Reuse, withModel } from '../form/form.ts';
import { readStartImage as decodeStartImage } from '../form/start-image.ts';
import { makeThumbnail as drawThumbnail } from '../history/thumbnail.ts';
import type { PanelHost, PanelPicture, PictureAction, PromptOffer } from '../host.ts';
import { chosenOptions, Effects, type Panel } from './effects.ts';
import type { PanelEvent } from './events.ts';
import { FormEditor } from './form-editor.ts';
import { KeptPictures } from './kept-pictures.ts';
import { ModelLibrary } from './model-library.ts';
import { reduce } from './reduce.ts';
import { type Ask, readJobs, type Wish } from './runs.ts';
import { INITIAL_STATE, type PanelState } from './state.ts';

/** What the controller takes from the platform; tests bring their own. */
export interface ControllerTools {
  readonly makeThumbnail: (png: Blob) => Promise<Blob>;
  readonly readStartImage: typeof decodeStartImage;
  readonly drawSeed: () => number;
}

const PLATFORM: ControllerTools = {
  makeThumbnail: drawThumbnail,
  readStartImage: decodeStartImage,
  drawSeed,
};

/** What the panel does: turns what the person wants into events, and what the reducer makes of them into effects. */
export class PanelController implements Panel {
  readonly host: PanelHost;
  readonly form: FormEditor;
  readonly library: ModelLibrary;
  readonly pictures: KeptPictures;
  readonly #tools: ControllerTools;
  readonly #effects: Effects;
  readonly #listeners = new Set<(state: PanelState) => void>();
  /** Who waits for what was asked for, by `Ask.id`. */
  readonly #asking = new Map<number, (wrong: FieldName | undefined) => void>();
  #lastAsk = 0;
  #state: PanelState = INITIAL_STATE;
  #stopOffers: (() => void) | undefined;

  constructor(host: PanelHost, tools: ControllerTools = PLATFORM) {
    this.host = host;
    this.#tools = tools;
    this.form = new FormEditor(this, tools.readStartImage);
    this.pictures = new KeptPictures(this, tools.makeThumbnail);
    this.library = new ModelLibrary(this);
    this.#effects = new Effects(this, {
      keep: ({ picture }) => void this.pictures.keep(picture),
      save: () => this.form.save(),
      answer: ({ ask, wrong }) => {
        this.#asking.get(ask)?.(wrong);
        this.#asking.delete(ask);
      },
    });
  }

  get state(): PanelState {
    return this.#state;
  }

  readonly dispatch = (event: PanelEvent): void => {
    const [state, ...effects] = reduce(this.#state, event);
    this.#state = state;
    for (const listener of this.#listeners) listener(this.#state);
    for (const effect of effects) this.#effects.run(effect);
  };

  /** @returns stops the calls */
  subscribe(listener: (state: PanelState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Restores what was kept, lists what there is, makes the model ready and goes on with what a reload interrupted. */
  async start(): Promise<void> {
    this.#stopOffers = this.host.prompts?.subscribe(offers => this.dispatch({ type: 'offers', offers }));
    const [form, stored] = await Promise.all([this.form.restore(), this.#effects.unfinished()]);
    const jobs = readJobs(stored);
    const resumed = jobs.length > 0 ? this.#asked({ kind: 'rest', jobs }) : undefined;
    this.dispatch({ type: 'restored', form, unfinished: resumed?.ask });
    const prepared = this.#until(({ models, activity }) => models !== undefined && activity.kind !== 'preparing');
    await Promise.all([this.pictures.list(), this.#listOffers(), prepared, this.library.look(), resumed?.answer]);
  }

  /** Changes the model, and makes it ready if it is on this device. */
  async chooseModel(id: string): Promise<void> {
    if (this.#state.activity.kind !== 'idle') return;
    this.form.choose(withModel(this.#state.form, id));
    await this.#prepared();
  }

  /** Lets the person point to a folder, and takes the model in it. */
  async addFolder(): Promise<void> {
    try {
      const entry = await this.host.models.addFolder?.();
      if (entry) await this.chooseModel(entry.id);
    } catch (error) {
      this.dispatch({ type: 'failed', error });
    }
  }

  /** Fetches the chosen model if it must be, and makes it ready. */
  async load(): Promise<void> {
    this.dispatch({ type: 'load' });
    await this.#prepared();
  }

  /**
   * Makes the pictures of the form, as soon as the model that is being made ready is.
   * @returns the first field with a mistake, if there is one
   */
  generate(): Promise<FieldName | undefined> {
    return this.#ask({ kind: 'form', seed: this.#tools.drawSeed() });
  }

  /** As `generate`, one picture for each place. @returns the first field with a mistake, if that leaves nothing to make */
  generateEach(offers: readonly PromptOffer[]): Promise<FieldName | undefined> {
    const each = offers.filter(({ repeats, leftOut }) => !repeats && leftOut === undefined);
    const places = each.map(offer => [offer, this.#tools.drawSeed()] as const);
    return this.#ask({ kind: 'places', places, largestSide: this.host.largestSide });
  }

  cancel(): void {
    this.dispatch({ type: 'cancel' });
  }

  /** Does again what failed. */
  async retry(): Promise<void> {
    if (this.#state.problem?.retry === 'generate') await this.generate();
    else await this.load();
  }

  /** Fills the form from an earlier picture. */
  async useAgain(request: StoredRequest, what: Reuse): Promise<void> {
    this.form.useAgain(request, what);
    await this.#prepared();
  }

  /** @param done what to say when the action has nothing to tell */
  async act(action: PictureAction, picture: PanelPicture, done: string): Promise<void> {
    try {
      this.tell((await action.run(picture, chosenOptions(this.host, this.#state))) ?? done);
    } catch (error) {
      this.dispatch({ type: 'failed', error });
    }
  }

  /** Shows a notice; undefined takes it away. */
  tell(notice: string | undefined): void {
    this.dispatch({ type: 'notice', notice });
  }

  dismissProblem(): void {
    this.dispatch({ type: 'dismissed' });
  }

  /** Puts a picture into the history. */
  async keep(picture: PanelPicture): Promise<void> {
    await this.pictures.keep(picture);
  }

  /** Stops everything. */
  dispose(): void {
    this.cancel();
    this.#effects.close();
    this.library.dispose();
    this.#stopOffers?.();
    this.#listeners.clear();
    this.form.dispose();
  }

  #ask(wish: Wish): Promise<FieldName | undefined> {
    const { ask, answer } = this.#asked(wish);
    this.dispatch({ type: 'ask', ask });
    return answer;
  }

  #asked(wish: Wish): { readonly ask: Ask; readonly answer: Promise<FieldName | undefined> } {
    const id = ++this.#lastAsk;
    return { ask: { ...wish, id }, answer: new Promise(resolve => this.#asking.set(id, resolve)) };
  }

  #prepared(): Promise<void> {
    return this.#until(({ activity }) => activity.kind !== 'preparing');
  }

  #until(isSo: (state: PanelState) => boolean): Promise<void> {
    if (isSo(this.#state)) return Promise.resolve();
    return new Promise(resolve => {
      const stop = this.subscribe(state => {
        if (!isSo(state)) return;
        stop();
        resolve();
      });
    });
  }

  async #listOffers(): Promise<void> {
    if (!this.host.prompts) return;
    const offers = await this.host.prompts.current().catch(() => []);
    this.dispatch({ type: 'offers', offers });
  }
}
