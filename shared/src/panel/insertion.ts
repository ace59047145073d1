import type { PanelPicture, PictureAction, PromptOffer } from '../host.ts';
import { chosenOptions } from './choices.ts';
import type { Panel } from './effects.ts';
import { rowsOf } from './rows.ts';
import type { PanelState, Slot } from './state.ts';

/** Where a picture goes that is inserted now. */
export interface Destination {
  readonly target?: string | undefined;
  readonly label?: string | undefined;
  readonly words?: string | undefined;
}

/** Puts pictures where they belong, when the person says so. */
export class Insertion {
  readonly #panel: Panel;

  constructor(panel: Panel) {
    this.#panel = panel;
  }

  /** @param done what to say when the action has nothing to tell */
  async act(action: PictureAction, picture: PanelPicture, done: string): Promise<void> {
    await this.#attempt(async choices => (await action.run(picture, choices)) ?? done);
  }

  /** Does with a result what the person wants: for its own place, or for what is selected now; see `destinationOf`. */
  async insert(action: PictureAction, slot: Slot, done: string): Promise<void> {
    const { picture } = slot;
    if (!picture) return;
    const { target, words } = destinationOf(this.#panel.state, slot);
    await this.#attempt(async choices => {
      const told = await action.run({ ...picture, target, words }, choices);
      if (target !== undefined && action.id === 'insert') this.#applied(target, slot.id, 'kept');
      return told ?? done;
    });
  }

  /** Puts an earlier picture where something is selected now: into each place. */
  async insertHere(action: PictureAction, picture: PanelPicture, done: string): Promise<void> {
    const rows = rowsOf(this.#panel.state);
    const places: readonly Partial<PromptOffer>[] = rows.length > 0 ? rows.map(({ offer }) => offer) : [{}];
    await this.#attempt(async choices => {
      const told: string[] = [];
      for (const { id, words } of places) {
        told.push((await action.run({ ...picture, target: id, words }, choices)) ?? done);
        if (id !== undefined) this.#applied(id, undefined, 'kept');
      }
      return [...new Set(told)].join(' ');
    });
  }

  /** Shows a variant at its place, to be decided about. */
  async show({ id, picture, target }: Slot): Promise<void> {
    const { trial } = this.#panel.host;
    if (!picture || !target || !trial) return;
    await this.#attempt(async choices => {
      const told = await trial.show(picture, choices);
      this.#applied(target.id, id, 'tried');
      return told;
    });
  }

  /** What is shown stays. */
  async keep(target: string): Promise<void> {
    await this.#attempt(async () => {
      await this.#panel.host.trial?.keep(target);
      this.#applied(target, this.#panel.state.applied.get(target), 'kept');
      return undefined;
    });
  }

  /** The place is as it was before. */
  async discard(target: string): Promise<void> {
    await this.#attempt(async () => {
      await this.#panel.host.trial?.discard(target);
      this.#applied(target, undefined, 'kept');
      return undefined;
    });
  }

  #applied(target: string, slot: number | undefined, how: 'tried' | 'kept'): void {
    this.#panel.dispatch({ type: 'applied', target, slot, how });
  }

  async #attempt(job: (choices: ReturnType<typeof chosenOptions>) => Promise<string | undefined>) {
    const { host, state, dispatch } = this.#panel;
    try {
      dispatch({ type: 'notice', notice: await job(chosenOptions(host, state)) });
    } catch (error) {
      dispatch({ type: 'failed', error });
    }
  }
}

/** Its own place, as long as it is not there or that is selected; then what is selected now. */
export function destinationOf(state: PanelState, { id, target }: Slot): Destination {
  const rows = rowsOf(state);
  const [only] = rows.length === 1 ? rows : [];
  const isThere = target !== undefined && state.applied.get(target.id) === id;
  if (target && (!isThere || !only)) return { target: target.id, label: target.label, words: target.words };
  return only ? { target: only.offer.id, label: only.offer.label, words: only.offer.words } : {};
}
