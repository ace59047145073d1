// How a sentence of a table is put together with the facts of an error.

import { BUDGETS } from '../budgets.ts';
import { boundedFacts, harmless, MISSING } from './outside.ts';
import type { ErrorCode } from './reasons.ts';

/** What can stand in a sentence. An error stands for its own sentence, in the same language. */
export type Fact = string | number | boolean | readonly (string | number)[] | ErrorData;

/** The facts of an error: plain data, so that they survive structured cloning. Not all of them stand in its sentence. */
export type Facts = Readonly<Record<string, unknown>>;

/** What crosses a worker boundary or a pipe in place of an error. */
export interface ErrorData {
  /** As of the error. */
  readonly code: ErrorCode;
  /** Of the table; an error of another version may have one that is unknown here, or none. */
  readonly reason?: string | undefined;
  /** The facts of its sentence. */
  readonly data: Facts;
  /** In English: what is left to show where the reason is unknown. */
  readonly message: string;
}

/**
 * A sentence: words with `{name}` for each fact, or what makes them. A function is given what came over the wire as well,
 * so it must bear that facts are missing.
 */
export type Sentence = string | ((facts: never) => string);

export type Sentences = Readonly<Record<string, Sentence>>;

type Names<Words> = Words extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;

/** The facts that a sentence needs. */
export type FactsOf<Wording> = Wording extends string
  ? { readonly [Name in Names<Wording>]: Fact }
  : Wording extends (facts: infer Needed) => string
    ? Needed
    : never;

/**
 * A table with the same sentences as `Table` in another language: `zh satisfies Translated<typeof en, typeof zh>`. What
 * names a fact that there is not, or is missing, does not compile.
 */
export type Translated<Table extends Sentences, Own> = {
  readonly [Key in keyof Table]: Key extends keyof Own
    ? Own[Key] extends string
      ? [Names<Own[Key]>] extends [keyof FactsOf<Table[Key]>]
        ? string
        : never
      : (facts: FactsOf<Table[Key]>) => string
    : Sentence;
};

/** What a language does beside its sentences. */
export interface Language {
  readonly sentences: Sentences;
  readonly remarks: Sentences;
  /** Between the words of a list. */
  readonly comma: string;
  /** Introduces what another program said in its own words. */
  foreign(detail: string): string;
}

/** Errors that hold errors that hold errors … come from nobody but who means harm. */
const DEEPEST = 3;

/**
 * The sentence `key` of a table, on one line and within its budget: facts come from outside, so each is cut and made
 * harmless here, for every place where sentences end.
 * @returns undefined if the table has none or its function fails
 */
export function word(language: Language, table: Sentences, key: string, facts: Facts, depth = 0): string | undefined {
  const sentence = Object.hasOwn(table, key) ? table[key] : undefined;
  if (sentence === undefined) return undefined;
  const own = boundedFacts(facts, text => harmless(text));
  if (typeof sentence === 'string') {
    return inBudget(sentence.replace(/\{(\w+)\}/g, (_, name: string) => factWords(language, own[name], depth)));
  }
  try {
    return inBudget((sentence as (facts: Facts) => string)(own));
  } catch {
    return undefined; // facts of another shape, from a pipe
  }
}

/** What somebody else said, or a whole sentence. */
export function inBudget(text: string): string {
  return harmless(text, BUDGETS.message.most);
}

/** The sentence of an error, or what it said of itself if this version does not know its reason. */
export function wordError(language: Language, { code, reason, data, message }: ErrorData, depth = 0): string {
  const own = word(language, language.sentences, reason ?? code, data, depth);
  return own ?? language.foreign(inBudget(message));
}

function factWords(language: Language, fact: unknown, depth: number): string {
  if (typeof fact === 'string' || typeof fact === 'number' || typeof fact === 'boolean') return String(fact);
  if (Array.isArray(fact)) return joined(fact, fact.every(isNumber) ? ',' : language.comma);
  return isErrorData(fact) && depth < DEEPEST ? wordError(language, fact, depth + 1) : MISSING;
}

/** In a list of numbers, or of what was left out of one. */
function isNumber(item: unknown): boolean {
  return typeof item === 'number' || item === MISSING;
}

export function isErrorData(value: unknown): value is ErrorData {
  if (typeof value !== 'object' || value === null) return false;
  const { code, reason, data, message } = value as { readonly [Key in keyof ErrorData]?: unknown };
  return (
    typeof code === 'string' &&
    (reason === undefined || typeof reason === 'string') &&
    typeof data === 'object' &&
    data !== null &&
    typeof message === 'string'
  );
}

/** A list in a sentence; what is no list stands for nothing. */
export function joined(list: unknown, separator: string, around: (item: string) => string = item => item): string {
  // an object from elsewhere may not even become text
  const words = (item: unknown) => (typeof item === 'object' && item !== null ? MISSING : around(String(item)));
  return Array.isArray(list) && list.length > 0 ? list.map(words).join(separator) : MISSING;
}

/** Decimal gigabytes, e.g. `1.2 GB`. */
export function gigabytes(bytes: unknown): string {
  return typeof bytes === 'number' ? `${(bytes / 1e9).toFixed(bytes < 1e8 ? 3 : 1)} GB` : MISSING;
}
