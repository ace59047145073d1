import type { Extents } from './extents.ts';
import type { StoreFile } from './file-store.ts';

/** An open data file, with the parts that lie in it and in no other. It is closed when it was left and nobody reads it. */
export class DataReader {
  readonly extents: Extents;
  readonly #file: Promise<StoreFile>;
  #readers = 0;
  #left = false;

  constructor(extents: Extents, file: Promise<StoreFile>) {
    this.extents = extents;
    this.#file = file;
    // told to whoever reads
    file.catch(() => undefined);
  }

  /** Keeps it open until `read` is done. */
  async use<T>(read: (file: StoreFile) => Promise<T>): Promise<T> {
    this.#readers++;
    try {
      return await read(await this.#file);
    } finally {
      this.#readers--;
      await this.#closeIfLeft();
    }
  }

  /** Nobody begins to read it any more. */
  async leave(): Promise<void> {
    this.#left = true;
    await this.#closeIfLeft();
  }

  async #closeIfLeft(): Promise<void> {
    if (!this.#left || this.#readers > 0) return;
    const file = await this.#file.catch(() => undefined);
    await file?.close();
  }
}
