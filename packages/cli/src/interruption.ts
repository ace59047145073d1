import { failureLine } from './failure.ts';

const SIGNALS = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const;

let stop: ((code: number) => void) | undefined;

/** Ends the process in one line when a signal comes, but lets work that can be paused come to an end first. */
export function handleSignals(): void {
  for (const [signal, code] of SIGNALS) {
    process.on(signal, () => {
      const pause = stop;
      // Who presses Ctrl-C twice does not want to wait.
      stop = undefined;
      if (pause) return pause(code);
      process.stderr.write(`${process.stderr.isTTY ? '\r\x1b[K' : ''}${failureLine('Cancelled.', 'cancelled')}\n`);
      process.exit(code);
    });
  }
}

/**
 * Runs work that stops by itself when its signal fires and leaves everything fit to go on later.
 * @throws what the work throws; the process then ends with the code of the signal
 */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const abort = new AbortController();
  stop = code => {
    process.exitCode = code;
    abort.abort();
  };
  try {
    return await work(abort.signal);
  } finally {
    stop = undefined;
  }
}
