import { type PartialRequest, type Progress, SanaError } from '@sana-studio/core';
import { readPartial } from '@sana-studio/core/request';
import { type Anchor, anchorSchema, movedAnchor } from '@sana-studio/documents';
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
import type { ImageFormat, MadePicture } from '../contract.ts';
import { checkWritable, imageMarkdown, placePicture } from './insert-picture.ts';
import type { PanelView } from './panel-view.ts';
import { progressMessage } from './progress-message.ts';
import { readSettings } from './settings.ts';
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

const requestSchema = z.pipe(
  z.unknown(),
  z.transform((value, context) => {
    try {
      return readPartial(value);
    } catch (error) {
      context.issues.push({ code: 'custom', message: SanaError.from(error).message, input: value });
      return z.NEVER;
    }
  }),
);

const storedJobs = z.array(
  z.object({
    id: z.string(),
    document: z.string(),
    anchor: anchorSchema,
    alt: z.string(),
    request: requestSchema.check(z.refine(({ seed }) => seed !== undefined)),
  }),
);

/** Has pictures made by the panel's page and puts them into documents, one after the other. */
export class Jobs implements Disposable {
  readonly #view: PanelView;
  readonly #memory: Memento;
  readonly #following: Disposable;
  #pending: readonly Job[];

  /** @param memory outlives reloads of the window */
  constructor(view: PanelView, memory: Memento) {
    this.#view = view;
    this.#memory = memory;
    this.#pending = (storedJobs.safeParse(memory.get(STORED_JOBS)).data ?? []) as Job[];
    this.#following = workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
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
    });
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

  async #one(id: string, token: CancellationToken, onProgress: (progress: Progress) => void): Promise<void> {
    const asked = this.#pending.find(job => job.id === id);
    if (!asked) return;
    const document = await workspace.openTextDocument(Uri.parse(asked.document));
    await checkWritable(document);
    const { version } = document;
    const format = readSettings(document.uri).imageFormat;
    const { bytes, request } = await this.picture(asked.request, format, token, onProgress);
    const { prompt, seed } = request;
    // the document may have changed meanwhile
    const { anchor, alt } = this.#pending.find(job => job.id === id) ?? asked;
    const picture = { bytes, format, prompt, seed };
    const placed = await placePicture(document, anchor, picture, alt, document.version === version);
    if (!placed || placed.inserted) return;
    const { file } = placed;
    void offerToCopy(imageMarkdown(document, file, alt), workspace.asRelativePath(file));
  }

  /**
   * Has one picture made, and tells what of the request was not followed.
   * @throws SanaError of any code; `cancelled` when the token was cancelled
   */
  async picture(
    request: PartialRequest,
    format: ImageFormat,
    token: CancellationToken,
    onProgress: (progress: Progress) => void = () => {},
  ): Promise<MadePicture> {
    const editor = this.#view.exists ? undefined : window.activeTextEditor;
    await this.#view.open();
    if (editor) await window.showTextDocument(editor.document, editor.viewColumn);
    if (token.isCancellationRequested) throw new SanaError('cancelled:picture');
    const abort = new AbortController();
    const cancelling = token.onCancellationRequested(() => abort.abort());
    try {
      const options = { format, signal: abort.signal, onProgress };
      const picture = await this.#view.ask(page => page.make(request, options));
      if (picture.replaced.length > 0) tellReplaced(picture.replaced);
      for (const remark of picture.remarks) void window.showInformationMessage(withoutLinks(remark));
      return picture;
    } finally {
      cancelling.dispose();
    }
  }

  dispose(): void {
    this.#following.dispose();
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
