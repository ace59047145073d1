import { type ErrorData, type Picture, SanaError, type StoredRequest } from '@sana-studio/core';

export interface PngTask {
  readonly id: number;
  readonly picture: Picture;
  readonly request: StoredRequest;
}

export type PngAnswer =
  | { readonly id: number; readonly png: Blob }
  | { readonly id: number; readonly error: ErrorData };

/** Writes PNG files in a worker, because a 4096 px picture would hold up the page for seconds. */
export class PngEncoder {
  readonly #start: () => Worker;
  readonly #waiting = new Map<number, { resolve: (png: Blob) => void; reject: (error: SanaError) => void }>();
  #worker: Worker | undefined;
  #lastId = 0;

  /** @param start starts a worker whose script is png-worker.ts; called when the first picture comes */
  constructor(start: () => Worker) {
    this.#start = start;
  }

  /** @throws SanaError `worker-failed` if the worker cannot be started */
  readonly encode = (picture: Picture, request: StoredRequest): Promise<Blob> => {
    this.#worker ??= this.#listen(this.#start());
    const task: PngTask = { id: ++this.#lastId, picture, request };
    this.#worker.postMessage(task, [picture.data.buffer]);
    return new Promise((resolve, reject) => this.#waiting.set(task.id, { resolve, reject }));
  };

  #listen(worker: Worker): Worker {
    worker.addEventListener('message', ({ data }: MessageEvent<PngAnswer>) => {
      const waiting = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      if ('png' in data) waiting?.resolve(data.png);
      else waiting?.reject(SanaError.fromData(data.error));
    });
    worker.addEventListener('error', ({ message }) => {
      const error = new SanaError('worker-failed:png', {
        detail: message || 'the script could not be loaded',
      });
      for (const { reject } of this.#waiting.values()) reject(error);
      this.#waiting.clear();
      this.#worker = undefined;
    });
    return worker;
  }
}
