import { type ErrorData, type Progress, SanaError } from '@sana-studio/core';
import type { ChosenOptions, ModelEntry, PanelHost } from '../host.ts';
import type { Effect, PanelEvent } from './events.ts';
import type { Generating, PanelState } from './state.ts';

/** What the parts of the panel share. */
export interface Panel {
  readonly host: PanelHost;
  readonly state: PanelState;
  dispatch(event: PanelEvent): void;
}

type Of<Type extends Effect['type']> = Extract<Effect, { readonly type: Type }>;

/** What is done with the panel's own means. */
export type Means = {
  readonly [Type in 'keep' | 'save' | 'answer']: (effect: Of<Type>) => void;
};

const UNFINISHED = 'unfinished';

/** Does what the reducer says with calls of the host, and tells what comes of them. */
export class Effects {
  readonly #panel: Panel;
  readonly #means: Means;
  readonly #closing = new AbortController();
  /** The last call of the engine. */
  #call = { turn: 0, abort: new AbortController() };
  /** The run that the host was told of, by `Ask.id`, and the places that it takes no picture for. */
  #kept: { readonly ask: number; readonly refusals: Promise<ReadonlyMap<string, SanaError>> } | undefined;

  constructor(panel: Panel, means: Means) {
    this.#panel = panel;
    this.#means = means;
  }

  run(effect: Effect): void {
    switch (effect.type) {
      case 'watch':
        this.#watch();
        break;
      case 'prepare':
        this.#prepare(effect);
        break;
      case 'generate':
        this.#generate(effect);
        break;
      case 'abort':
        if (effect.turn === this.#call.turn) this.#call.abort.abort();
        break;
      case 'act':
        void this.#act(effect);
        break;
      case 'unfinished':
        this.#remember(effect);
        break;
      case 'keep':
        this.#means.keep(effect);
        break;
      case 'save':
        this.#means.save(effect);
        break;
      case 'answer':
        if (this.#kept?.ask === effect.ask) this.#endRun();
        this.#means.answer(effect);
        break;
    }
  }

  /** What is left of a run that a reload has interrupted, as it was stored. */
  async unfinished(): Promise<unknown> {
    const { resumes, storage } = this.#panel.host;
    return resumes ? storage.get(UNFINISHED).catch(() => undefined) : undefined;
  }

  close(): void {
    this.#closing.abort();
    this.#endRun();
  }

  #watch(): void {
    const { host } = this.#panel;
    const { signal } = this.#closing;
    const onModels = (models: readonly ModelEntry[]) => this.#panel.dispatch({ type: 'models', models });
    host.models.watch({ onModels, signal }).catch(error => {
      if (!signal.aborted) this.#panel.dispatch({ type: 'unlisted', error });
    });
  }

  #prepare({ turn, model, fetch }: Of<'prepare'>): void {
    const { engine, models } = this.#panel.host;
    const signal = this.#begin(turn);
    let called = false;
    const load = async () => {
      if (fetch) await models.download?.(model, signal);
      called = true;
      return engine.load(model, { signal, onProgress: this.#onProgress(turn) });
    };
    soonAfterAbort(load(), signal).then(
      loaded => this.#panel.dispatch({ type: 'ready', turn, model: loaded }),
      error => this.#panel.dispatch({ type: 'unprepared', turn, error, called }),
    );
  }

  #generate({ turn, request }: Of<'generate'>): void {
    const { host, dispatch, state } = this.#panel;
    const signal = this.#begin(turn);
    const generate = () =>
      host.engine.generate(request, {
        signal,
        onProgress: this.#onProgress(turn),
        onPreview: (preview, index) => dispatch({ type: 'preview', turn, index, preview }),
        onPicture: (picture, index) => dispatch({ type: 'picture', turn, index, picture }),
      });
    const { activity } = state;
    const told = host.runs && activity.kind === 'generating' ? this.#beginRun(activity, signal) : undefined;
    const generating = told ? told.then(generate) : generate();
    soonAfterAbort(generating, signal).then(
      () => dispatch({ type: 'made', turn }),
      error => dispatch({ type: 'made', turn, error }),
    );
  }

  /** Tells the host of a run, once. @throws SanaError when the place of the job under way takes no picture */
  async #beginRun({ ask, jobs, job }: Generating, signal: AbortSignal): Promise<void> {
    const { host, state } = this.#panel;
    if (this.#kept?.ask !== ask) {
      const targets = [...new Set(jobs.flatMap(({ target }) => target?.id ?? []))];
      const pictures = jobs.reduce((sum, { request }) => sum + request.count, 0);
      const refusals =
        host.runs?.begin({ targets, pictures }, chosenOptions(host, state)) ?? Promise.resolve(new Map());
      this.#kept = { ask, refusals };
    }
    const refusal = (await this.#kept.refusals).get(jobs[job]?.target?.id ?? '');
    if (signal.aborted) throw new SanaError('cancelled');
    if (refusal) throw refusal;
  }

  #endRun(): void {
    if (this.#kept) this.#panel.host.runs?.end();
    this.#kept = undefined;
  }

  #begin(turn: number): AbortSignal {
    this.#call = { turn, abort: new AbortController() };
    return this.#call.abort.signal;
  }

  #onProgress(turn: number) {
    return (progress: Progress) => this.#panel.dispatch({ type: 'progress', turn, progress });
  }

  async #act({ turn, index, picture }: Of<'act'>): Promise<void> {
    const { host, state, dispatch } = this.#panel;
    const choices = chosenOptions(host, state);
    let failure: ErrorData | undefined;
    for (const action of host.actions) {
      if (!action.automatic?.(choices)) continue;
      try {
        const notice = await action.run(picture, choices);
        if (notice !== undefined) dispatch({ type: 'notice', notice });
      } catch (error) {
        failure = SanaError.from(error).toData();
      }
    }
    dispatch({ type: 'acted', turn, index, failure });
  }

  #remember({ jobs }: Of<'unfinished'>): void {
    const { resumes, storage } = this.#panel.host;
    if (!resumes) return;
    // the pixels of a start image are too much for the storage
    const kept = jobs.some(({ request }) => request.startImage) ? [] : jobs;
    // going on after a reload is a convenience: losing it is not worth a message
    storage.set(UNFINISHED, kept).catch(() => {});
  }
}

/** Milliseconds. */
const PATIENCE = 1000;

/** A call of the host, which has a second to stop when it is told to: whoever cancelled it does not wait any longer. */
async function soonAfterAbort<T>(call: Promise<T>, signal: AbortSignal): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => {
      timer = setTimeout(() => reject(new SanaError('cancelled')), PATIENCE);
    });
  });
  try {
    return await Promise.race([call, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Of the shell's own settings, the first option where nothing was chosen. */
export function chosenOptions({ choices = [] }: PanelHost, { form }: PanelState): ChosenOptions {
  const defaults = choices.map(({ id, options }) => [id, options[0]?.value ?? '']);
  return { ...Object.fromEntries(defaults), ...form.choices };
}
