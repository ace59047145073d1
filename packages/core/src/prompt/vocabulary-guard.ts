import { type Remark, SanaError } from '../errors.ts';
import type { CustomWords } from './custom-words.ts';
import type { FoundTerm } from './find-terms.ts';
import type { GuardResult, Hit, PromptGuard } from './guard.ts';
import {
  actionsOf,
  type PicturePolicy,
  policyOf,
  type QuestionPolicy,
  type SafetyAction,
  type SafetyChoice,
} from './safety.ts';
import { Probe, type Verdict } from './second-look/probe.ts';
import type { Vocabulary, VocabularyPart } from './vocabulary/vocabulary.ts';

const HEART = '❤️';
/** Stands for a letter that was taken out while the rest is searched again. */
const GONE = '\u2764';
/** How often what was uncovered is looked for: somebody who nests words deeper than this does it to waste time. */
const ROUNDS = 8;

/** What the official demo draws in place of an unsafe prompt. */
export const RED_HEART_PROMPT = 'A red heart.';

/** What becomes of a prompt under a policy. */
export interface Judgement {
  /** What the model may see; the prompt itself if it is refused. */
  readonly text: string;
  readonly refused: boolean;
  readonly hits: readonly Hit[];
  /** Words that were found and are kept, because a second look says that the prompt is harmless. */
  readonly spared: readonly Hit[];
}

interface Searching {
  /** What has all that there is to find in a text. */
  readonly vocabularyFor: (text: string) => Vocabulary;
  readonly findTerms: typeof import('./find-terms.ts').findTerms;
  readonly customWords: typeof import('./custom-words.ts').customWords;
}

let loading: Promise<Searching> | undefined;
let searching: Searching | undefined;

/** The vocabulary is loaded and built at the first use: what most prompts need, and the rest for one in another script. */
function load(): Promise<Searching> {
  loading ??= import('./searching.ts').then(({ buildVocabulary, partFor, customWords, findTerms }) => {
    const parts: Partial<Record<VocabularyPart, Vocabulary>> = {};
    const vocabularyFor = (text: string) => {
      const part = parts.all ? 'all' : partFor(text);
      parts[part] ??= buildVocabulary(part);
      return parts[part];
    };
    vocabularyFor(ownLanguage());
    searching = { vocabularyFor, findTerms, customWords };
    return searching;
  });
  return loading;
}

/** What the language of this computer is called in it, which is in the script that people write here. */
function ownLanguage(): string {
  const { locale } = new Intl.DateTimeFormat().resolvedOptions();
  return new Intl.DisplayNames(locale, { type: 'language' }).of(locale) ?? '';
}

/**
 * A guard that finds inappropriate words of ten languages, and coarse ones of fourteen more, also disguised, and does with
 * them what the policy says. What is kept of a prompt is kept byte for byte.
 */
export class SafetyGuard implements PromptGuard {
  readonly #policy;
  readonly #actions;
  readonly probe: Probe | undefined;
  readonly pictures: PicturePolicy | undefined;
  readonly question: QuestionPolicy | undefined;
  #custom: CustomWords | undefined;

  /** @param choice default: inappropriate vocabulary becomes ❤️ */
  constructor(choice: SafetyChoice = 'designer') {
    this.#policy = policyOf(choice);
    this.#actions = actionsOf(this.#policy);
    const { probe, pictures, question } = this.#policy;
    this.pictures = pictures;
    this.question = this.#actions['second-look'] === 'off' ? undefined : question;
    this.probe = probe && new Probe(probe);
  }

  async ready(): Promise<void> {
    await load();
  }

  check(prompt: string, verdict?: Verdict): GuardResult {
    const judgement = this.judge(prompt, verdict);
    const { text, refused, hits } = judgement;
    const replaced = text === RED_HEART_PROMPT ? hits.map(asWhole) : hits;
    if (!refused) return { prompt: text, replaced, remark: remarkOf(judgement) };
    if (isWhole(hits)) throw new SanaError('request-refused:second-look', { replaced: hits });
    const words = [...new Set(hits.map(hit => hit.text))];
    throw new SanaError('request-refused', { words, replaced: hits });
  }

  /** What `check` does, without throwing. */
  judge(prompt: string, verdict: Verdict = 'undecided'): Judgement {
    const found = this.#find(prompt);
    const spared = verdict === 'harmless' ? found.filter(({ category }) => this.#mayVeto(category)) : [];
    const left = found.filter(hit => !spared.includes(hit));
    // where the question is asked, it has the last word: taking a word out does not make the rest harmless
    const isWholly = verdict === 'unsafe' && (left.length === 0 || this.question !== undefined);
    const whole = isWholly ? this.#whole(prompt) : [];
    const hits = whole.length > 0 ? whole : left;
    return { ...this.#act(prompt, hits), spared };
  }

  /** A list of people is not overruled, nor what the probe was never shown. */
  #mayVeto(category: Hit['category']): boolean {
    return category !== 'denied' && category !== 'second-look' && !!this.probe?.categories.includes(category);
  }

  /** The prompt as one hit, unless it is allowed as it stands. */
  #whole(prompt: string): readonly Hit[] {
    const text = prompt.trim();
    const start = prompt.indexOf(text);
    const hit = { start, end: start + text.length, category: 'second-look' as const, language: 'und', sure: false };
    if (text === '' || this.#actions['second-look'] === 'off') return [];
    const { custom } = this.#searching();
    return custom.refused(prompt, [hit]).map(span => ({ text, ...span }));
  }

  #act(prompt: string, hits: readonly Hit[]): Omit<Judgement, 'spared'> {
    const actions = new Set<SafetyAction>(hits.map(({ category }) => this.#actions[category]));
    if (hits.length === 0) return { text: prompt, refused: false, hits };
    if (actions.has('refuse')) return { text: prompt, refused: true, hits };
    if (actions.has('whole-prompt')) return { text: RED_HEART_PROMPT, refused: false, hits };
    return { text: replaceSpans(prompt, hits, () => HEART), refused: false, hits };
  }

  #searching(): Searching & { readonly custom: CustomWords } {
    if (!searching) throw new Error('The guard has to be ready before it checks.');
    this.#custom ??= searching.customWords(this.#policy);
    return { ...searching, custom: this.#custom };
  }

  #find(prompt: string): Hit[] {
    const { vocabularyFor, findTerms, custom } = this.#searching();
    const vocabulary = vocabularyFor(prompt);
    const active = (category: Hit['category']): boolean => this.#actions[category] !== 'off';
    let spans: FoundTerm[] = [];
    let masked = prompt;
    // Taking a word out may uncover another one; what comes out must pass unchanged the next time.
    for (let round = 0; round < ROUNDS; round++) {
      const found = custom.apply(masked, findTerms(masked, vocabulary, active));
      if (found.length === 0) break;
      spans = joinSpans([...spans, ...found]);
      masked = replaceSpans(masked, joinSpans(found), length => GONE.repeat(length));
    }
    return spans.map(({ start, end, ...why }) => ({ text: prompt.slice(start, end), start, end, ...why }));
  }
}

const isWhole = (hits: readonly Hit[]): boolean => hits.some(({ category }) => category === 'second-look');

function remarkOf({ hits, spared }: Judgement): Remark | undefined {
  if (isWhole(hits)) return { remark: 'second-look:found', data: {} };
  if (spared.length === 0) return undefined;
  return { remark: 'second-look:kept', data: { words: [...new Set(spared.map(({ text }) => text))] } };
}

const asWhole = (hit: Hit): Hit => ({ ...hit, whole: true });

/** Sorted, overlaps joined: the longest says why. */
function joinSpans(spans: readonly FoundTerm[]): FoundTerm[] {
  const joined: FoundTerm[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = joined.at(-1);
    if (!last || span.start >= last.end) joined.push(span);
    else {
      const longest = span.end - span.start > last.end - last.start ? span : last;
      joined[joined.length - 1] = { ...longest, start: last.start, end: Math.max(last.end, span.end) };
    }
  }
  return joined;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** @param spans sorted, without overlaps */
function replaceSpans(text: string, spans: readonly Span[], replacement: (length: number) => string): string {
  let result = '';
  let kept = 0;
  for (const { start, end } of spans) {
    result += text.slice(kept, start) + replacement(end - start);
    kept = end;
  }
  return result + text.slice(kept);
}

/** A guard for a policy, ready to check. */
export async function safetyGuard(choice?: SafetyChoice): Promise<SafetyGuard> {
  const guard = new SafetyGuard(choice);
  await guard.ready();
  return guard;
}
