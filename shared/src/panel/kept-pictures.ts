import { SanaError } from '@sana-studio/core';
import { memoryHistory } from '../history/memory-history.ts';
import type { HistoryEntry, PanelPicture, PictureHistory } from '../host.ts';

/** What the rest of the panel hears. */
export interface KeptPicturesEvents {
  readonly listed: (entries: readonly HistoryEntry[]) => void;
  /** The host's history cannot be used; pictures are kept in memory from now on. */
  readonly refused: (message: string) => void;
}

/** The earlier pictures: in the host's history, or, where that is refused, for this visit. */
export class KeptPictures {
  readonly #host: PictureHistory;
  readonly #makeThumbnail: (png: Blob) => Promise<Blob>;
  readonly #events: KeptPicturesEvents;
  #history: PictureHistory;

  constructor(history: PictureHistory, makeThumbnail: (png: Blob) => Promise<Blob>, events: KeptPicturesEvents) {
    this.#host = history;
    this.#history = history;
    this.#makeThumbnail = makeThumbnail;
    this.#events = events;
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
      this.#events.listed(await this.#history.list());
    } catch (error) {
      await this.#refuse(error);
    }
  }

  /** Goes on in memory, so that at least this visit has a history. */
  async #refuse(error: unknown): Promise<void> {
    if (this.#history === this.#host) this.#history = memoryHistory();
    this.#events.refused(SanaError.from(error).message);
    this.#events.listed(await this.#history.list());
  }
}
