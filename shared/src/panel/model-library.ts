import { SanaError } from '@sana-studio/core';
import type { ModelPlace, PanelModels } from '../host.ts';

/** What the rest of the panel hears. */
export interface LibraryEvents {
  readonly placed: (place: ModelPlace) => void;
  /** Something is being tried: an earlier failure is no longer of interest. */
  readonly begins: () => void;
  /** A download is complete. */
  readonly arrived: (id: string) => Promise<void>;
  /** A model is no longer here. */
  readonly removed: (id: string) => Promise<void>;
  readonly failed: (error: unknown, retry: 'download' | undefined) => void;
}

/** Fetches, looks up and deletes models beside whatever else the panel does. */
export class ModelLibrary {
  readonly #models: PanelModels;
  readonly #events: LibraryEvents;
  readonly #downloads = new Map<string, AbortController>();

  constructor(models: PanelModels, events: LibraryEvents) {
    this.#models = models;
    this.#events = events;
  }

  /** Fetches a model, or goes on. @param accepted links whose terms the person has just accepted */
  async download(id: string, accepted: readonly string[] = []): Promise<void> {
    if (this.#downloads.has(id)) return;
    const abort = new AbortController();
    this.#downloads.set(id, abort);
    this.#events.begins();
    try {
      if (accepted.length > 0) await this.#models.acceptLicences?.(accepted);
      await this.#models.download?.(id, abort.signal);
      this.#downloads.delete(id);
      await this.#events.arrived(id);
    } catch (error) {
      this.#events.failed(error, 'download');
    } finally {
      this.#downloads.delete(id);
      await this.look();
    }
  }

  /** What has arrived is kept. */
  pause(id: string): void {
    this.#downloads.get(id)?.abort();
  }

  /** Deletes a model, or what there is of it. */
  async remove(id: string): Promise<void> {
    await this.#attempt(async () => {
      await this.#models.remove?.(id);
      await this.#events.removed(id);
    });
  }

  /** Finds a model by its repository or address. @returns its id; undefined if that failed, which was told */
  async lookUp(reference: string): Promise<string | undefined> {
    return this.#attempt(async () => {
      const entry = await this.#models.lookUp?.(reference);
      return entry?.id;
    });
  }

  /** Takes another hub; an empty address stands for the usual one. */
  async setHub(url: string): Promise<void> {
    await this.#attempt(async () => this.#models.setHub?.(url.trim() || undefined));
  }

  /** Asks where models come from and how much room there is. */
  async look(): Promise<void> {
    // without a place, nothing is shown of it
    const place = await this.#models.place?.().catch(() => undefined);
    if (place) this.#events.placed(place);
  }

  dispose(): void {
    for (const abort of this.#downloads.values()) abort.abort();
  }

  async #attempt<T>(job: () => Promise<T>): Promise<T | undefined> {
    this.#events.begins();
    try {
      return await job();
    } catch (error) {
      this.#events.failed(SanaError.from(error), undefined);
      return undefined;
    } finally {
      await this.look();
    }
  }
}
