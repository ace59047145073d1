import { SanaError, unlessAborted } from '@sana-studio/core';
import type { StoredModel, TransferProgress } from '@sana-studio/models';
import type { ModelDownload, ModelState } from '../host.ts';
import type { DownloadSpeed } from './download-speed.ts';
import { begun, downloadState, NOTHING } from './download-state.ts';

interface Download {
  readonly abort: AbortController;
  readonly done: Promise<StoredModel>;
  state: ModelDownload;
}

interface FetchOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: TransferProgress) => void;
}

/** What has the store fetch a model, and what was said of it before that. */
export interface DownloadJob {
  readonly before: ModelState | undefined;
  fetch(options: FetchOptions): Promise<StoredModel>;
}

export interface DownloadListeners {
  /** It is further. */
  readonly onState: () => void;
  /** It ended, well or not. */
  readonly onEnd: () => Promise<void>;
}

/** The downloads under way, one for a model, whoever asked for it. */
export class ModelDownloads {
  readonly #running = new Map<string, Download>();
  readonly #speed: DownloadSpeed;
  readonly #listeners: DownloadListeners;

  constructor(speed: DownloadSpeed, listeners: DownloadListeners) {
    this.#speed = speed;
    this.#listeners = listeners;
  }

  stateOf(id: string): ModelDownload | undefined {
    return this.#running.get(id)?.state;
  }

  /** Waits for the one that is under way. @returns false if there is none @throws SanaError `cancelled` */
  async join(id: string, signal: AbortSignal): Promise<boolean> {
    const running = this.#running.get(id);
    if (!running) return false;
    // who joins in may leave again without ending it for the others
    await unlessAborted(running.done, signal, () => new SanaError('cancelled'));
    return true;
  }

  /** Fetches a model. @throws SanaError as the store's `add` */
  async run(id: string, { before, fetch }: DownloadJob, signal: AbortSignal): Promise<void> {
    const abort = new AbortController();
    const onProgress = (progress: TransferProgress) => {
      download.state = downloadState(progress, download.state);
      this.#speed.note(progress);
      this.#listeners.onState();
    };
    const done = fetch({ signal: abort.signal, onProgress }).finally(async () => {
      this.#running.delete(id);
      this.#speed.save();
      await this.#listeners.onEnd();
    });
    const state: ModelDownload =
      before?.kind === 'needs-download' ? begun(before) : { kind: 'downloading', ...NOTHING };
    const download: Download = { abort, done, state };
    this.#running.set(id, download);
    this.#listeners.onState();
    if (signal.aborted) abort.abort();
    signal.addEventListener('abort', () => abort.abort(), { once: true });
    await done;
  }

  /** Stops it, and waits until it has. */
  async stop(id: string): Promise<void> {
    const download = this.#running.get(id);
    download?.abort.abort();
    await download?.done.catch(() => {});
  }
}
