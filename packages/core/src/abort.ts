/**
 * What `step` gives, unless the signal is aborted first. The step itself is not stopped by this. Not Promise.race with one
 * promise for many steps: that would keep every result alive as long as the signal is.
 *
 * @param failure what is thrown then, given the signal's reason
 * @throws what `failure` gives: the reason itself if it is not given
 */
export async function unlessAborted<T>(
  step: Promise<T>,
  signal: AbortSignal | undefined,
  failure: (reason: unknown) => unknown = reason => reason,
): Promise<T> {
  if (!signal) return step;
  let abort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(failure(signal.reason));
  });
  signal.addEventListener('abort', abort);
  if (signal.aborted) abort();
  try {
    return await Promise.race([step, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
