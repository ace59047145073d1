import { SanaError } from '@sana-studio/core';

/** Work that is done one after the other, of which no more than a few wait. */
export class ShortQueue {
  readonly #most: number;
  #waiting: (() => void)[] = [];
  #isBusy = false;
  /** Seconds that one took lately. */
  #usual = 1;

  /** @param most how many may wait beside the one that is done */
  constructor(most: number) {
    this.#most = most;
  }

  get length(): number {
    return this.#waiting.length + (this.#isBusy ? 1 : 0);
  }

  /**
   * @param signal fires when nobody waits for it any more
   * @throws SanaError `server-busy` at once if too many wait, `cancelled`, and what the work throws
   */
  async run<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    if (this.#isBusy) await this.#turn(signal);
    this.#isBusy = true;
    const started = performance.now();
    try {
      if (signal.aborted) throw new SanaError('cancelled');
      return await work();
    } finally {
      if (!signal.aborted) this.#usual = (performance.now() - started) / 1000;
      const next = this.#waiting.shift();
      // whoever is next takes the place before anybody else can
      if (next) next();
      else this.#isBusy = false;
    }
  }

  #turn(signal: AbortSignal): Promise<void> {
    const waiting = this.#waiting.length;
    if (waiting >= this.#most) {
      const retryAfter = Math.max(1, Math.ceil(this.#usual * (waiting + 1)));
      throw new SanaError('server-busy', { server: 'sana serve', detail: `${waiting + 1} are waiting`, retryAfter });
    }
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#waiting = this.#waiting.filter(other => other !== enter);
        reject(new SanaError('cancelled'));
      };
      const enter = () => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      signal.addEventListener('abort', leave, { once: true });
      this.#waiting.push(enter);
    });
  }
}
