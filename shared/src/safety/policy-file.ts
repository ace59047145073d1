// A safety policy as a file that a team shares. Pages have no schema library: what goes on to the engine is read there again.

import {
  BUDGETS,
  overBudget,
  parseJson,
  policyOf,
  SAFETY_ACTIONS,
  SAFETY_CATEGORIES,
  SAFETY_NAMES,
  SAFETY_PRESETS,
  type SafetyPolicy,
  SanaError,
} from '@sana-studio/core';
import { show } from '@sana-studio/core/request';

type Fields = Readonly<Record<string, unknown>>;
type Check = (value: unknown, field: string, what: string) => void;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const misfit = (what: string, field: string, given: unknown, choices: readonly string[]): SanaError =>
  new SanaError('policy-unreadable', { what, field, detail: `${show(given)} (${choices.join(' | ')})` });

const one =
  (choices: readonly string[]): Check =>
  (value, field, what) => {
    if (!choices.includes(value as string)) throw misfit(what, field, value, choices);
  };

const words: Check = (value, field, what) => {
  if (!Array.isArray(value) || value.some(word => typeof word !== 'string'))
    throw misfit(what, field, value, ['["…", "…"]']);
  if (value.length > BUDGETS.policyWords.most) throw overBudget('policyWords', what);
  if (value.some((word: string) => word.length > BUDGETS.policyWord.most)) throw overBudget('policyWord', what);
};

const categories: Check = (value, field, what) => {
  if (!isFields(value)) throw misfit(what, field, value, ['{}']);
  for (const [category, action] of Object.entries(value)) {
    one(SAFETY_CATEGORIES)(category, field, what);
    one(SAFETY_ACTIONS)(action, `${field}.${category}`, what);
  }
};

/** What is not looked at here belongs to the engine alone. */
const CHECKS: Readonly<Record<keyof SafetyPolicy, Check | undefined>> = {
  preset: one(SAFETY_PRESETS),
  action: one(SAFETY_ACTIONS),
  categories,
  allow: words,
  deny: words,
  probe: undefined,
  pictures: undefined,
  question: undefined,
};

/**
 * What a page was told or has kept.
 * @param what where it is from, as a person knows it
 * @throws SanaError `policy-unreadable` naming what does not fit, `over-budget` for too many or too long words
 */
export function checkPolicy(value: unknown, what: string): SafetyPolicy {
  const name = SAFETY_NAMES.find(known => known === value);
  if (name) return policyOf(name);
  if (!isFields(value)) throw misfit(what, 'JSON', value, ['{}']);
  for (const [field, given] of Object.entries(value)) {
    one(Object.keys(CHECKS))(field, 'JSON', what);
    if (given !== undefined) CHECKS[field as keyof SafetyPolicy]?.(given, field, what);
  }
  return value;
}

/** @param what the file's name @throws SanaError as `checkPolicy` */
export function readPolicyFile(json: string, what: string): SafetyPolicy {
  if (json.length > BUDGETS.policyFile.most) throw overBudget('policyFile', what);
  // some editors put a byte order mark before it
  return checkPolicy(parsed(json.replace(/^\ufeff/, ''), what), what);
}

export function policyJson(policy: SafetyPolicy): string {
  return `${JSON.stringify(policy, undefined, 2)}\n`;
}

function parsed(json: string, what: string): unknown {
  try {
    return parseJson(json, what);
  } catch (error) {
    if (error instanceof SanaError) throw error;
    throw new SanaError('policy-unreadable', { what, field: 'JSON', detail: String(error) }, error);
  }
}
