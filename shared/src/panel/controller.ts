import type { StoredRequest } from '@sana-studio/core/request';
import type { FieldName } from '../form/check.ts';
import type { Reuse } from '../form/reuse.ts';
import type { ControlImage, PanelHost } from '../host.ts';
import { AdditionLibrary } from './addition-library.ts';
import { Asking } from './asking.ts';
import { type ControllerTools, PLATFORM } from './controller-tools.ts';
import { Effects, type Panel } from './effects.ts';
import type { Effect, PanelEvent } from './events.ts';
import { FormEditor } from './form-editor.ts';
import { Insertion } from './insertion.ts';
import { KeptPictures } from './kept-pictures.ts';
import { LastPictures } from './last-pictures.ts';
import { ModelChoice } from './model-choice.ts';
import { ModelLibrary } from './model-library.ts';
import { reduce } from './reduce.ts';
import { SafetyControl } from './safety-control.ts';
import { ServerChoice } from './server-choice.ts';
import { INITIAL_STATE, type PanelState } from './state.ts';
import { Unfinished } from './unfinished.ts';
import { until, untilPrepared } from './until.ts';

/** What the panel does: turns what the person wants into events, and what the reducer makes of them into effects. */
export class PanelController implements Panel {
  readonly host: PanelHost;
  readonly form: FormEditor;
  readonly making: Asking;
  readonly insertion: Insertion;
  readonly models: ModelChoice;
  readonly library: ModelLibrary;
  readonly additions: AdditionLibrary;
  readonly pictures: KeptPictures;
  readonly safety: SafetyControl;
  readonly servers: ServerChoice;
  readonly #last: LastPictures;
  readonly #unfinished: Unfinished;
  readonly #effects: Effects;
  /** Whether the person is at one of these pictures, by `Slot.id`: they are not moved away from under the pointer. */
  isHeld: (slots: readonly number[]) => boolean = () => false;
  readonly #listeners = new Set<(state: PanelState) => void>();
  #state: PanelState = INITIAL_STATE;
  #tellRestored: () => void = () => {};
  /** What was kept stands in the form. */
  readonly restored = new Promise<void>(resolve => {
    this.#tellRestored = resolve;
  });
  #stopOffers: (() => void) | undefined;
  #isClosed = false;

  constructor(host: PanelHost, tools: ControllerTools = PLATFORM) {
    this.host = host;
    this.form = new FormEditor(this, tools.readStartImage);
    this.making = new Asking(this, tools);
    this.insertion = new Insertion(this);
    this.pictures = new KeptPictures(this, tools.makeThumbnail);
    this.models = new ModelChoice(this);
    this.library = new ModelLibrary(this);
    this.additions = new AdditionLibrary(host);
    this.safety = new SafetyControl(this);
    this.servers = new ServerChoice(this, model => this.models.choose(model));
    this.#last = new LastPictures(this, this.pictures);
    this.#unfinished = new Unfinished(host, tools);
    this.#effects = new Effects(this, {
      unfinished: ({ runs }) => this.#unfinished.remember(runs),
      keep: async ({ picture, slot }) => {
        const { id: entry } = await this.pictures.keep(picture);
        this.dispatch({ type: 'kept', slot, entry });
        this.#last.save();
      },
      save: () => this.form.save(),
      rank: effect => void this.#rank(effect),
      answer: ({ ask, wrong }) => this.making.answer(ask, wrong),
    });
  }

  get state(): PanelState {
    return this.#state;
  }

  readonly dispatch = (event: PanelEvent): void => {
    // what is left to make is made at the next visit
    if (this.#isClosed) return;
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
    const { prompts, resumes = false } = this.host;
    this.servers.watch();
    this.#stopOffers = prompts?.subscribe((offers, notes) => this.dispatch({ type: 'offers', offers, notes }));
    const [form, left] = await Promise.all([this.form.restore(), this.#unfinished.read()]);
    const words = await this.form.restoreWords();
    this.dispatch({ type: 'restored', form, words, unfinished: this.making.asksFor(left), resumes });
    this.#tellRestored();
    const prepared = until(this, ({ models, activity }) => models !== undefined && activity.kind !== 'preparing');
    const pictures = this.pictures.list().then(() => this.#last.restore());
    await Promise.all([pictures, this.#listOffers(), prepared, this.library.look(), this.safety.look()]);
    // an engine page that could not be asked for its policy can when it has a model ready
    if (!this.safety.now.value) void until(this, ({ loaded }) => loaded !== undefined).then(() => this.safety.look());
    if (resumes) await until(this, ({ activity }) => activity.kind === 'idle');
  }

  cancel(): void {
    this.dispatch({ type: 'cancel' });
  }

  /** Does again what failed. */
  async retry(): Promise<void> {
    const { problem } = this.#state;
    if (problem?.retry === 'generate' && problem.wish) await this.making.ask(problem.wish);
    else await this.models.load();
  }

  /**
   * Has pictures follow the lines of what is taken, and makes one if that says for what place.
   * @returns the first field with a mistake, if there is one
   */
  async follow(take: () => Promise<ControlImage>): Promise<FieldName | undefined> {
    try {
      await this.restored;
      const image = await take();
      const isChosen = await this.form.chooseControl(image, image.from);
      return isChosen && image.target ? await this.making.generate() : undefined;
    } catch (error) {
      this.dispatch({ type: 'failed', error });
      return undefined;
    }
  }

  /** Fills the form from an earlier picture. */
  async useAgain(request: StoredRequest, what: Reuse): Promise<void> {
    this.form.useAgain(request, what);
    await untilPrepared(this);
  }

  /** Shows a notice; undefined takes it away. */
  tell(notice: string | undefined): void {
    this.dispatch({ type: 'notice', notice });
  }

  dismissProblem(): void {
    this.dispatch({ type: 'dismissed' });
  }

  /** Stops everything. */
  dispose(): void {
    this.cancel();
    this.#isClosed = true;
    this.#effects.close();
    this.library.dispose();
    this.additions.dispose();
    this.safety.dispose();
    this.servers.dispose();
    this.#stopOffers?.();
    this.#listeners.clear();
    this.form.dispose();
  }

  async #rank({ slots, pictures }: Extract<Effect, { readonly type: 'rank' }>): Promise<void> {
    // that one scorer less answers takes nothing from anybody
    const ranking = await this.host.ranker?.rank(pictures).catch(() => undefined);
    if (ranking) this.dispatch({ type: 'ranked', slots, ranking, moves: !this.isHeld(slots) });
  }

  async #listOffers(): Promise<void> {
    if (!this.host.prompts) return;
    const offers = await this.host.prompts.current().catch(() => []);
    this.dispatch({ type: 'offers', offers });
  }
}
