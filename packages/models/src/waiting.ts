import { BUDGETS, SanaError, unlessAborted } from '@sana-studio/core';
import type { Clock } from './clock.ts';
import type { Remote } from './remote.ts';

/** What has to come in every stretch of that time: the slowest line that is still one, at 1.6 kB/s. */
const LEAST_BYTES = 8 * 2 ** 10;

const FROM_ELSEWHERE: readonly string[] = ['network-failed', 'file-missing', 'access-denied'];

/** Whether an error is about the place that something comes from, and not about what is kept. */
export function isOfSource(error: unknown): error is SanaError {
  return error instanceof SanaError && FROM_ELSEWHERE.includes(error.code);
}

function tooSlow(source: string): SanaError {
  return new SanaError('network-failed:too-slow', { source, seconds: BUDGETS.waiting.most, retry: false });
}

/**
 * Fetching while somebody waits for a picture: attempts go on only as long as something comes. All that is fetched for
 * the picture shares a line, so what counts is the bytes of all of it.
 */
export class Waiting {
  readonly #clock: Clock;
  #received = 0;
  #failure: unknown;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The same place, whose bytes count. */
  counting(remote: Remote): Remote {
    const counted = async function* (this: Waiting, chunks: AsyncIterable<Uint8Array>) {
      try {
        for await (const chunk of chunks) {
          this.#received += chunk.length;
          yield chunk;
        }
      } catch (error) {
        if (isOfSource(error)) this.#failure = error;
        throw error;
      }
    }.bind(this);
    return { ...remote, stream: (file, range, signal) => counted(remote.stream(file, range, signal)) };
  }

  /**
   * @param fetching ends when its signal fires
   * @throws SanaError why nothing comes, within the budget `waiting`; what `fetching` throws
   */
  async until<T>(what: string, fetching: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const late = new AbortController();
    const done = new AbortController();
    void this.#watch(done.signal).then(() => late.abort());
    try {
      return await unlessAborted(fetching(late.signal), late.signal, () => this.#failure ?? tooSlow(what));
    } finally {
      done.abort();
    }
  }

  /** Resolves when too little came for too long, or at once when it is done. */
  async #watch(done: AbortSignal): Promise<void> {
    for (let before = -LEAST_BYTES; this.#received - before >= LEAST_BYTES; ) {
      before = this.#received;
      await this.#clock.limit(BUDGETS.waiting.most * 1000, done).catch(() => undefined);
    }
  }
}
