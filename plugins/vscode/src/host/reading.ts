import { BUDGETS, overBudget, SanaError } from '@sana-studio/core';
import { openChannel, portWire } from '@sana-studio/core/channel';
import { openDocument, type SourceDocument } from '@sana-studio/documents';
import { type Disposable, EventEmitter, type TextDocument, workspace } from 'vscode';
import { type Answer, READER, type Reader, VERSION } from '../reading/contract.ts';
import { DocumentReader } from '../reading/document-reader.ts';
import { type AnswerTo, type Arguments, QUESTIONS, type Question, type Some } from '../reading/questions.ts';
import type { HostWorker, StartWorker } from './worker.ts';

/** Why a question fails whose worker has ended. */
const ENDED = 'worker-failed:other-end';

/** What the reader was told of a document. One that is opened again begins to count its versions anew. */
interface Told {
  readonly of: TextDocument;
  readonly version: number;
}

/** Who reads, and what it was told, by the URIs of documents. */
interface Connection {
  readonly reader: Reader;
  readonly told: Map<string, Told>;
  close(): void;
}

/**
 * Asks about documents, which a worker of the extension host reads: each version once, whoever asks. What it takes to
 * read a long one is no time of the host's.
 */
export class Reading implements Disposable {
  #startWorker: StartWorker | undefined;
  readonly #tooLong = new EventEmitter<TextDocument>();
  /** A document was found to be past what is read in time. */
  readonly onTooLong = this.#tooLong.event;
  readonly #read = new EventEmitter<TextDocument>();
  /** A document was read. */
  readonly onRead = this.#read.event;
  readonly #watching: Disposable;
  #connection: Connection | undefined;

  constructor() {
    this.#watching = workspace.onDidCloseTextDocument(({ uri }) => void this.#connection?.told.delete(uri.toString()));
  }

  /** From now on, documents are read in a worker of its own; before, and where none can be started, in slices here. */
  useWorker(startWorker: StartWorker): void {
    this.#end();
    this.#startWorker = startWorker;
  }

  /**
   * What a question is answered for the document as it is now.
   * @throws SanaError what the question throws; `over-budget` for a document that cannot be read in time
   */
  async ask<Name extends Question>(
    document: TextDocument,
    question: Name,
    ...args: Arguments<Name>
  ): Promise<AnswerTo<Name>> {
    for (;;) {
      const answer = await this.#ask(document, question, args, false);
      if (answer !== 'lapsed') return answer.answer as AnswerTo<Name>;
    }
  }

  /** As `ask`, for who loses interest when the document changes, and can do without: then, and past the budget, undefined. */
  async askQuietly<Name extends Question>(
    document: TextDocument,
    question: Name,
    ...args: Arguments<Name>
  ): Promise<AnswerTo<Name> | undefined> {
    try {
      const answer = await this.#ask(document, question, args, true);
      if (answer === 'lapsed') return undefined;
      this.#read.fire(document);
      return answer.answer as AnswerTo<Name>;
    } catch (error) {
      if (!(error instanceof SanaError)) throw error;
      if (error.code === 'over-budget') this.#tooLong.fire(document);
      return undefined;
    }
  }

  async #ask(document: TextDocument, question: Question, args: readonly unknown[], mayLapse: boolean): Promise<Answer> {
    // what is refused for its length is refused at once
    if (lengthOf(document) > BUDGETS.document.most) return answered(sourceOf(document), question, args);
    this.#connection ??= this.#connect();
    const { reader, told } = this.#connection;
    const { version } = document;
    const uri = document.uri.toString();
    const before = told.get(uri);
    const isTold = before?.of === document && before.version === version;
    told.set(uri, { of: document, version });
    const source = isTold ? undefined : sourceOf(document);
    const asked = { document: uri, version, source, question, args, mayLapse };
    const answer = await this.#inTime(reader.ask(asked)).catch(error => {
      // of a worker that has crashed or could not be started
      if (error instanceof SanaError && error.reason === ENDED && !this.#startWorker) return undefined;
      throw error;
    });
    if (!answer) return this.#ask(document, question, args, mayLapse);
    // it keeps only some documents
    const last = told.get(uri);
    if (answer === 'lapsed' && last?.of === document && last.version === version) told.delete(uri);
    else return answer;
    return isTold ? this.#ask(document, question, args, mayLapse) : answer;
  }

  async #inTime(answer: Promise<Answer>): Promise<Answer> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const patience = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        this.#end();
        reject(overBudget('documentReading', 'The document'));
      }, 1000 * BUDGETS.documentReading.most);
    });
    return Promise.race([answer, patience]).finally(() => clearTimeout(timer));
  }

  #connect(): Connection {
    const told = new Map<string, Told>();
    if (!this.#startWorker) return { reader: new DocumentReader(), told, close: () => {} };
    const { port1, port2 } = new MessageChannel();
    const channel = openChannel(portWire(port1), { version: VERSION });
    let worker: HostWorker | undefined;
    let closed = false;
    const close = () => {
      closed = true;
      worker?.terminate();
      channel.close(new SanaError(ENDED));
    };
    const failed = () => {
      this.#startWorker = undefined;
      this.#end();
    };
    this.#startWorker('documents-worker').then(started => {
      worker = started;
      if (closed) return started.terminate();
      started.onCrash(failed);
      started.post({ port: port2 }, [port2]);
    }, failed);
    return { reader: channel.remote(READER).reader, told, close };
  }

  #end(): void {
    this.#connection?.close();
    this.#connection = undefined;
  }

  dispose(): void {
    this.#end();
    this.#watching.dispose();
    this.#tooLong.dispose();
    this.#read.dispose();
  }
}

/** What there is of anything in a document that is not read. */
export const NONE: Some<never> = { first: [], count: 0 };

/** The one that everything in the extension host asks. */
export const reading = new Reading();

function answered(source: SourceDocument, question: Question, args: readonly unknown[]): Answer {
  const answer: (source: SourceDocument, ...args: never[]) => unknown = QUESTIONS[question];
  return { answer: answer(source, ...(args as never[])) };
}

function sourceOf(document: TextDocument): SourceDocument {
  return openDocument(textOf(document), document.languageId);
}

const texts = new WeakMap<TextDocument, { readonly version: number; readonly text: string }>();

/** The text of a document, whose lines are put together once for each version. */
export function textOf(document: TextDocument): string {
  const { version } = document;
  const known = texts.get(document);
  const text = known?.version === version ? known.text : document.getText();
  if (known?.version !== version) texts.set(document, { version, text });
  return text;
}

/** UTF-16 units, without putting its lines together. */
function lengthOf(document: TextDocument): number {
  return document.offsetAt(document.lineAt(document.lineCount - 1).range.end);
}
