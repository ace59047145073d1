import { type PromptGuard, refusingGuard } from './guard.ts';
import { vocabularyGuard } from './vocabulary-guard.ts';

export const SAFETY_POLICIES = ['replace', 'refuse'] as const;

/**
 * What becomes of a prompt with inappropriate words, by name, so that it can be a setting: `replace` puts ❤️ in their
 * place, `refuse` draws nothing. There is no name for drawing them all the same: callers who judge prompts themselves
 * pass `noGuard`, and a person's setting is not a judgement.
 */
export type SafetyPolicy = (typeof SAFETY_POLICIES)[number];

export function safetyGuard(policy: SafetyPolicy): PromptGuard {
  return policy === 'refuse' ? refusingGuard(vocabularyGuard()) : vocabularyGuard();
}
