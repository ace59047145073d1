import { SanaError, type StoredRequest } from '@sana-studio/core';
import { drawSeed, seedAfter } from '@sana-studio/core/request';
import { checkForm, type FieldErrors, type FieldName, firstWrong } from '../form/check.ts';
import { type Reuse, withModel } from '../form/form.ts';
import { readStartImage as decodeStartImage } from '../form/start-image.ts';
import { makeThumbnail as drawThumbnail } from '../history/thumbnail.ts';
import type { ChosenOptions, ModelEntry, PanelHost, PanelPicture, PictureAction, PromptOffer } from '../host.ts';
import { FormEditor } from './form-editor.ts';
import { KeptPictures } from './kept-pictures.ts';
import { ModelLibrary } from './model-library.ts';
import { Runner } from './runner.ts';
import { emptySlots, type Job, jobOf, jobsForEach } from './runs.ts';
import { INITIAL_STATE, type PanelEvent, type PanelState, type Problem, reduce } from './state.ts';
import { UnfinishedRun } from './unfinished.ts';

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

/** What the panel does: turns what the person wants into calls of the host, and what the host tells into state. */
export class PanelController {
  readonly host: PanelHost;
  readonly form: FormEditor;
  readonly library: ModelLibrary;
  readonly pictures: KeptPictures;
  readonly #tools: ControllerTools;
  readonly #listeners = new Set<(state: PanelState) => void>();
  readonly #stops: (() => void)[] = [];
  #state: PanelState = INITIAL_STATE;
  readonly #runner: Runner;
  readonly #unfinished: UnfinishedRun | undefined;
  #abort: AbortController | undefined;
  /** The models were listed, and the chosen one made ready if it is here. */
  #prepared: Promise<void> = Promise.resolve();
  #loading: Promise<void> = Promise.resolve();
  /** The first list of the models that are watched. */
  #listed: Promise<void> | undefined;
  readonly #closing = new AbortController();
  /** Loads that failed, and waits for one that were cancelled: what waited is not begun. */
  #vainLoads = 0;

  constructor(host: PanelHost, tools: ControllerTools = PLATFORM) {
    this.host = host;
    this.#tools = tools;
    this.form = new FormEditor({
      host,
      readStartImage: tools.readStartImage,
      state: () => this.#state,
      emit: event => this.#emit(event),
      failed: error => this.#fail(error, undefined),
    });
    this.pictures = new KeptPictures(host.history, tools.makeThumbnail, {
      listed: entries => this.#emit({ type: 'history', entries }),
      refused: message => this.#emit({ type: 'history-refused', message }),
    });
    this.library = new ModelLibrary(host.models, {
      placed: place => this.#emit({ type: 'place', place }),
      begins: () => this.dismissProblem(),
      arrived: async id => {
        if (this.#state.form.model === id) await this.load();
      },
      removed: id => this.#forget(id),
      failed: (error, retry) => this.#fail(error, retry),
    });
    this.#unfinished = host.resumes ? new UnfinishedRun(host.storage) : undefined;
    this.#runner = new Runner({
      engine: host.engine,
      actions: host.actions,
      emit: event => this.#emit(event),
      chosen: () => this.#chosen(),
      made: picture => {
        this.#unfinished?.made();
        void this.keep(picture);
      },
    });
  }

  get state(): PanelState {
    return this.#state;
  }

  /** @returns stops the calls */
  subscribe(listener: (state: PanelState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Restores what was kept, lists what there is and makes the model ready. Resolves when all that is done. */
  async start(): Promise<void> {
    const restored = this.form.restore();
    this.#prepared = restored.then(() => this.#listModels());
    this.#listen();
    await restored;
    await Promise.all([this.pictures.list(), this.#listOffers(), this.#prepared, this.library.look()]);
    const unfinished = (await this.#unfinished?.find()) ?? [];
    if (unfinished.length > 0 && this.#state.activity === 'idle') await this.#run(unfinished, undefined);
  }

  #listen(): void {
    const { prompts } = this.host;
    if (prompts) this.#stops.push(prompts.subscribe(offers => this.#emit({ type: 'offers', offers })));
  }

  /** Changes the model, and makes it ready if it is on this device. */
  async chooseModel(id: string): Promise<void> {
    if (this.#state.activity !== 'idle') return;
    this.form.edit(withModel(this.#state.form, id));
    if (this.#model(id)?.state.kind === 'ready') await this.load();
  }

  /** Lets the person point to a folder, and takes the model in it. */
  async addFolder(): Promise<void> {
    try {
      const entry = await this.host.models.addFolder?.();
      if (!entry) return;
      await this.chooseModel(entry.id);
    } catch (error) {
      this.#fail(error, undefined);
    }
  }

  /** Fetches the chosen model if it must be, and makes it ready. */
  async load(): Promise<void> {
    if (this.#state.activity !== 'idle') return;
    this.#loading = this.#load();
    await this.#loading;
  }

  async #load(): Promise<void> {
    const abort = this.#begin();
    this.#emit({ type: 'loading' });
    try {
      if (!this.#state.models?.length) await this.#adoptModels();
      await this.#ready(abort.signal);
    } catch (error) {
      this.#vainLoads++;
      this.#fail(error, 'load');
    } finally {
      this.#emit({ type: 'load-ended' });
    }
  }

  /**
   * Makes the pictures of the form, as soon as the model that is being made ready is.
   * @returns the first field with a mistake, if there is one
   */
  generate(): Promise<FieldName | undefined> {
    return this.#whenReady(async () => {
      const { form } = this.#state;
      const one = jobOf(form, this.#usesNegativePrompt(), this.#tools.drawSeed);
      if ('errors' in one) return this.#reject(one.errors);
      const { seed, count } = one.job.request;
      await this.#run([one.job], form.seedMode === 'next' ? seedAfter(seed, count) : undefined);
      return undefined;
    });
  }

  /** As `generate`, one picture for each place. @returns the first field with a mistake, if that leaves nothing to make */
  generateEach(offers: readonly PromptOffer[]): Promise<FieldName | undefined> {
    return this.#whenReady(async () => {
      const places = offers.filter(({ repeats }) => !repeats);
      const each = jobsForEach(
        places.map(offer => this.form.forOffer(offer)),
        form => checkForm(form, this.#usesNegativePrompt(), this.#tools.drawSeed),
      );
      if ('errors' in each) return this.#reject(each.errors);
      await this.#run(each.jobs, undefined);
      return undefined;
    });
  }

  cancel(): void {
    const { activity, waiting } = this.#state;
    if (waiting) this.#vainLoads++;
    this.#emit({ type: 'waiting', waiting: false });
    if (activity === 'idle') return;
    this.#emit({ type: 'cancelling' });
    this.#abort?.abort();
  }

  /** Does again what failed. */
  async retry(): Promise<void> {
    const { problem, form } = this.#state;
    if (problem?.retry === 'generate') await this.generate();
    else if (problem?.retry === 'download') await this.library.download(form.model);
    else await this.load();
  }

  /** Fills the form from an earlier picture. */
  async useAgain(request: StoredRequest, what: Reuse): Promise<void> {
    const before = this.#state.form.model;
    this.form.useAgain(request, what);
    const { model } = this.#state.form;
    if (model !== before && this.#model(model)?.state.kind === 'ready') await this.load();
  }

  /** @param done what to say when the action has nothing to tell */
  async act(action: PictureAction, picture: PanelPicture, done: string): Promise<void> {
    try {
      this.tell((await action.run(picture, this.#chosen())) ?? done);
    } catch (error) {
      this.#fail(error, undefined);
    }
  }

  /** Shows a notice; undefined takes it away. */
  tell(notice: string | undefined): void {
    this.#emit({ type: 'notice', notice });
  }

  dismissProblem(): void {
    this.#emit({ type: 'problem', problem: undefined });
  }

  /** Puts a picture into the history. */
  keep(picture: PanelPicture): Promise<void> {
    return this.pictures.keep(picture);
  }

  /** Stops everything. */
  dispose(): void {
    this.#abort?.abort();
    this.#closing.abort();
    this.library.dispose();
    for (const stop of this.#stops.splice(0)) stop();
    this.#listeners.clear();
    this.form.dispose();
  }

  /**
   * Waits for the model that is being made ready, so that what is asked for meanwhile is not lost. Of several requests
   * the first is taken; none if the model did not become ready.
   */
  async #whenReady(run: () => Promise<FieldName | undefined>): Promise<FieldName | undefined> {
    if (this.#state.activity === 'generating') return undefined;
    const before = this.#vainLoads;
    this.#emit({ type: 'waiting', waiting: true });
    await this.#prepared;
    await this.#loading;
    this.#emit({ type: 'waiting', waiting: false });
    return this.#vainLoads === before && this.#state.activity === 'idle' ? run() : undefined;
  }

  #begin(): AbortController {
    this.#abort = new AbortController();
    return this.#abort;
  }

  async #run(jobs: readonly Job[], nextSeed: number | undefined): Promise<void> {
    const { signal } = this.#begin();
    this.#unfinished?.begin(jobs);
    this.#emit({ type: 'run-started', seed: jobs[0]!.request.seed, slots: emptySlots(jobs) });
    try {
      await this.#ready(signal);
      await this.#runner.run(jobs, this.#state.form.model, signal);
      this.#emit({ type: 'run-ended', outcome: 'done', ...(nextSeed !== undefined && { nextSeed }) });
    } catch (error) {
      const cancelled = SanaError.from(error).code === 'cancelled';
      this.#emit({ type: 'run-ended', outcome: cancelled ? 'cancelled' : 'failed' });
      this.#fail(error, jobs.length === 1 ? 'generate' : undefined);
    }
    this.#unfinished?.end();
    this.form.save();
  }

  /** Of the shell's own settings, the first option where nothing was chosen. */
  #chosen(): ChosenOptions {
    const defaults = this.host.choices?.map(({ id, options }) => [id, options[0]?.value ?? '']) ?? [];
    return { ...Object.fromEntries(defaults), ...this.#state.form.choices };
  }

  #reject(errors: FieldErrors): FieldName | undefined {
    this.#emit({ type: 'rejected', errors });
    return firstWrong(errors);
  }

  #usesNegativePrompt(): boolean {
    return this.#state.loaded?.model.usesNegativePrompt ?? true;
  }

  /** The chosen model, ready to generate. */
  async #ready(signal: AbortSignal): Promise<void> {
    const { form, loaded } = this.#state;
    if (loaded?.id === form.model) return;
    const { engine, models } = this.host;
    const kind = this.#model(form.model)?.state.kind;
    if (kind === 'needs-download' || kind === 'downloading') await models.download?.(form.model, signal);
    const model = await engine.load(form.model, {
      signal,
      onProgress: progress => this.#emit({ type: 'progress', progress }),
    });
    this.#emit({ type: 'loaded', id: form.model, model });
  }

  /** Lets go of a model that was deleted; one that is not even on offer any more gives way to the default. */
  async #forget(id: string): Promise<void> {
    const { loaded, form, models } = this.#state;
    if (loaded?.id === id) this.#emit({ type: 'unloaded' });
    const [first] = models ?? [];
    if (form.model === id && !this.#model(id) && first) await this.chooseModel(first.id);
  }

  #model(id: string) {
    return this.#state.models?.find(model => model.id === id);
  }

  async #listModels(): Promise<void> {
    try {
      await this.#adoptModels();
      if (this.#model(this.#state.form.model)?.state.kind === 'ready') await this.load();
    } catch (error) {
      this.#emit({ type: 'models', models: [] });
      this.#fail(error, 'load');
    }
  }

  /** Learns what models there are; the first takes the place of a chosen one that is not there. */
  async #adoptModels(): Promise<void> {
    this.#listed ??= this.#watchModels();
    await this.#listed;
    const [first] = this.#state.models ?? [];
    if (first && !this.#model(this.#state.form.model)) {
      this.form.edit(withModel(this.#state.form, first.id));
    }
  }

  /** Resolves once there is a list. */
  #watchModels(): Promise<void> {
    return new Promise((resolve, reject) => {
      const onModels = (models: readonly ModelEntry[]) => {
        this.#emit({ type: 'models', models });
        resolve();
      };
      this.host.models.watch({ onModels, signal: this.#closing.signal }).catch(error => {
        this.#listed = undefined;
        reject(error);
      });
    });
  }

  async #listOffers(): Promise<void> {
    if (!this.host.prompts) return;
    const offers = await this.host.prompts.current().catch(() => []);
    this.#emit({ type: 'offers', offers });
  }

  #fail(error: unknown, retry: Problem['retry']): void {
    const { code, message } = SanaError.from(error);
    if (code === 'cancelled') return;
    if (code.startsWith('prompt-')) {
      this.#emit({ type: 'rejected', errors: { prompt: { kind: 'message', message } } });
      return;
    }
    // after any of these the engine has to be set up anew
    if (retry !== 'load' && (code === 'device-lost' || code === 'worker-failed')) this.#emit({ type: 'unloaded' });
    this.#emit({ type: 'problem', problem: { code, message, retry } });
  }

  #emit(event: PanelEvent): void {
    this.#state = reduce(this.#state, event);
    for (const listener of this.#listeners) listener(this.#state);
  }
}
