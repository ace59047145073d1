import { SanaError, unlessAborted } from '@sana-studio/core';

/** Time, so that tests can do without waiting. */
export interface Clock {
  /** Milliseconds. */
  now(): number;
  /** @throws SanaError `cancelled` as soon as the signal fires */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export function cancelled(cause?: unknown): SanaError {
  return new SanaError('cancelled:download', {}, cause);
}

/** @throws SanaError `cancelled` */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw cancelled(signal.reason);
}

export const systemClock: Clock = {
  now: () => performance.now(),
  async sleep(milliseconds, signal) {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const elapsed = new Promise<void>(resolve => {
      timer = setTimeout(resolve, milliseconds);
    });
    try {
      await unlessAborted(elapsed, signal, cancelled);
    } finally {
      clearTimeout(timer);
    }
  },
};
