import { type ErrorData, SanaError } from '@sana-studio/core';
import type { PanelModels, PartOptions } from '../host.ts';
import type { Panel } from './effects.ts';
import { Observed } from './observed.ts';

/** Why downloads ended before everything was here, by the model's id. */
export type DownloadFailures = ReadonlyMap<string, ErrorData>;

/** Fetches, looks up and deletes models beside whatever else the panel does. */
export class ModelLibrary {
  readonly failures = new Observed<DownloadFailures>(new Map());
  /** What was looked up last. */
  readonly found = new Observed<string | undefined>(undefined);
  readonly #panel: Panel;
  readonly #downloads = new Map<string, AbortController>();

  constructor(panel: Panel) {
    this.#panel = panel;
  }

  /**
   * Fetches a model, or goes on, and takes it as soon as it is here, unless another one was chosen meanwhile.
   * @param accepted links whose terms the person has just accepted
   */
  async fetch(id: string, accepted: readonly string[] = []): Promise<void> {
    const before = this.#panel.state.form.model;
    const isHere = await this.#download(id, async signal => {
      if (accepted.length > 0) await this.#models.acceptLicences?.(accepted);
      await this.#models.download?.(id, signal);
    });
    if (isHere) this.#panel.dispatch({ type: 'arrived', model: id, use: this.#panel.state.form.model === before });
  }

  /** Fetches what is left of a model that is kept in part. */
  async keepWhole(id: string): Promise<void> {
    await this.#download(id, async signal => this.#models.keepWhole?.(id, signal));
  }

  /** What has arrived is kept. */
  pause(id: string): void {
    this.#downloads.get(id)?.abort();
  }

  /** Deletes a model, or what there is of it. */
  async remove(id: string): Promise<void> {
    this.#failed(id, undefined);
    await this.#attempt(async () => {
      await this.#models.remove?.(id);
      this.#panel.dispatch({ type: 'removed', model: id });
    });
  }

  /** Finds a model by its repository or address. @returns its id; undefined if that failed, which was told */
  async lookUp(reference: string): Promise<string | undefined> {
    const found = await this.#attempt(async () => (await this.#models.lookUp?.(reference))?.id);
    if (found !== undefined) this.found.set(found);
    return found;
  }

  /** Says where the text encoder of a model is to come from. */
  async setEncoder(id: string, choice: 'own' | 'small' | 'found', found?: string): Promise<void> {
    await this.#attempt(async () => {
      await this.#models.setEncoder?.(id, choice, found);
      if (choice !== 'small') this.#openAnew(id);
    });
  }

  /** Has a found file take the place of another part; without one, the model's own again. */
  async setPart(id: string, part: PartOptions['part'], found: string | undefined): Promise<void> {
    await this.#attempt(async () => {
      await this.#models.setPart?.(id, part, found);
      this.#openAnew(id);
    });
  }

  /** Lets the person point to a file with a text encoder. */
  async pickEncoder(id: string): Promise<void> {
    await this.#attempt(async () => {
      if (await this.#models.pickEncoder?.(id)) this.#openAnew(id);
    });
  }

  /** A model that is here has another part from now on, unless that is still to be fetched. */
  #openAnew(id: string): void {
    const entry = this.#panel.state.models?.find(model => model.id === id);
    const chosen = entry?.encoders?.chosen.choice;
    const isToFetch = chosen !== undefined && chosen !== (entry?.encoder?.choice ?? 'own');
    if (entry?.state.kind === 'ready' && !isToFetch) this.#panel.dispatch({ type: 'arrived', model: id, use: false });
  }

  /** Lets the browser ask whether a folder may be read again, and takes the model in it. */
  async permit(id: string): Promise<void> {
    await this.#attempt(async () => {
      await this.#models.permit?.(id);
      this.#panel.dispatch({ type: 'arrived', model: id, use: true });
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

  /** @returns whether everything is here */
  async #download(id: string, job: (signal: AbortSignal) => Promise<void>): Promise<boolean> {
    if (this.#downloads.has(id)) return false;
    const abort = new AbortController();
    this.#downloads.set(id, abort);
    this.#failed(id, undefined);
    try {
      await job(abort.signal);
      return true;
    } catch (error) {
      const failure = SanaError.from(error).toData();
      if (failure.code !== 'cancelled') this.#failed(id, failure);
      return false;
    } finally {
      this.#downloads.delete(id);
      void this.look();
    }
  }

  #failed(id: string, failure: ErrorData | undefined): void {
    const failures = new Map(this.failures.value);
    if (failure) failures.set(id, failure);
    else failures.delete(id);
    this.failures.set(failures);
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
