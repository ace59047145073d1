import type { Panel } from './effects.ts';
import { keepWord } from './kept-words.ts';

/** Lets the person keep words that the safety guard took. */
export class WordKeeping {
  readonly #panel: Panel;

  constructor(panel: Panel) {
    this.#panel = panel;
  }

  /** Whether it is the person's to decide. */
  get isAllowed(): boolean {
    return this.#panel.host.safety?.fixed !== true;
  }

  /** Keeps a word from the next picture on. @returns whether that could be stored */
  async keep(word: string): Promise<boolean> {
    const { host, dispatch } = this.#panel;
    try {
      await keepWord(host.safety?.storage ?? host.storage, word);
      return true;
    } catch (error) {
      dispatch({ type: 'failed', error });
      return false;
    }
  }
}
