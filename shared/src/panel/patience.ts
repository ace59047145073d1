import { SanaError } from '@sana-studio/core';

/** Milliseconds. */
const PATIENCE = 1000;

/** A call of the host, which has a second to stop when it is told to: whoever cancelled it does not wait any longer. */
export async function soonAfterAbort<T>(call: Promise<T>, signal: AbortSignal): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => {
      timer = setTimeout(() => reject(new SanaError('cancelled')), PATIENCE);
    });
  });
  try {
    return await Promise.race([call, late]);
  } finally {
    clearTimeout(timer);
  }
}
