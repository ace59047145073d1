import { SanaError, unlessAborted } from '@sana-studio/core';

/** Time, so that tests can do without waiting. */
export interface Clock {
  /** Milliseconds. */
  now(): number;
  /** @throws SanaError `cancelled` as soon as the signal fires */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** As `sleep`, for how long something may take: what hurries waits must leave it time. */
  limit(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export function cancelled(cause?: unknown): SanaError {
  return new SanaError('cancelled:download', {}, cause);
}

/** @throws SanaError `cancelled` */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw cancelled(signal.reason);
}

async function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const elapsed = new Promise<void>(resolve => {
    timer = setTimeout(resolve, milliseconds);
  });
  try {
    await unlessAborted(elapsed, signal, cancelled);
  } finally {
    clearTimeout(timer);
  }
}

export const systemClock: Clock = { now: () => performance.now(), sleep, limit: sleep };
