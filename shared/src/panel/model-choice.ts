import { withModel } from '../form/form.ts';
import type { Panel } from './effects.ts';
import { type Subscribable, untilPrepared } from './until.ts';

/** Takes a model and makes it ready. */
export class ModelChoice {
  readonly #panel: Panel & Subscribable;

  constructor(panel: Panel & Subscribable) {
    this.#panel = panel;
  }

  /** Changes the model, and makes it ready if it is on this device. */
  async choose(id: string): Promise<void> {
    const { state, dispatch } = this.#panel;
    if (state.activity.kind !== 'idle') return;
    dispatch({ type: 'edited', form: withModel(state.form, id), chosen: true });
    await untilPrepared(this.#panel);
  }

  /** Lets the person point to a folder, and takes the model in it. */
  async addFolder(): Promise<void> {
    try {
      const entry = await this.#panel.host.models.addFolder?.();
      if (entry) await this.choose(entry.id);
    } catch (error) {
      this.#panel.dispatch({ type: 'failed', error });
    }
  }

  /** Fetches the chosen model if it must be, and makes it ready. */
  async load(): Promise<void> {
    this.#panel.dispatch({ type: 'load' });
    await untilPrepared(this.#panel);
  }
}
