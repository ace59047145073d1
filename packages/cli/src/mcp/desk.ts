import { Turns } from '@sana-studio/core';
import type { Drawer } from '../drawing.ts';

/** Without a picture to make, after which the memory of the model is given back. */
export const IDLE_MS = 5 * 60_000;

/** One thing after the other is drawn; the model stays loaded between them, and goes after a while. */
export class Desk {
  readonly #drawer: Drawer;
  readonly #idleMs: number;
  readonly #turns = new Turns();
  #idle: ReturnType<typeof setTimeout> | undefined;
  #waiting = 0;

  constructor(drawer: Drawer, idleMs = IDLE_MS) {
    [this.#drawer, this.#idleMs] = [drawer, idleMs];
  }

  /**
   * Does `job` when it is its turn.
   * @param onWaiting called with the number of those before it
   * @throws SanaError `cancelled`, and what the job throws
   */
  async run<T>(job: (drawer: Drawer) => Promise<T>, onWaiting: (before: number) => void, signal: AbortSignal) {
    clearTimeout(this.#idle);
    this.#waiting++;
    try {
      return await this.#turns.run<T>(() => job(this.#drawer), onWaiting, signal);
    } finally {
      this.#waiting--;
      // whoever waits would have to load it anew
      if (this.#waiting === 0) this.#idle = setTimeout(() => void this.#drawer.dispose(), this.#idleMs).unref();
    }
  }

  async dispose(): Promise<void> {
    clearTimeout(this.#idle);
    await this.#drawer.dispose();
  }
}
