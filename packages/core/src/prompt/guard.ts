import type { SafetyCategory } from './vocabulary/concepts.ts';

/** One piece of a prompt that the guard took out. */
export interface Replacement {
  /** The words as they stood in the prompt. */
  readonly text: string;
  /** UTF-16 offsets in the original prompt. */
  readonly start: number;
  readonly end: number;
}

/** The same with why it was found. */
export interface Hit extends Replacement {
  /** `denied`: it is on the list of the policy. */
  readonly category: SafetyCategory | 'denied';
  /** As in BCP 47; `und` for words of the policy's list. */
  readonly language: string;
  /** It counts wherever it stands; otherwise by what stands beside it. */
  readonly sure: boolean;
}

export interface GuardResult {
  /** What the model may see. */
  readonly prompt: string;
  /** Empty when nothing was found. */
  readonly replaced: readonly Replacement[];
}

/** Looks at the raw prompt before anything else does. */
export interface PromptGuard {
  /** Has to be waited for before the first check, if it is there. */
  ready?(): Promise<void>;
  /** @throws SanaError `request-refused`, which names what was found, if nothing is to be drawn */
  check(prompt: string): GuardResult;
}

/** Lets every prompt through, for callers who judge prompts themselves. */
export const noGuard: PromptGuard = { check: prompt => ({ prompt, replaced: [] }) };
