import { SanaError } from '@sana-studio/core';

/**
 * Does something `count` times, a few at once. When one fails, no other begins, and those under way come to their end:
 * what they make is finished, and somebody has paid for it.
 * @returns the results in order
 * @throws what the first that failed has thrown; `cancelled` once the signal fires
 */
export async function inParallel<T>(
  count: number,
  atOnce: number,
  signal: AbortSignal | undefined,
  work: (index: number, signal: AbortSignal) => Promise<T>,
): Promise<T[]> {
  const own = signal ?? new AbortController().signal;
  const results = new Array<T>(count);
  let next = 0;
  let failure: { readonly error: unknown } | undefined;
  const one = async () => {
    while (next < count && !failure) {
      const index = next++;
      try {
        if (own.aborted) throw new SanaError('cancelled');
        results[index] = await work(index, own);
      } catch (error) {
        failure ??= { error };
      }
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(atOnce, count)) }, one));
  if (failure) throw failure.error;
  return results;
}
