import { Queue, SanaError } from '@sana-studio/core';
import type { StoredBlob } from './blob.ts';
import { sha256 } from './digest.ts';
import type { Extents } from './extents.ts';
import type { StoreFile, StoreLock } from './file-store.ts';
import { type JournalEntry, journalLine } from './journal.ts';
import type { ByteRange } from './ranges.ts';

export interface OpenFiles {
  readonly journal: StoreFile;
  readonly data: StoreFile;
  /** Behind the journal's last whole line. */
  readonly end: number;
  readonly unlock: StoreLock;
}

/** Adds parts to a blob. Every part is flushed before the journal tells of it. */
export class BlobWriter {
  readonly blob: StoredBlob;
  readonly #extents: Extents;
  readonly #open: OpenFiles;
  #journalEnd: number;
  /** Where the next part of a packed file goes. */
  #tail: number;
  /** A failed line does not keep the next from being tried: it will overwrite it. */
  readonly #lines = new Queue();

  constructor(blob: StoredBlob, extents: Extents, open: OpenFiles) {
    this.blob = blob;
    this.#extents = extents;
    this.#open = open;
    this.#journalEnd = open.end;
    this.#tail = extents.tail;
  }

  /** Writes down what file this is. */
  async begin(): Promise<void> {
    await this.#append({ size: this.blob.size, packed: this.blob.packed });
  }

  /**
   * Keeps bytes of the file that begin at `from`. When this resolves they are safe.
   * @throws SanaError `storage-full`, `storage-failed`
   */
  async keep(from: number, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const to = from + bytes.length;
    const digest = await sha256(bytes);
    if (!this.#extents.accepts({ from, to, sha256: digest })) {
      throw new SanaError('file-corrupt:other', { key: this.blob.key });
    }
    const at = this.blob.packed ? this.#tail : from;
    if (this.blob.packed) this.#tail += bytes.length;
    await this.#assertHeld();
    await this.#open.data.write(at, bytes);
    await this.#open.data.flush();
    await this.#append({ from, to, at, sha256: digest });
  }

  /** Forgets every part that overlaps the range. */
  async drop({ from, to }: ByteRange): Promise<void> {
    await this.#append({ drop: [from, to] });
  }

  /** Forgets everything, also what it was proved to be. */
  async reset(): Promise<void> {
    // Earlier versions heed only this.
    await this.drop({ from: 0, to: this.blob.size });
    await this.begin();
  }

  /** Writes down what the whole was proved to be: from now on nothing else is taken. */
  async markVerified(content: string): Promise<void> {
    await this.#append({ verified: true, content });
  }

  /** Writes down that everything that is there is as another source has it. */
  async markCompared(source: string): Promise<void> {
    await this.#append({ compared: source });
  }

  /** Writes down, before the first of them, that parts come from another source. */
  async markBorrowed(): Promise<void> {
    await this.#append({ borrowed: true });
  }

  #append(entry: JournalEntry): Promise<void> {
    const line = journalLine(entry);
    return this.#lines.run(async () => {
      await this.#assertHeld();
      await this.#open.journal.write(this.#journalEnd, line);
      await this.#open.journal.flush();
      this.#journalEnd += line.length;
      this.#extents.apply(entry);
    });
  }

  async #isHeld(): Promise<boolean> {
    return (await this.#open.unlock.isHeld?.()) ?? true;
  }

  /** Somebody else may write by now: one that was stopped for long must not write over that. */
  async #assertHeld(): Promise<void> {
    if (!(await this.#isHeld())) throw new SanaError('storage-busy:lost', { store: this.blob.label });
  }

  async close(): Promise<void> {
    // What a torn line left behind.
    await this.#lines.run(async () => {
      if (await this.#isHeld()) await this.#open.journal.truncate(this.#journalEnd);
    });
    await Promise.all([this.#open.journal.close(), this.#open.data.close()]);
    await this.#open.unlock();
  }
}
