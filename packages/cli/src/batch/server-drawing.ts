import type { GeneratedPicture, PartialRequest, Progress } from '@sana-studio/core';
import { sayRemark } from '@sana-studio/core/errors';
import type { RemoteEngine, RemoteModel } from '@sana-studio/serving';
import { leaving } from '../server/generate-on-server.ts';

/** Draws on a server one picture after the other, or several at once, like Drawing here. */
export class ServerDrawing {
  readonly #engine: RemoteEngine;
  #loaded: { readonly wanted: string | undefined; readonly model: Promise<RemoteModel> } | undefined;

  /** Of which it was said what goes there. */
  readonly #told = new Set<RemoteModel>();

  constructor(engine: RemoteEngine) {
    this.#engine = engine;
  }

  /** @throws SanaError as RemoteEngine */
  async draw(
    { model, ...request }: PartialRequest,
    onProgress: (progress: Progress) => void,
    note: (text: string) => void,
    signal?: AbortSignal,
  ): Promise<GeneratedPicture> {
    if (this.#loaded?.wanted !== model || !this.#loaded) {
      this.#loaded = { wanted: model, model: this.#engine.load(model, signal) };
      this.#loaded.model.catch(() => {
        this.#loaded = undefined;
      });
    }
    const loaded = await this.#loaded.model;
    if (!this.#told.has(loaded)) note(leaving(loaded));
    this.#told.add(loaded);
    for (const remark of this.#engine.remarks(request)) note(sayRemark(remark, 'en'));
    const [picture] = await this.#engine.generate({ ...request, count: 1 }, { signal, onProgress });
    for (const remark of picture!.remarks) note(sayRemark(remark, 'en'));
    return picture!;
  }

  async dispose(): Promise<void> {}
}
