import { SanaError } from '../errors.ts';

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

/** Lets every prompt through, for callers who judge prompts themselves. */
export const noGuard: PromptGuard = { check: prompt => ({ prompt, replaced: [] }) };

/** What the official demo draws in place of an unsafe prompt. */
export const RED_HEART_PROMPT = 'A red heart.';

/**
 * The official demo's behaviour: as soon as `detector` finds anything, the whole prompt becomes RED_HEART_PROMPT.
 * `replaced` still tells what was found.
 */
export function wholePromptGuard(detector: PromptGuard): PromptGuard {
  return {
    check(prompt) {
      const found = detector.check(prompt);
      return found.replaced.length === 0 ? found : { prompt: RED_HEART_PROMPT, replaced: found.replaced };
    },
  };
}

/**
 * Draws nothing at all as soon as `detector` finds anything, for those who would rather word a prompt anew than get a
 * picture of another one. `check` throws SanaError `request-refused`, which names what was found.
 */
export function refusingGuard(detector: PromptGuard): PromptGuard {
  return {
    check(prompt) {
      const found = detector.check(prompt);
      if (found.replaced.length === 0) return found;
      const words = [...new Set(found.replaced.map(({ text }) => text))];
      throw new SanaError('request-refused', { words, replaced: found.replaced });
    },
  };
}
