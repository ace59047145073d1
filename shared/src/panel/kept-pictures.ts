import { SanaError } from '@sana-studio/core';
import { memoryHistory } from '../history/memory-history.ts';
import type { HistoryEntry, PanelPicture, PictureHistory } from '../host.ts';
import type { Panel } from './effects.ts';

/** The earlier pictures: in the host's history, or, where that is refused, for this visit. */
export class KeptPictures {
  readonly #panel: Panel;
  readonly #makeThumbnail: (png: Blob) => Promise<Blob>;
  #history: PictureHistory;

  constructor(panel: Panel, makeThumbnail: (png: Blob) => Promise<Blob>) {
    this.#panel = panel;
    this.#history = panel.host.history;
    this.#makeThumbnail = makeThumbnail;
  }

  async list(): Promise<void> {
    await this.#change(async () => {});
  }

  /** @returns a kept picture with its file; undefined if it is no longer there */
  async open(entry: HistoryEntry): Promise<PanelPicture | undefined> {
    const png = await this.#history.picture(entry.id).catch(() => undefined);
    return png && { png, request: entry.request, unusable: entry.unusable, replaced: entry.replaced };
  }

  async keep(picture: PanelPicture): Promise<void> {
    const thumbnail = await this.#makeThumbnail(picture.png).catch(() => picture.png);
    try {
      await this.#history.add(picture, thumbnail);
    } catch (error) {
      await this.#refuse(error);
      await this.#history.add(picture, thumbnail);
    }
    await this.list();
  }

  async remove(id: string): Promise<void> {
    await this.#change(() => this.#history.remove(id));
  }

  async clear(): Promise<void> {
    await this.#change(() => this.#history.clear());
  }

  async #change(change: () => Promise<void>): Promise<void> {
    try {
      await change();
      await this.#tell();
    } catch (error) {
      await this.#refuse(error);
    }
  }

  /** Goes on in memory, so that at least this visit has a history. */
  async #refuse(error: unknown): Promise<void> {
    const { host, dispatch } = this.#panel;
    if (this.#history === host.history) this.#history = memoryHistory();
    dispatch({ type: 'history-refused', error: SanaError.from(error).toData() });
    await this.#tell();
  }

  async #tell(): Promise<void> {
    this.#panel.dispatch({ type: 'history', entries: await this.#history.list() });
  }
}
