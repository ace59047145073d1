import { SanaError } from '@sana-studio/core';
import { memoryHistory } from '../history/memory-history.ts';
import type { HistoryEntry, PanelPicture, PictureHistory } from '../host.ts';
import type { Panel } from './effects.ts';
import { Observed } from './observed.ts';

/** A picture that was deleted, as long as that can be undone. */
interface Deleted {
  readonly entry: HistoryEntry;
  readonly png: Blob;
}

/** The earlier pictures: in the host's history, or, where that is refused, for this visit. */
export class KeptPictures {
  /** What one press of "undo" puts back. */
  readonly deleted = new Observed<readonly Deleted[]>([]);
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

  /** @returns where it is kept */
  async keep(picture: PanelPicture): Promise<HistoryEntry> {
    const thumbnail = await this.#makeThumbnail(picture.png).catch(() => picture.png);
    const entry = await this.#add(picture, thumbnail);
    await this.list();
    return entry;
  }

  async remove(entry: HistoryEntry): Promise<void> {
    const png = await this.#history.picture(entry.id).catch(() => undefined);
    await this.#change(() => this.#history.remove(entry.id));
    if (png) this.deleted.set([...this.deleted.value, { entry, png }]);
  }

  /** Puts back what was deleted, in its old place. */
  async undo(): Promise<void> {
    const deleted = this.deleted.value;
    this.forget();
    await this.#change(async () => {
      for (const { entry, png } of deleted) await this.#history.restore(entry, png);
    });
  }

  /** What was deleted stays so. */
  forget(): void {
    this.deleted.set([]);
  }

  async clear(): Promise<void> {
    this.forget();
    await this.#change(() => this.#history.clear());
  }

  async #add(picture: PanelPicture, thumbnail: Blob): Promise<HistoryEntry> {
    try {
      return await this.#history.add(picture, thumbnail);
    } catch (error) {
      await this.#refuse(error);
      return this.#history.add(picture, thumbnail);
    }
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
