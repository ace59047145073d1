import { type Picture, SanaError } from '@sana-studio/core';
import { anything, type ContractOf, openChannel, portWire, transfer } from '@sana-studio/core/channel';
import type { StoredRequest } from '@sana-studio/core/request';

export interface PngParts {
  readonly png: { encode(picture: Picture, request: StoredRequest): Promise<Blob> };
}

export const PNG_VERSION = 1;
/** Both ends are of one build: nothing is checked. */
export const PNG: ContractOf<PngParts> = { png: { encode: { args: [anything, anything], result: anything } } };

/** Writes PNG files in a worker, because a 4096 px picture would hold up the page for seconds. */
export class PngEncoder {
  readonly #start: () => Worker;
  #running: PngParts | undefined;

  /** @param start starts a worker whose script is png-worker.ts; called when the first picture comes, and after a crash */
  constructor(start: () => Worker) {
    this.#start = start;
  }

  /** @throws SanaError `worker-failed` if the worker cannot be started */
  readonly encode = async (picture: Picture, request: StoredRequest): Promise<Blob> => {
    const running = this.#running ?? openChannel(portWire(this.#start()), { version: PNG_VERSION }).remote(PNG);
    this.#running = running;
    try {
      return await running.png.encode(transfer(picture, [picture.data.buffer]), request);
    } catch (error) {
      const { code, message } = SanaError.from(error);
      if (code !== 'worker-failed') throw error;
      if (this.#running === running) this.#running = undefined;
      throw new SanaError('worker-failed:png', { detail: message });
    }
  };
}
