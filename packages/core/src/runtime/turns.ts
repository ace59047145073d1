import { SanaError } from '../errors.ts';

/** Who waits for a turn. */
interface Waiting {
  begin(): void;
  /** @param before how many come first */
  moved(before: number): void;
}

/** One after the other, in the order they came; those that wait know how many are before them. */
export class Turns {
  #line: Waiting[] = [];

  /**
   * Does `job` when it is its turn.
   * @param onWaiting called with the number of those before it, at once if there are any and after each change
   * @throws SanaError `cancelled` if that is asked for while it waits; what `job` throws
   */
  async run<T>(job: () => Promise<T>, onWaiting: (before: number) => void, signal: AbortSignal): Promise<T> {
    await new Promise<void>((resolve, reject) => {
      const waiting = { begin: resolve, moved: onWaiting };
      const leave = () => {
        if (!this.#line.slice(1).includes(waiting)) return;
        this.#line = this.#line.filter(one => one !== waiting);
        this.#tell();
        reject(new SanaError('cancelled:picture'));
      };
      this.#line.push(waiting);
      signal.addEventListener('abort', leave, { once: true });
      if (signal.aborted) leave();
      if (this.#line[0] === waiting) resolve();
      else onWaiting(this.#line.indexOf(waiting));
    });
    try {
      return await job();
    } finally {
      this.#line.shift();
      this.#line[0]?.begin();
      this.#tell();
    }
  }

  #tell(): void {
    for (const [before, waiting] of this.#line.entries()) if (before > 0) waiting.moved(before);
  }
}
