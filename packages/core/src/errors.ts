import { en, sentences } from './errors/en.ts';
import { boundedFacts } from './errors/outside.ts';
import type { ErrorCode, ForeignReason, Reason, ReasonFacts } from './errors/reasons.ts';
import { type ErrorData, type Facts, inBudget, isErrorData, wordError } from './errors/wording.ts';

export type { ErrorCode, ForeignReason, Reason, Remark } from './errors/reasons.ts';
export type { ErrorData, Facts } from './errors/wording.ts';

/** A reason of this version, or what another one worded. */
export type AnyReason = Reason | ForeignReason;

type Told<Key extends Reason> = keyof ReasonFacts<Key> extends never
  ? [reason: Key, data?: Facts, cause?: unknown]
  : [reason: Key, data: ReasonFacts<Key> & Facts, cause?: unknown];

/** A reason with the facts that its sentence needs. */
export type SanaErrorArguments =
  | { [Key in Reason]: Told<Key> }[Reason]
  | [reason: ForeignReason, data: { readonly detail: string } & Facts, cause?: unknown];

/**
 * The one error class of the suite: a code for programs, a reason that the languages word, and the facts (plain data, so
 * that they survive structured cloning, of a bounded size). The message is the English sentence, which says what is wrong
 * and what to do; `sentence` gives it in the person's language.
 */
export class SanaError extends Error {
  /** Always `SanaError`: also where a bundler has renamed the class. */
  override readonly name = 'SanaError';
  /** What programs switch on, such as `cancelled`. */
  readonly code: ErrorCode;
  /** Why, more finely: the code, and at times a colon and a word. */
  readonly reason: AnyReason;
  /** The facts of the sentence, such as sizes, names and limits. */
  readonly data: Facts;

  /** @internal Which facts a reason needs is of this version. */
  constructor(...[reason, data = {}, cause]: SanaErrorArguments) {
    const code = codeOf(reason);
    const message = reason.endsWith(FOREIGN)
      ? inBudget(String(data.detail))
      : wordError(en, { code, reason, data, message: reason });
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.reason = reason;
    this.data = boundedFacts(data);
  }

  /** As it crosses the boundary of a worker or a pipe; `fromData` makes an error of it again. */
  toData(): ErrorData {
    return { code: this.code, reason: this.reason, data: this.data, message: this.message };
  }

  /** The error that data stands for, from a worker, a pipe or another version: whatever it is, there is an error. */
  static fromData(data: ErrorData): SanaError {
    if (!isErrorData(data)) return new SanaError('internal');
    const { code, reason, data: facts, message } = data;
    // what was read from data cannot be told from what the table asks for by its type
    if (reason !== undefined && Object.hasOwn(sentences, reason)) {
      return new SanaError(...([reason, facts] as unknown as SanaErrorArguments));
    }
    const known = CODES.has(code) ? code : 'internal';
    return new SanaError(`${known}${FOREIGN}`, { ...facts, detail: message });
  }

  /** Keeps a SanaError as it is; wraps anything else under `code`, unless it is that there was no memory. */
  static from(error: unknown, code: ErrorCode = 'internal'): SanaError {
    if (error instanceof SanaError) return error;
    if (error instanceof RangeError && NO_MEMORY.test(error.message)) return new SanaError('out-of-memory', {}, error);
    const detail = error instanceof Error ? error.message : String(error);
    return new SanaError(`${code}${FOREIGN}`, { detail }, error);
  }
}

const FOREIGN = ':foreign';
/** Of a buffer, in the words of V8, SpiderMonkey and JavaScriptCore. */
const NO_MEMORY = /allocation failed|allocation size overflow|out of memory/i;
const CODES: ReadonlySet<string> = new Set(Object.keys(sentences).map(codeOf));

function codeOf(reason: string): ErrorCode {
  return reason.split(':')[0] as ErrorCode;
}
