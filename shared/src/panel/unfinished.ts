import type { PanelStorage } from '../host.ts';
import type { Job } from './runs.ts';

const KEY = 'unfinished';

/** Remembers a run while it is under way, so that a panel that was reloaded meanwhile can go on. */
export class UnfinishedRun {
  readonly #storage: PanelStorage;
  #jobs: readonly Job[] = [];

  constructor(storage: PanelStorage) {
    this.#storage = storage;
  }

  /** The pictures of an earlier run that were not made. */
  async find(): Promise<readonly Job[]> {
    const stored = await this.#storage.get(KEY).catch(() => undefined);
    return Array.isArray(stored) ? stored.filter(isJob) : [];
  }

  begin(jobs: readonly Job[]): void {
    // the pixels of a start image are too much for the storage
    this.#jobs = jobs.some(({ request }) => request.startImage) ? [] : jobs;
    this.#store();
  }

  /** One more picture of the run is there. */
  made(): void {
    const [current, ...others] = this.#jobs;
    if (!current) return;
    const { request, ...job } = current;
    const rest = { ...job, request: { ...request, seed: request.seed + 1, count: request.count - 1 } };
    this.#jobs = rest.request.count > 0 ? [rest, ...others] : others;
    this.#store();
  }

  end(): void {
    this.#jobs = [];
    this.#store();
  }

  #store(): void {
    // going on after a reload is a convenience: losing it is not worth a message
    this.#storage.set(KEY, this.#jobs).catch(() => {});
  }
}

/** What storage may hold from another version or by accident is dropped; the engine checks the numbers. */
function isJob(stored: unknown): stored is Job {
  const request = (stored as Job | null)?.request;
  return typeof request?.prompt === 'string' && Number.isInteger(request.seed) && Number.isInteger(request.count);
}
