import { Backoff, type RetryOptions } from './backoff.ts';
import { throwIfCancelled } from './clock.ts';
import { patienceWith } from './patience.ts';
import type { ByteRange } from './ranges.ts';
import type { Remote, RemoteFile } from './remote.ts';

/** What is written and journalled at once: the most that a killed process fetches again, per connection. */
export const PART_BYTES = 4 * 2 ** 20;

export interface ReceiveOptions {
  readonly retry: RetryOptions;
  readonly partBytes: number;
  readonly signal?: AbortSignal | undefined;
  /** Called with the number of bytes as they arrive. */
  readonly onBytes?: ((count: number) => void) | undefined;
}

/** An error of `keep`, which no other attempt at receiving mends. */
class KeepFailed extends Error {
  override readonly cause: unknown;

  constructor(cause: unknown) {
    super('what arrived could not be kept');
    this.cause = cause;
  }
}

/**
 * Receives a range part by part, with as many attempts as it takes. Whatever ends an attempt, the beginning of a part
 * that has arrived is kept as well, so that nothing comes twice.
 * @param keep resolves when the bytes, which begin at the offset, are safe
 */
export async function receive(
  remote: Remote,
  file: RemoteFile,
  range: ByteRange,
  keep: (from: number, bytes: Uint8Array<ArrayBuffer>) => Promise<void>,
  options: ReceiveOptions,
): Promise<void> {
  const { partBytes, signal, onBytes } = options;
  const backoff = new Backoff(options.retry);
  const { clock } = options.retry;
  const began = clock.now();
  let at = range.from;
  let part = new Uint8Array(0);
  let filled = 0;

  async function keepPart(): Promise<void> {
    const bytes = part.subarray(0, filled);
    filled = 0;
    await keep(at, bytes).catch((cause: unknown) => {
      throw new KeepFailed(cause);
    });
    at += bytes.length;
  }

  async function take(chunk: Uint8Array): Promise<void> {
    for (let done = 0; done < chunk.length; ) {
      if (filled === 0) part = new Uint8Array(Math.min(partBytes, range.to - at));
      const count = Math.min(part.length - filled, chunk.length - done);
      part.set(chunk.subarray(done, done + count), filled);
      filled += count;
      done += count;
      if (filled === part.length) await keepPart();
    }
    onBytes?.(chunk.length);
    backoff.reset();
  }

  while (at < range.to) {
    throwIfCancelled(signal);
    let failure: unknown;
    try {
      for await (const chunk of remote.stream(file, { from: at, to: range.to }, signal)) await take(chunk);
    } catch (error) {
      failure = error;
    }
    try {
      if (failure instanceof KeepFailed) throw failure;
      if (filled > 0) await keepPart();
    } catch (error) {
      throw error instanceof KeepFailed ? error.cause : error;
    }
    // Who never sent anything is not waited for as one is who went away in the middle.
    const most = remote.heard?.() === false ? began + patienceWith(failure) - clock.now() : undefined;
    if (at < range.to) await backoff.wait(failure, signal, most);
  }
}
