import { type ErrorData, SanaError } from '@sana-studio/core';
import type { PanelPicture } from '../host.ts';
import { chosenOptions } from './choices.ts';
import type { Panel } from './effects.ts';
import type { Effect } from './events.ts';
import { placesOf } from './slots.ts';

type Act = Extract<Effect, { readonly type: 'act' }>;

/** Does what is done with every picture by itself. */
export class Automatic {
  readonly #panel: Panel;

  constructor(panel: Panel) {
    this.#panel = panel;
  }

  async act({ turn, index, picture, nth, variants }: Act): Promise<void> {
    const { host, state, dispatch } = this.#panel;
    const choices = chosenOptions(host, state);
    const { target } = picture;
    const places = placesOf(state);
    const isTried = variants > 1 && target !== undefined && (host.trial?.suits(target, choices) ?? false);
    let failure: ErrorData | undefined;
    let applied: 'tried' | 'kept' | undefined;
    for (const action of host.actions) {
      // of variants that would hide each other one is shown, and the person decides
      if (!action.automatic?.(choices, places) || (isTried && nth > 0)) continue;
      const run = (one: PanelPicture) => (isTried ? host.trial!.show(one, choices) : action.run(one, choices));
      try {
        const notice = await run(picture);
        applied = isTried ? 'tried' : 'kept';
        if (notice !== undefined) dispatch({ type: 'notice', notice });
      } catch (error) {
        failure = SanaError.from(error).toData();
      }
    }
    dispatch({ type: 'acted', turn, index, failure, applied });
  }
}
