import type { PartialRequest } from '@sana-studio/core';
import type { PanelPicture } from '@sana-studio/shared';
import { errorData, type HostConnection } from './host-connection.ts';
import type { PageEngine } from './page-engine.ts';

/** Makes the pictures that the extension host asks for, and tells it how they come along. */
export class Jobs {
  readonly #engine: PageEngine;
  readonly #host: HostConnection;
  readonly #keep: (picture: PanelPicture) => Promise<unknown>;
  readonly #running = new Map<string, AbortController>();

  /** @param keep puts a finished picture into the history */
  constructor(engine: PageEngine, host: HostConnection, keep: (picture: PanelPicture) => Promise<unknown>) {
    this.#engine = engine;
    this.#host = host;
    this.#keep = keep;
  }

  async run(job: string, request: PartialRequest): Promise<void> {
    if (this.#running.has(job)) return;
    const abort = new AbortController();
    this.#running.set(job, abort);
    try {
      const picture = await this.#engine.picture(request, {
        signal: abort.signal,
        onProgress: ({ phase, step, steps, fraction, secondsLeft }) =>
          this.#host.send({ type: 'progress', job, progress: { phase, step, steps, fraction, secondsLeft } }),
      });
      const replaced = picture.replaced.map(({ text }) => text);
      this.#host.send({ type: 'picture', job, png: await picture.png.arrayBuffer(), replaced });
      // the picture is in the document; the history is a convenience, and tells of its own troubles in the panel
      await this.#keep(picture).catch(() => {});
    } catch (error) {
      this.#host.send({ type: 'failed', job, error: errorData(error) });
    } finally {
      this.#running.delete(job);
    }
  }

  cancel(job: string): void {
    this.#running.get(job)?.abort();
  }
}
