import { BUDGETS, overBudget, SanaError } from '@sana-studio/core';
import type { Clock } from './clock.ts';

/** Milliseconds in which a source has to send something, while somebody waits for an answer. */
export const SILENCE = BUDGETS.silence.most * 1000;

/** Milliseconds that are waited for a source that has sent no file yet: longer where it says itself when to come again. */
export function patienceWith(failure: unknown): number {
  const isAsked = failure instanceof SanaError && failure.data.retryAfter !== undefined;
  return isAsked ? BUDGETS.listing.most * 1000 : SILENCE;
}

/** @param what the address or source, as a person knows it */
export function silent(what: string, cause?: unknown): SanaError {
  const data = { url: what, seconds: BUDGETS.silence.most, retry: false };
  return new SanaError('network-failed:silent', data, cause);
}

/**
 * How long hearing what sources have may take, with all questions and attempts, whatever they send. It begins with the
 * first question.
 */
export class Patience {
  readonly #clock: Clock;
  #end: number | undefined;
  #silentAt = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Something arrived. */
  heard(): void {
    this.#silentAt = this.#clock.now() + SILENCE;
  }

  /** Milliseconds that are left. */
  get left(): number {
    return Math.min(this.#silentAt, this.#end ?? 0) - this.#clock.now();
  }

  /**
   * Waits for one step.
   * @param giveUp ends the step when nothing is left
   * @throws SanaError `network-failed` after a silence, `over-budget` at the end of all time
   */
  async within<T>(what: string, step: Promise<T>, giveUp: () => void): Promise<T> {
    if (this.#end === undefined) {
      this.#end = this.#clock.now() + BUDGETS.listing.most * 1000;
      this.heard();
    }
    const isLast = this.#end < this.#silentAt;
    const done = new AbortController();
    const expired = this.#clock.limit(Math.max(this.left, 0), done.signal).then(
      () => {
        giveUp();
        throw isLast ? overBudget('listing', what) : silent(what);
      },
      () => new Promise<never>(() => undefined), // the step was done before
    );
    try {
      return await Promise.race([step, expired]);
    } finally {
      done.abort();
      step.catch(() => undefined);
    }
  }
}
