/** One piece of a prompt that the guard took out. */
export interface Replacement {
  /** The words as they stood in the prompt. */
  readonly text: string;
  /** UTF-16 offsets in the original prompt. */
  readonly start: number;
  readonly end: number;
}

export interface GuardResult {
  /** What the model may see. */
  readonly prompt: string;
  /** Empty when nothing was found. */
  readonly replaced: readonly Replacement[];
}

/** A safety policy: looks at the raw prompt before anything else does. */
export interface PromptGuard {
  check(prompt: string): GuardResult;
}
