import type { remarks, sentences } from './en.ts';
import type { FactsOf } from './wording.ts';

type Table = typeof sentences;

/** Why something failed, finely enough for a sentence: `size-out-of-range:area`. */
export type Reason = keyof Table;

type CodeOf<Key extends string> = Key extends `${infer Code}:${string}` ? Code : Key;

/** Everything that can go wrong, by name; docs/errors.md has all. Shells switch on the code; people read the sentence. */
export type ErrorCode = CodeOf<Reason>;

/** An error that another program worded, or another version of this one. Its words are the fact `detail`. */
export type ForeignReason = `${ErrorCode}:foreign`;

/** The facts that the sentence of a reason needs. More may be given, for programs. */
export type ReasonFacts<Key extends Reason> = FactsOf<Table[Key]>;

type RemarkName = keyof typeof remarks;

/** What a run or a model has to say without failing; docs/errors.md has all. Plain data: it survives structured cloning. */
export type Remark = {
  readonly [Name in RemarkName]: { readonly remark: Name; readonly data: FactsOf<(typeof remarks)[Name]> };
}[RemarkName];
