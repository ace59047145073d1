import { readingSteps, type SourceDocument } from '@sana-studio/documents';
import type { Answer, Asked, Reader } from './contract.ts';
import { QUESTIONS } from './questions.ts';

/** After which it is looked whether something else has been asked meanwhile. */
const SLICE_MS = 20;

/** Documents that are kept: those that a person goes to and fro between. */
const KEPT = 8;

interface Version {
  readonly number: number;
  readonly source: SourceDocument;
  /** Whether it was parsed; false if a newer version came first. */
  readonly parsed: Promise<boolean>;
  /** Somebody wants an answer about it even when there is a newer one. */
  wanted: boolean;
}

/**
 * Reads documents, each version once whatever is asked about it. What is parsed in slices is dropped between two of them
 * when the document has changed.
 */
export class DocumentReader implements Reader {
  readonly #steps: (document: SourceDocument) => Generator<void, unknown>;
  /** The newest of each, by its URI; those that were asked about lately last. */
  readonly #versions = new Map<string, Version>();

  /** @param steps reads a document, step by step */
  constructor(steps: (document: SourceDocument) => Generator<void, unknown> = readingSteps) {
    this.#steps = steps;
  }

  async ask({ document, version, source, question, args, mayLapse }: Asked): Promise<Answer> {
    const found = source ? this.#open(document, version, source) : this.#versions.get(document);
    if (found?.number !== version) return 'lapsed';
    if (!mayLapse) found.wanted = true;
    if (!(await found.parsed)) return 'lapsed';
    const answer: (source: SourceDocument, ...args: never[]) => unknown = QUESTIONS[question];
    return { answer: answer(found.source, ...(args as never[])) };
  }

  #open(document: string, number: number, source: SourceDocument): Version {
    const version: Version = {
      number,
      source,
      wanted: false,
      parsed: this.#parse(source, () => this.#isOld(document, version)),
    };
    this.#versions.delete(document);
    this.#versions.set(document, version);
    const [oldest] = this.#versions.keys();
    if (this.#versions.size > KEPT) this.#versions.delete(oldest!);
    return version;
  }

  #isOld(document: string, version: Version): boolean {
    return !version.wanted && this.#versions.get(document) !== version;
  }

  async #parse(source: SourceDocument, isOld: () => boolean): Promise<boolean> {
    // what was asked with it is known then
    await pause();
    let begun = performance.now();
    for (const steps = this.#steps(source); !steps.next().done; ) {
      if (performance.now() - begun < SLICE_MS) continue;
      await pause();
      if (isOld()) return false;
      begun = performance.now();
    }
    return true;
  }
}

/** Lets messages in that have come meanwhile. */
function pause(): Promise<void> {
  return new Promise(resolve => setTimeout(resolve));
}
