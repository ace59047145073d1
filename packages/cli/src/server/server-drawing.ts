import type { GeneratedPicture, PartialRequest, Progress } from '@sana-studio/core';
import { sayRemark } from '@sana-studio/core/errors';
import type { RemoteEngine, RemoteModel } from '@sana-studio/serving';
import type { Drawer } from '../drawing.ts';
import { leaving } from './generate-on-server.ts';

interface Loaded {
  readonly engine: RemoteEngine;
  readonly model: Promise<RemoteModel>;
}

/** Draws on a server one picture after the other, or several at once, of whatever models of it. */
export class ServerDrawing implements Drawer {
  readonly #start: () => RemoteEngine;
  /** By the name that was asked for. An engine has one model at a time, and rows of a list may want several at once. */
  readonly #loaded = new Map<string | undefined, Loaded>();
  /** Of which it was said what goes there. */
  readonly #told = new Set<Loaded>();

  /** @param start gives an engine of its own with each call */
  constructor(start: () => RemoteEngine) {
    this.#start = start;
  }

  /** @throws SanaError as RemoteEngine */
  async draw(
    { model: wanted, ...request }: PartialRequest,
    onProgress: (progress: Progress) => void,
    note: (text: string) => void,
    signal?: AbortSignal,
  ): Promise<GeneratedPicture> {
    const loaded = this.#load(wanted, signal);
    const { engine } = loaded;
    const model = await loaded.model;
    // what is refused is not told to leave
    const remarks = engine.remarks(request);
    if (!this.#told.has(loaded)) note(leaving(model));
    this.#told.add(loaded);
    for (const remark of remarks) note(sayRemark(remark, 'en'));
    const [picture] = await engine.generate({ ...request, count: 1 }, { signal, onProgress });
    for (const remark of picture!.remarks) note(sayRemark(remark, 'en'));
    return picture!;
  }

  async dispose(): Promise<void> {}

  #load(wanted: string | undefined, signal: AbortSignal | undefined): Loaded {
    const before = this.#loaded.get(wanted);
    if (before) return before;
    const engine = this.#start();
    const loaded = { engine, model: engine.load(wanted, signal) };
    this.#loaded.set(wanted, loaded);
    // whoever comes next tries again
    loaded.model.catch(() => this.#loaded.delete(wanted));
    return loaded;
  }
}
