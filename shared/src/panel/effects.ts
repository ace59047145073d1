import type { Progress } from '@sana-studio/core';
import type { ModelEntry, ModelPlace, PanelHost } from '../host.ts';
import { Automatic } from './automatic.ts';
import type { Effect, PanelEvent } from './events.ts';
import { HostRuns } from './host-runs.ts';
import { soonAfterAbort } from './patience.ts';
import type { PanelState } from './state.ts';

/** What the parts of the panel share. */
export interface Panel {
  readonly host: PanelHost;
  readonly state: PanelState;
  dispatch(event: PanelEvent): void;
}

type Of<Type extends Effect['type']> = Extract<Effect, { readonly type: Type }>;

/** What is done with the panel's own means. */
export type Means = {
  readonly [Type in 'unfinished' | 'keep' | 'save' | 'answer' | 'rank']: (effect: Of<Type>) => void;
};

/** Does what the reducer says with calls of the host, and tells what comes of them. */
export class Effects {
  readonly #panel: Panel;
  readonly #means: Means;
  readonly #closing = new AbortController();
  /** The last call of the engine. */
  #call = { turn: 0, abort: new AbortController() };
  readonly #runs: HostRuns;
  readonly #automatic: Automatic;

  constructor(panel: Panel, means: Means) {
    this.#panel = panel;
    this.#means = means;
    this.#runs = new HostRuns(panel);
    this.#automatic = new Automatic(panel);
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
        void this.#automatic.act(effect);
        break;
      case 'unfinished':
        this.#means.unfinished(effect);
        break;
      case 'keep':
        this.#means.keep(effect);
        break;
      case 'rank':
        this.#means.rank(effect);
        break;
      case 'save':
        this.#means.save(effect);
        break;
      case 'answer':
        this.#runs.end(effect.ask);
        this.#means.answer(effect);
        break;
    }
  }

  close(): void {
    this.#closing.abort();
    this.#runs.end();
  }

  #watch(): void {
    const { host } = this.#panel;
    const { signal } = this.#closing;
    const onModels = (models: readonly ModelEntry[], place?: ModelPlace) => {
      this.#panel.dispatch({ type: 'models', models });
      if (place) this.#panel.dispatch({ type: 'place', place });
    };
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
    const told = host.runs && activity.kind === 'generating' ? this.#runs.begin(activity, signal) : undefined;
    const generating = told ? told.then(generate) : generate();
    soonAfterAbort(generating, signal).then(
      () => dispatch({ type: 'made', turn }),
      error => dispatch({ type: 'made', turn, error }),
    );
  }

  #begin(turn: number): AbortSignal {
    this.#call = { turn, abort: new AbortController() };
    return this.#call.abort.signal;
  }

  #onProgress(turn: number) {
    return (progress: Progress) => this.#panel.dispatch({ type: 'progress', turn, progress });
  }
}
