import { type PartialRequest, requestFromPng, SanaError } from '@sana-studio/core';
import {
  type CancellationToken,
  type Disposable,
  env,
  l10n,
  type Memento,
  ProgressLocation,
  Uri,
  window,
  workspace,
} from 'vscode';
import * as z from 'zod/mini';
import { type Anchor, anchorSchema, movedAnchor } from '../insertion/anchor.ts';
import { errorFrom, type PageMessage, requestSchema } from '../messages.ts';
import { checkWritable, imageMarkdown, placePicture } from './insert-picture.ts';
import type { PanelView } from './panel-view.ts';
import { inWantedFormat } from './picture-format.ts';
import { progressMessage } from './progress-message.ts';
import { tellError, withoutLinks } from './tell.ts';

/** A picture that is to be made and put into a document. Plain data: it outlives a reload of the window. */
export interface Job {
  readonly id: string;
  readonly document: string;
  readonly anchor: Anchor;
  readonly alt: string;
  /** With its seed, so that the picture is the same if it has to be begun again. */
  readonly request: PartialRequest & { readonly seed: number };
}

const STORED_JOBS = 'jobs';

const storedJobs = z.array(
  z.object({
    id: z.string(),
    document: z.string(),
    anchor: anchorSchema,
    alt: z.string(),
    request: requestSchema.check(z.refine(({ seed }) => seed !== undefined)),
  }),
);

type ProgressOfPage = Extract<PageMessage, { type: 'progress' }>['progress'];

interface Waiting {
  readonly request: PartialRequest;
  resolve(png: Uint8Array): void;
  reject(error: SanaError): void;
  onProgress(progress: ProgressOfPage): void;
}

/** Has pictures made by the panel's page and puts them into documents, one after the other. */
export class Jobs implements Disposable {
  readonly #view: PanelView;
  readonly #memory: Memento;
  readonly #waiting = new Map<string, Waiting>();
  readonly #disposables: Disposable[];
  #pending: readonly Job[];

  /** @param memory outlives reloads of the window */
  constructor(view: PanelView, memory: Memento) {
    this.#view = view;
    this.#memory = memory;
    this.#pending = (storedJobs.safeParse(memory.get(STORED_JOBS)).data ?? []) as Job[];
    this.#disposables = [
      view.onMessage(message => this.#receive(message)),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        const uri = document.uri.toString();
        this.#pending = this.#pending.map(job => {
          if (job.document !== uri) return job;
          const changes = contentChanges.map(({ rangeOffset, rangeLength, text }) => ({
            start: rangeOffset,
            end: rangeOffset + rangeLength,
            inserted: text.length,
          }));
          return { ...job, anchor: changes.reduce(movedAnchor, job.anchor) };
        });
      }),
    ];
  }

  /** Goes on with what a reload of the window has interrupted. */
  async resume(): Promise<void> {
    if (this.#pending.length > 0) await this.#runAll(this.#pending);
  }

  /** Shows progress that can be cancelled; resolves when all is done or cancelled. Tells of errors itself. */
  async run(jobs: readonly Job[]): Promise<void> {
    await this.#store([...this.#pending, ...jobs]);
    await this.#runAll(jobs);
  }

  async #runAll(jobs: readonly Job[]): Promise<void> {
    await window.withProgress(
      { location: ProgressLocation.Notification, title: l10n.t('Sana'), cancellable: true },
      async (progress, token) => {
        for (const [index, { id, request }] of jobs.entries()) {
          let before = 0;
          try {
            await this.#one(id, token, current => {
              progress.report({
                message: progressMessage(current, index, jobs.length, request.prompt),
                increment: (100 * (current.fraction - before)) / jobs.length,
              });
              before = current.fraction;
            });
          } catch (error) {
            if (SanaError.from(error).code === 'cancelled') return this.#drop(jobs.map(job => job.id));
            tellError(error);
          } finally {
            await this.#drop([id]);
          }
        }
      },
    );
  }

  async #one(id: string, token: CancellationToken, onProgress: Waiting['onProgress']): Promise<void> {
    const asked = this.#pending.find(job => job.id === id);
    if (!asked) return;
    const document = await workspace.openTextDocument(Uri.parse(asked.document));
    await checkWritable(document);
    const { version } = document;
    const png = await this.picture(id, asked.request, token, onProgress);
    const { prompt, seed } = requestFromPng(png) ?? asked.request;
    // the document may have changed meanwhile
    const { anchor, alt } = this.#pending.find(job => job.id === id) ?? asked;
    const picture = { ...(await inWantedFormat(png, document.uri, this.#view)), prompt, seed };
    const placed = await placePicture(document, anchor, picture, alt, document.version === version);
    if (!placed || placed.inserted) return;
    const { file } = placed;
    void offerToCopy(imageMarkdown(document, file, alt), workspace.asRelativePath(file));
  }

  /**
   * Has one picture made.
   * @returns the PNG with its request inside
   * @throws SanaError of any code; `cancelled` when the token was cancelled
   */
  async picture(
    id: string,
    request: PartialRequest,
    token: CancellationToken,
    onProgress: Waiting['onProgress'] = () => {},
  ): Promise<Uint8Array> {
    const editor = this.#view.exists ? undefined : window.activeTextEditor;
    await this.#view.open();
    if (editor) await window.showTextDocument(editor.document, editor.viewColumn);
    if (token.isCancellationRequested) throw new SanaError('cancelled:picture');
    const cancelling = token.onCancellationRequested(() => this.#view.send({ type: 'cancel', job: id }));
    try {
      return await new Promise((resolve, reject) => {
        this.#waiting.set(id, { request, resolve, reject, onProgress });
        this.#send(id, request);
      });
    } finally {
      cancelling.dispose();
      this.#waiting.delete(id);
    }
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }

  #send(job: string, request: PartialRequest): void {
    this.#view.send({ type: 'job', job, request: { ...request } });
  }

  #receive(message: PageMessage): void {
    // a page that begins anew, because the view was moved or reloaded, knows nothing of its jobs
    if (message.type === 'ready') for (const [id, { request }] of this.#waiting) this.#send(id, request);
    if (message.type === 'progress') this.#waiting.get(message.job)?.onProgress(message.progress);
    if (message.type === 'picture') {
      this.#waiting.get(message.job)?.resolve(new Uint8Array(message.png));
      if (message.replaced?.length) tellReplaced(message.replaced);
    }
    if (message.type === 'failed') this.#waiting.get(message.job)?.reject(errorFrom(message.error));
  }

  async #drop(ids: readonly string[]): Promise<void> {
    await this.#store(this.#pending.filter(({ id }) => !ids.includes(id)));
  }

  async #store(pending: readonly Job[]): Promise<void> {
    this.#pending = pending;
    await this.#memory.update(STORED_JOBS, pending);
  }
}

/** The picture is not quite of what was asked for. */
function tellReplaced(words: readonly string[]): void {
  const quoted = [...new Set(words)].map(word => `“${word}”`).join(', ');
  void window.showInformationMessage(withoutLinks(l10n.t('The safety guard replaced {0} by ❤️.', quoted)));
}

async function offerToCopy(markdown: string, path: string): Promise<void> {
  const copy = l10n.t('Copy Image Link');
  const told = l10n.t('The place for the picture is not in the document any more. The picture is in {0}.', path);
  if ((await window.showWarningMessage(withoutLinks(told), copy)) === copy) await env.clipboard.writeText(markdown);
}
