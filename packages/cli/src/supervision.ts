// What the process that hears signals and the one that runs the command tell each other.

/** What people stop a command with, and how it then ends. */
export const SIGNAL_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

export type StopSignal = keyof typeof SIGNAL_CODES;

export interface ToCommand {
  /** The exit code to end with. */
  readonly stop: number;
}

export type FromCommand =
  /** It says itself that it was stopped. */
  | { readonly told: true }
  /** A file that is being written, to be removed if the command is ended meanwhile. */
  | { readonly part: string | null }
  /** A process that computes for it, to be ended with it. */
  | { readonly helper: number | null };

/** Tells the process that hears signals, if there is one. What is told is there before anything that follows is done. */
export function tell(message: FromCommand): void {
  if (process.connected) process.send?.(message, undefined, undefined, () => {});
}
