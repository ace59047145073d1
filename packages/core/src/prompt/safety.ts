import type { ProbeFile } from './second-look/probe.ts';
import { SAFETY_CATEGORIES, type SafetyCategory } from './vocabulary/concepts.ts';

export { SAFETY_CATEGORIES, type SafetyCategory };

/**
 * What becomes of a prompt in which something is found: nothing; ❤️ takes its place; nothing is drawn, and it is said why;
 * or, as in Sana's own demo, “A red heart.” is drawn.
 */
export const SAFETY_ACTIONS = ['off', 'replace', 'refuse', 'whole-prompt'] as const;
export type SafetyAction = (typeof SAFETY_ACTIONS)[number];

/** Whom a policy is for: `school` looks at gore, drugs and harassment, too. */
export const SAFETY_PRESETS = ['designer', 'school'] as const;
export type SafetyPreset = (typeof SAFETY_PRESETS)[number];

/** What is done about pictures. There being one, a classifier looks at what was drawn. */
export interface PicturePolicy {
  /** Of the classifier, 0…1: from this score on a picture is withheld. Default: 0.8. */
  readonly threshold?: number | undefined;
  /** Whether who asks to see what is withheld gets to see it. Default: no. */
  readonly showAnyway?: boolean | undefined;
}

/** A strict level: the text encoder is asked in words whether a prompt asks for what is not to be drawn. */
export interface QuestionPolicy {
  /** A folder with another language model to be asked, such as ShieldGemma; none: the text encoder of the model. */
  readonly model?: string | undefined;
  /** From this chance of a yes on a prompt is unsafe, 0…1. Default: 0.2. */
  readonly threshold?: number | undefined;
}

/** What people decide about prompts and pictures. Plain data: a file that a team shares holds this as JSON. */
export interface SafetyPolicy {
  /** Default: `designer`. */
  readonly preset?: SafetyPreset | undefined;
  /** For every category of the preset; default: `replace`. */
  readonly action?: SafetyAction | undefined;
  /** Where a category is treated in its own way, in the preset or not. */
  readonly categories?: Readonly<Partial<Record<SafetyCategory, SafetyAction>>> | undefined;
  /** Words and phrases that are kept. */
  readonly allow?: readonly string[] | undefined;
  /** Words and phrases that are treated as the vocabulary's are; `word*` also stands for longer ones. */
  readonly deny?: readonly string[] | undefined;
  /** Looks at what the text encoder makes of a prompt: may keep what words propose to take, and find what they do not. */
  readonly probe?: ProbeFile | undefined;
  /** What is done about pictures; none: nobody looks at them. */
  readonly pictures?: PicturePolicy | undefined;
  /** Asks the text encoder of every prompt; none: nobody asks. */
  readonly question?: QuestionPolicy | undefined;
}

/** A policy by name: a preset, or an action for the preset `designer`. */
export const SAFETY_NAMES = [...SAFETY_PRESETS, ...SAFETY_ACTIONS] as const;
/** Name of a preset, or of an action for the preset `designer`. */
export type SafetyName = (typeof SAFETY_NAMES)[number];

/** A policy, or the name of one. */
export type SafetyChoice = SafetyName | SafetyPolicy;

const OTHERS_OF_SCHOOL: ReadonlySet<SafetyCategory> = new Set(['gore', 'drugs', 'harassment']);

const isPreset = (name: SafetyName): name is SafetyPreset => (SAFETY_PRESETS as readonly string[]).includes(name);

export function policyOf(choice: SafetyChoice): SafetyPolicy {
  if (typeof choice !== 'string') return choice;
  return isPreset(choice) ? { preset: choice } : { action: choice };
}

/** What is done about every category, about words of the list, and about what only a second look finds. */
export function actionsOf(
  policy: SafetyPolicy,
): Readonly<Record<SafetyCategory | 'denied' | 'second-look', SafetyAction>> {
  const { preset = 'designer', action = 'replace', categories = {} } = policy;
  const actions = SAFETY_CATEGORIES.map(category => {
    const isLookedAt = preset === 'school' || !OTHERS_OF_SCHOOL.has(category);
    return [category, categories[category] ?? (isLookedAt ? action : 'off')] as const;
  });
  // who lists words wants something done about them
  const denied: SafetyAction = action === 'off' ? 'replace' : action;
  // there is no word that a heart could take the place of
  const whole = action === 'replace' ? 'whole-prompt' : action;
  return { ...(Object.fromEntries(actions) as Record<SafetyCategory, SafetyAction>), denied, 'second-look': whole };
}

/** The policy that also keeps these words. */
export function allowing(choice: SafetyChoice, words: readonly string[]): SafetyPolicy {
  const policy = policyOf(choice);
  if (words.length === 0) return policy;
  return { ...policy, allow: [...new Set([...(policy.allow ?? []), ...words])] };
}
