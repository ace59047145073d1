import { type PartialRequest, type Progress, SanaError, Turns } from '@sana-studio/core';
import { sentence } from '@sana-studio/core/errors';
import { type CancellationToken, commands, env, l10n, window } from 'vscode';
import type { ImageFormat, MadePicture, MakeOptions } from '../contract.ts';
import { EMBEDDED, type HostEngine } from './host-engine.ts';
import { fetchMissing } from './missing-model.ts';
import type { PanelView } from './panel-view.ts';
import { currentSafety, keepWord } from './safety-settings.ts';
import { type ServedPictures, servedBy } from './served-pictures.ts';
import { readSettings } from './settings.ts';
import { withoutLinks } from './tell.ts';

/** What a person is shown while a picture is made. */
export interface MakingListener {
  readonly onProgress?: (progress: Progress) => void;
  /** It is not its turn yet. @param before pictures that come first */
  readonly onWaiting?: (before: number) => void;
  /** A model is being fetched for it. @param done of all of it, 0 to 1 */
  readonly onFetch?: (title: string, done: number) => void;
}

/** Has pictures made, one after the other: by the panel where there is one or only it can, else by the host's own engine. */
export class PictureMaker {
  readonly #view: PanelView;
  readonly #engine: HostEngine;
  readonly #served: ServedPictures;
  readonly #turns = new Turns();
  #secondsEach: number | undefined;

  constructor(view: PanelView, engine: HostEngine, served: ServedPictures) {
    this.#served = served;
    this.#view = view;
    this.#engine = engine;
  }

  /** What a picture took lately; undefined before the first. */
  get secondsEach(): number | undefined {
    return this.#secondsEach;
  }

  /** Host of the server that would draw what a request does not say otherwise; undefined: it is drawn here. */
  serverFor({ model = this.#view.chosenModel }: Pick<PartialRequest, 'model'>): string | undefined {
    return servedBy(model);
  }

  /**
   * Has one picture made, and tells what of the request was not followed.
   * @throws SanaError of any code; `cancelled` when the token was cancelled
   */
  async picture(
    request: PartialRequest,
    format: ImageFormat,
    token: CancellationToken,
    listener: MakingListener = {},
  ): Promise<MadePicture> {
    if (token.isCancellationRequested) throw new SanaError('cancelled:picture');
    const abort = new AbortController();
    const cancelling = token.onCancellationRequested(() => abort.abort());
    const { onProgress = () => {}, onWaiting = () => {} } = listener;
    const asked = { ...request, model: request.model ?? this.#view.chosenModel };
    const options = { format, signal: abort.signal, onProgress };
    try {
      const picture = await this.#turns.run(() => this.#timed(asked, options, listener), onWaiting, abort.signal);
      if (picture.replaced.length > 0) void tellReplaced(picture.replaced);
      for (const remark of picture.remarks) void window.showInformationMessage(withoutLinks(remark));
      return picture;
    } catch (error) {
      // what is cancelled is no error, but this one may go on elsewhere
      if (error instanceof SanaError && error.reason === 'cancelled:server') {
        void window.showInformationMessage(withoutLinks(sentence(error, env.language)));
      }
      throw error;
    } finally {
      cancelling.dispose();
    }
  }

  async #timed(request: PartialRequest, options: MakeOptions, listener: MakingListener): Promise<MadePicture> {
    const begun = Date.now();
    const picture = await this.#make(request, options, listener);
    this.#secondsEach = (Date.now() - begun) / 1000;
    return picture;
  }

  async #make(request: PartialRequest, options: MakeOptions, listener: MakingListener): Promise<MadePicture> {
    const { model = EMBEDDED.id } = request;
    const isServed = servedBy(model) !== undefined;
    const isOfPanel = !isServed && (model !== EMBEDDED.id || readSettings().device === 'webgpu');
    if (!this.#view.exists && !isOfPanel && options.format === 'png') {
      return (isServed ? this.#served : this.#engine).picture(request, options);
    }
    if (!this.#view.exists && !(await this.#openPanel(model))) {
      throw new SanaError('cancelled:picture');
    }
    if (isServed || model === EMBEDDED.id) return this.#view.ask(page => page.make(request, options));
    const here = await fetchMissing(this.#view, model, options.signal, listener.onFetch);
    const chosen = here ? request : { ...request, model: EMBEDDED.id };
    return this.#view.ask(page => page.make(chosen, options));
  }

  /** Asks for the panel, which only its page can draw in, and gives back what it takes. @returns whether it is there */
  async #openPanel(model: string): Promise<boolean> {
    const open = l10n.t('Open the Panel');
    const why =
      model === EMBEDDED.id || servedBy(model) !== undefined
        ? l10n.t(
            'This picture is drawn in the panel, which is not open yet: WebP files and the graphics device need it.',
          )
        : l10n.t('“{0}” draws in the panel, which is not open yet.', model);
    if ((await window.showInformationMessage(withoutLinks(why), open)) !== open) return false;
    const editor = window.activeTextEditor;
    await this.#view.open();
    await commands.executeCommand('workbench.view.explorer');
    if (editor) await window.showTextDocument(editor.document, editor.viewColumn);
    return true;
  }
}

/** Words that have a button of their own; a message has room for a few. */
const MOST_BUTTONS = 3;

/** A sentence about what the safety guard took, if it took anything. */
export function replacedWords(replaced: MadePicture['replaced']): readonly string[] {
  if (replaced.length === 0) return [];
  const quoted = [...new Set(replaced.map(({ text }) => `“${text}”`))].join(', ');
  return [
    replaced.some(({ whole }) => whole)
      ? l10n.t('“A red heart.” was drawn instead, because of {0}.', quoted)
      : l10n.t('The safety guard replaced {0} by ❤️.', quoted),
  ];
}

/** The picture is not quite of what was asked for. What the person keeps of it, the next one has. */
async function tellReplaced(replaced: MadePicture['replaced']): Promise<void> {
  const words = [...new Set(replaced.map(({ text }) => text))];
  const { fixedBy } = await currentSafety();
  const offered = fixedBy ? [] : words.slice(0, MOST_BUTTONS);
  const keep = new Map(offered.map(word => [l10n.t('Keep “{0}”', word), word]));
  const chosen = await window.showInformationMessage(withoutLinks(replacedWords(replaced).join(' ')), ...keep.keys());
  const word = chosen === undefined ? undefined : keep.get(chosen);
  if (word !== undefined) await keepWord(word);
}
