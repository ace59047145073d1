import { SIGNAL_CODES, type StopSignal, type ToCommand } from './supervision.ts';

let pause: (() => void) | undefined;
let stopping = false;

/** Ends the command when it is told to, but lets work that can be paused come to an end first. */
export function handleSignals(): void {
  // a terminal tells both processes, the other one tells this one as well
  for (const signal of Object.keys(SIGNAL_CODES) as StopSignal[]) {
    process.on(signal, () => stop(SIGNAL_CODES[signal]));
  }
  if (!process.channel) return;
  process.on('message', (message: ToCommand) => stop(message.stop));
  // nobody could stop it any more
  process.on('disconnect', () => process.exit(1));
  process.channel.unref();
}

function stop(code: number): void {
  if (stopping) return;
  stopping = true;
  // the other process says that it was cancelled
  if (!pause) process.exit(code);
  process.exitCode = code;
  pause();
}

/**
 * Runs work that stops by itself when its signal fires and leaves everything fit to go on later.
 * @throws what the work throws; the process then ends with the code of the signal
 */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const abort = new AbortController();
  pause = () => abort.abort();
  try {
    return await work(abort.signal);
  } finally {
    pause = undefined;
  }
}
