import { SanaError } from '@sana-studio/core';
import { movedAnchor } from '@sana-studio/documents';
import {
  type CancellationToken,
  type Disposable,
  EventEmitter,
  l10n,
  type Memento,
  ProgressLocation,
  type TextDocument,
  Uri,
  window,
  workspace,
} from 'vscode';
import { coverTarget } from './cover.ts';
import { FollowedPlaces } from './followed-places.ts';
import { checkWritable } from './insert-picture.ts';
import { type Job, storedJobs } from './job.ts';
import { fileUriOf } from './notebook.ts';
import { openDocument, renamedUri } from './open-document.ts';
import type { MakingListener, PictureMaker } from './picture-maker.ts';
import { checkPlace, placePictures } from './place-pictures.ts';
import type { FinishedPicture } from './placing-plan.ts';
import { fetchMessage, progressMessage, waitingMessage } from './progress-message.ts';
import { readSettings } from './settings.ts';
import { tellError } from './tell.ts';
import { tellPlaced, tellUnplaced } from './tell-pictures.ts';

const STORED_JOBS = 'jobs';

/** Has pictures made and puts them into documents, one after the other. */
export class Jobs implements Disposable {
  readonly #maker: PictureMaker;
  readonly #memory: Memento;
  readonly #following: readonly Disposable[];
  readonly #made = new EventEmitter<readonly Job[]>();
  /** Pictures for one document were made, and are in it. */
  readonly onMade = this.#made.event;
  /** Those that somebody looks at before a picture is asked for. */
  readonly places = new FollowedPlaces();
  #pending: readonly Job[];

  /** @param memory outlives reloads of the window */
  constructor(maker: PictureMaker, memory: Memento) {
    this.#maker = maker;
    this.#memory = memory;
    this.#pending = storedJobs(memory.get(STORED_JOBS));
    this.#following = [
      this.places.follow(workspace.onDidChangeTextDocument),
      workspace.onDidRenameFiles(renamed => this.places.renamed(renamed)),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        const uri = document.uri.toString();
        this.#pending = this.#pending.map(job => {
          if (job.document !== uri) return job;
          const changes = contentChanges.map(({ rangeOffset, rangeLength, text }) => ({
            start: rangeOffset,
            end: rangeOffset + rangeLength,
            text,
          }));
          return { ...job, anchor: changes.reduce(movedAnchor, job.anchor) };
        });
      }),
      workspace.onDidRenameFiles(renamed => this.#moved(uri => renamedUri(uri, renamed))),
      workspace.onDidCloseTextDocument(closed => {
        const saved = closed.isUntitled && savedAs(closed);
        if (saved) this.#moved(uri => (uri.toString() === closed.uri.toString() ? saved : uri));
      }),
    ];
  }

  /** Documents and pictures have other names from now on. */
  #moved(to: (uri: Uri) => Uri): void {
    const moved = (uri: string) => to(Uri.parse(uri)).toString();
    this.#pending = this.#pending.map(job => ({
      ...job,
      document: moved(job.document),
      replaces: job.replaces && moved(job.replaces),
    }));
  }

  /** What a picture took lately; undefined before the first. */
  get secondsEach(): number | undefined {
    return this.#maker.secondsEach;
  }

  /** Goes on with what a reload of the window has interrupted. */
  async resume(): Promise<void> {
    for (const jobs of byDocument(this.#pending)) await this.#runAll(jobs);
  }

  /**
   * Makes pictures, and puts those for one document into it together: one step of undo. Shows progress that can be
   * cancelled, after which those that are finished are put in; resolves when all is done. Tells of errors itself.
   */
  async run(jobs: readonly Job[]): Promise<void> {
    await this.#store([...this.#pending, ...jobs]);
    for (const own of byDocument(jobs)) await this.#runAll(own);
  }

  async #runAll(jobs: readonly Job[]): Promise<void> {
    await window.withProgress(
      { location: ProgressLocation.Notification, title: l10n.t('Sana'), cancellable: true },
      async (progress, token) => {
        const report = (message: string, increment?: number) =>
          progress.report({ message, ...(increment !== undefined && { increment }) });
        try {
          await this.#make(jobs, token, report);
        } catch (error) {
          if (SanaError.from(error).code !== 'cancelled') tellError(error);
        } finally {
          await this.#drop(jobs.map(({ id }) => id));
        }
      },
    );
  }

  /** @throws SanaError if the document is not there or takes no pictures; of a single picture it tells by itself */
  async #make(
    jobs: readonly Job[],
    token: CancellationToken,
    report: (message: string, increment?: number) => void,
  ): Promise<void> {
    const document = await this.#documentOf(jobs);
    await checkWritable(document);
    const { version } = document;
    const finished: FinishedPicture[] = [];
    const made: Job[] = [];
    for (const [index, job] of jobs.entries()) {
      try {
        const listener = listenerFor(job, index, jobs.length, report);
        finished.push(await this.#one(job, await this.#documentOf(jobs), token, listener));
        made.push(job);
      } catch (error) {
        if (SanaError.from(error).code === 'cancelled') break;
        tellError(error);
      }
    }
    if (finished.length === 0) return;
    // what is gone is told with where the pictures are
    const now = await this.#documentOf(jobs).catch(() => document);
    const placed = finished.map((one, index) => {
      const { replaces } = this.#now(made[index]!);
      return { ...one, replaces: replaces === undefined ? undefined : Uri.parse(replaces) };
    });
    const shown = await this.#place(now, placed, now === document && now.version === version);
    const there = made.filter((_, index) => shown[index]);
    if (there.length > 0) this.#made.fire(there);
  }

  /** As it is called now. @throws SanaError `document-refused` if it is not there any more */
  #documentOf([first]: readonly Job[]): Promise<TextDocument> {
    return openDocument(Uri.parse(this.#now(first!).document));
  }

  /** A job, after what has happened to its document since. */
  #now(job: Job): Job {
    return this.#pending.find(({ id }) => id === job.id) ?? job;
  }

  async #one(
    job: Job,
    document: TextDocument,
    token: CancellationToken,
    listener: MakingListener,
  ): Promise<FinishedPicture> {
    const format = readSettings(fileUriOf(document)).imageFormat;
    const { prompt, seed } = job.request;
    await checkPlace(document, job.anchor, job.alt, { format, prompt, seed });
    const cover = job.kind === 'cover' ? await coverTarget(document) : undefined;
    const { bytes, request } = await this.#maker.picture(job.request, format, token, listener);
    return {
      picture: { bytes, format, prompt: request.prompt, seed: request.seed },
      alt: job.alt,
      cover,
      // the document may have changed meanwhile
      anchor: () => this.#now(job).anchor,
    };
  }

  /** @returns of each, whether it is in the document */
  async #place(
    document: TextDocument,
    finished: readonly FinishedPicture[],
    undisturbed: boolean,
  ): Promise<readonly boolean[]> {
    try {
      const placed = await placePictures(document, finished, undisturbed);
      if (placed) {
        tellPlaced(document, finished, placed);
        return placed.pictures.map(({ shown }) => shown);
      }
      tellUnplaced(document, finished, new SanaError('cancelled:picture'));
    } catch (error) {
      tellUnplaced(document, finished, error);
    }
    return [];
  }

  dispose(): void {
    for (const one of this.#following) one.dispose();
    this.#made.dispose();
  }

  async #drop(ids: readonly string[]): Promise<void> {
    await this.#store(this.#pending.filter(({ id }) => !ids.includes(id)));
  }

  async #store(pending: readonly Job[]): Promise<void> {
    this.#pending = pending;
    await this.#memory.update(STORED_JOBS, pending);
  }
}

/** The file that an untitled document was saved as: it is open already when that is closed. */
function savedAs(untitled: TextDocument): Uri | undefined {
  const text = untitled.getText();
  return workspace.textDocuments.find(one => one.uri.scheme !== untitled.uri.scheme && one.getText() === text)?.uri;
}

function byDocument(jobs: readonly Job[]): readonly (readonly Job[])[] {
  const documents = [...new Set(jobs.map(({ document }) => document))];
  return documents.map(uri => jobs.filter(({ document }) => document === uri));
}

function listenerFor(
  { request }: Job,
  index: number,
  count: number,
  report: (message: string, increment?: number) => void,
): MakingListener {
  let before = 0;
  return {
    onProgress(current) {
      report(progressMessage(current, index, count, request.prompt), (100 * (current.fraction - before)) / count);
      before = current.fraction;
    },
    onWaiting: ahead => report(waitingMessage(request.prompt, ahead)),
    onFetch: (title, done) => report(fetchMessage(title, done)),
  };
}
