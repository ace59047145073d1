import type { Remark } from '../errors.ts';
import type { PicturePolicy, QuestionPolicy } from './safety.ts';
import type { Probe, Verdict } from './second-look/probe.ts';
import type { SafetyCategory } from './vocabulary/concepts.ts';

/** One piece of a prompt that the guard took out. */
export interface Replacement {
  /** The words as they stood in the prompt. */
  readonly text: string;
  /** UTF-16 offsets in the original prompt. */
  readonly start: number;
  /** Behind the last one. */
  readonly end: number;
  /** Because of it another prompt was drawn instead of the whole one. */
  readonly whole?: true | undefined;
}

/** The same with why it was found. */
export interface Hit extends Replacement {
  /** `denied`: it is on the list of the policy. `second-look`: the whole prompt, of which no word was found. */
  readonly category: SafetyCategory | 'denied' | 'second-look';
  /** As in BCP 47; `und` for words of the policy's list and whole prompts. */
  readonly language: string;
  /** It counts wherever it stands; otherwise by what stands beside it. */
  readonly sure: boolean;
}

export interface GuardResult {
  /** What the model may see. */
  readonly prompt: string;
  /** Empty when nothing was found. */
  readonly replaced: readonly Replacement[];
  /** Where a second look decided something else than the words. */
  readonly remark?: Remark | undefined;
}

/** Looks at the raw prompt before anything else does. */
export interface PromptGuard {
  /** Has to be waited for before the first check, if it is there. */
  ready?(): Promise<void>;
  /** What is done about pictures that were drawn. */
  readonly pictures?: PicturePolicy | undefined;
  /** What the text encoder is to be asked of every prompt. */
  readonly question?: QuestionPolicy | undefined;
  /** To be asked before it decides, where there is a text encoder. */
  readonly probe?: Probe | undefined;
  /**
   * @param verdict of the second look; without it, words alone decide
   * @throws SanaError `request-refused`, which names what was found, if nothing is to be drawn
   */
  check(prompt: string, verdict?: Verdict): GuardResult;
}

/** Lets every prompt through, for callers who judge prompts themselves. */
export const noGuard: PromptGuard = { check: prompt => ({ prompt, replaced: [] }) };
