import { SanaError } from '@sana-studio/core';
import type { Clock } from './clock.ts';

const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;
/** A server that asks for more than this is better asked again by the person. */
const LONGEST_ASKED_WAIT = 5 * 60_000;

export interface RetryOptions {
  readonly clock: Clock;
  /** Failures in a row, without a byte in between, after which it ends: about two minutes. */
  readonly attempts?: number;
  /** 0…1 */
  readonly random?: () => number;
}

/** Waits longer and longer between attempts that bring nothing. */
export class Backoff {
  readonly #options: Required<RetryOptions>;
  #failures = 0;

  constructor({ clock, attempts = 9, random = Math.random }: RetryOptions) {
    this.#options = { clock, attempts, random };
  }

  /** Something arrived. */
  reset(): void {
    this.#failures = 0;
  }

  /**
   * Waits before the next attempt: as long as the server asked for, or else exponentially longer with jitter.
   * @param most milliseconds that are left for it
   * @throws the error itself when trying again is of no use, was tried often enough, or comes too late; `cancelled`
   */
  async wait(error: unknown, signal?: AbortSignal, most = Number.POSITIVE_INFINITY): Promise<void> {
    const { clock, attempts, random } = this.#options;
    this.#failures++;
    if (!(error instanceof SanaError) || error.data.retry !== true || this.#failures >= attempts) throw error;
    const { retryAfter } = error.data;
    const asked = typeof retryAfter === 'number' ? retryAfter * 1000 : undefined;
    if (asked !== undefined && asked > LONGEST_ASKED_WAIT) throw error;
    const longest = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (this.#failures - 1));
    // Never less than asked for, and never all connections at the same moment.
    const wait = (asked ?? longest / 2) + (longest / 2) * random();
    if (wait >= most) throw error;
    await clock.sleep(wait, signal);
  }
}
