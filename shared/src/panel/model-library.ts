import type { PanelModels } from '../host.ts';
import type { Panel } from './effects.ts';

/** Fetches, looks up and deletes models beside whatever else the panel does. */
export class ModelLibrary {
  readonly #panel: Panel;
  readonly #downloads = new Map<string, AbortController>();

  constructor(panel: Panel) {
    this.#panel = panel;
  }

  /** Fetches a model, or goes on. @param accepted links whose terms the person has just accepted */
  async download(id: string, accepted: readonly string[] = []): Promise<void> {
    if (this.#downloads.has(id)) return;
    const abort = new AbortController();
    this.#downloads.set(id, abort);
    this.#panel.dispatch({ type: 'dismissed' });
    try {
      if (accepted.length > 0) await this.#models.acceptLicences?.(accepted);
      await this.#models.download?.(id, abort.signal);
      this.#downloads.delete(id);
      this.#panel.dispatch({ type: 'arrived', model: id });
    } catch (error) {
      this.#panel.dispatch({ type: 'failed', error, retry: 'download' });
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
      this.#panel.dispatch({ type: 'removed', model: id });
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
    if (place) this.#panel.dispatch({ type: 'place', place });
  }

  dispose(): void {
    for (const abort of this.#downloads.values()) abort.abort();
  }

  async #attempt<T>(job: () => Promise<T>): Promise<T | undefined> {
    this.#panel.dispatch({ type: 'dismissed' });
    try {
      return await job();
    } catch (error) {
      this.#panel.dispatch({ type: 'failed', error });
      return undefined;
    } finally {
      await this.look();
    }
  }

  get #models(): PanelModels {
    return this.#panel.host.models;
  }
}
