import { SanaError } from '@sana-studio/core';

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
  sleep: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      throwIfCancelled(signal);
      const stop = () => {
        clearTimeout(timer);
        reject(cancelled(signal?.reason));
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', stop);
        resolve();
      }, milliseconds);
      signal?.addEventListener('abort', stop, { once: true });
    }),
};
