// What the extension host asks of the worker that reads documents. Both come with one extension.

import { anything, type ContractOf } from '@sana-studio/core/channel';
import type { SourceDocument } from '@sana-studio/documents';
import type { Question } from './questions.ts';

export const VERSION = 1;

export interface Asked {
  /** The URI. */
  readonly document: string;
  readonly version: number;
  /** Sent once with each version. */
  readonly source?: SourceDocument | undefined;
  readonly question: Question;
  readonly args: readonly unknown[];
  /** Nobody wants the answer any more when a newer version is known. */
  readonly mayLapse: boolean;
}

/** Without an answer: the version that was asked about is not the newest any more. */
export type Answer = { readonly answer: unknown } | 'lapsed';

export interface Reader {
  /** @throws SanaError what the question throws */
  ask(asked: Asked): Promise<Answer>;
}

export const READER: ContractOf<{ readonly reader: Reader }> = {
  reader: { ask: { args: [anything], result: anything } },
};
