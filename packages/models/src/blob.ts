import { type ContentId, isContentId, SanaError } from '@sana-studio/core';
import { BlobWriter } from './blob-writer.ts';
import { DataReader } from './data-reader.ts';
import { sha256 } from './digest.ts';
import { Extents } from './extents.ts';
import { type FileStore, readWhole, type StoreFile } from './file-store.ts';
import { type Extent, journalLine, parseJournal } from './journal.ts';
import { type ByteRange, subtractRanges } from './ranges.ts';

const DIRECTORY = 'blobs';

const dataPath = (key: ContentId) => `${DIRECTORY}/${key}`;
const journalPath = (key: ContentId) => `${DIRECTORY}/${key}.parts`;

/** Keys of every file that has a journal. */
export async function listBlobs(files: FileStore): Promise<readonly ContentId[]> {
  const names = (await files.list(DIRECTORY)).map(({ path }) => path.slice(DIRECTORY.length + 1));
  const keys = names.filter(name => name.endsWith('.parts')).map(name => name.slice(0, -'.parts'.length));
  // whatever else lies there is not ours
  return keys.filter(isContentId);
}

/** Bytes that blobs take in the store, journals included. */
export async function blobBytes(files: FileStore, keys: ReadonlySet<string>): Promise<number> {
  const all = await files.list(DIRECTORY);
  const named = all.filter(({ path }) => keys.has(path.slice(DIRECTORY.length + 1).replace(/\.parts$/, '')));
  return named.reduce((sum, { size }) => sum + size, 0);
}

export async function removeBlob(files: FileStore, key: ContentId): Promise<void> {
  // The journal goes first: without it the data counts as nothing.
  await files.remove(journalPath(key));
  await files.remove(dataPath(key));
}

/** Earlier versions kept a file under the hash that was stated for it. */
function contentOfKey(key: string): string {
  return `${key.length === 40 ? 'git-sha1' : 'sha256'}:${key}`;
}

/**
 * A file that is there in whole or in part, under a key that stands for its source. The bytes of a file that is wanted
 * whole lie where they belong, so that a finished data file equals the original; of a file that is wanted in part, in
 * the order of arrival, so that it takes no more room than what is there, on every file system.
 */
export class StoredBlob {
  readonly #files: FileStore;
  readonly key: ContentId;
  /** Of the whole file, in bytes. */
  readonly size: number;
  readonly packed: boolean;
  #extents: Extents;
  #data: DataReader | undefined;

  private constructor(files: FileStore, key: ContentId, size: number, packed: boolean, extents: Extents) {
    this.#files = files;
    this.key = key;
    this.size = size;
    this.packed = packed;
    this.#extents = extents;
  }

  /** Undefined if nothing was kept under this key. */
  static async open(files: FileStore, key: ContentId): Promise<StoredBlob | undefined> {
    const { entries } = parseJournal((await readWhole(files, journalPath(key))) ?? new Uint8Array(0));
    const first = entries[0];
    if (!first || !('size' in first)) return undefined;
    return new StoredBlob(files, key, first.size, first.packed, new Extents(entries));
  }

  /** What is kept under this key, or a beginning. */
  static async create(files: FileStore, key: ContentId, size: number, packed: boolean): Promise<StoredBlob> {
    const known = await StoredBlob.open(files, key);
    // A key stands for a size as well: a journal that says another is damaged.
    if (known?.size === size) return known;
    await files.replace(journalPath(key), journalLine({ size, packed }));
    return new StoredBlob(files, key, size, packed, new Extents());
  }

  /** What to call the store in messages. */
  get label(): string {
    return this.#files.label;
  }

  get extents(): readonly Extent[] {
    return this.#extents.all;
  }

  /** Whether the whole was proved to be a content, and nothing dropped since. */
  get verified(): boolean {
    return this.#extents.verified;
  }

  /** What the whole was proved to be, see Content; also while parts of it are lost. */
  get provedContent(): string | undefined {
    const { proof } = this.#extents;
    return proof && (proof.content ?? contentOfKey(this.key));
  }

  /** Parts of what was proved that are not there any more, with the hashes that they must have. */
  get lost(): readonly Omit<Extent, 'at'>[] {
    return this.#extents.lost;
  }

  /** Whether parts came from another source, so that nothing may be read before the whole is proved. */
  get borrowed(): boolean {
    return this.#extents.borrowed;
  }

  /** The source that parts were compared with last, and how many bytes of those that are there. */
  get compared(): { readonly source: string; readonly bytes: number } | undefined {
    return this.#extents.compared;
  }

  /** What of `wanted` (default: the whole file) is not there. */
  missing(wanted: readonly ByteRange[] = [{ from: 0, to: this.size }]): readonly ByteRange[] {
    return subtractRanges(wanted, this.#extents.all);
  }

  /** Whether its data file has all bytes of the file and has them where they belong. */
  get isPlain(): boolean {
    return !this.packed && this.missing().length === 0 && this.#extents.all.every(({ from, at }) => from === at);
  }

  /** The path of the data file on this computer, where it equals the file. */
  async localFile(): Promise<string | undefined> {
    return this.isPlain ? this.#reading().use(async data => data.localFile?.()) : undefined;
  }

  /**
   * Fills `bytes` with what is there of the file from `from` on; the rest stays as it is.
   * @returns what of the file that rest is
   */
  async readInto(from: number, bytes: Uint8Array): Promise<readonly ByteRange[]> {
    const range = { from, to: from + bytes.length };
    const parts = [...this.#extents.within(range)];
    if (parts.length === 0) return [range];
    await this.#reading().use(async data => {
      for (const part of parts) {
        const start = Math.max(from, part.from);
        const length = Math.min(range.to, part.to) - start;
        bytes.set(await this.#readData(data, part.at + start - part.from, length), start - from);
      }
    });
    return subtractRanges([range], parts);
  }

  /** The bytes of one part; undefined if they are not as they arrived. */
  async readPart({ from, to, at, sha256: arrived }: Extent): Promise<Uint8Array<ArrayBuffer> | undefined> {
    try {
      const bytes = await this.#reading().use(data => this.#readData(data, at, to - from));
      return (await sha256(bytes)) === arrived ? bytes : undefined;
    } catch (error) {
      if (error instanceof SanaError && error.code === 'file-truncated') return undefined;
      throw error;
    }
  }

  /** Opened once, however many read at a time; again after a failure, and after others may have begun it anew. */
  #reading(): DataReader {
    if (this.#data) return this.#data;
    const opened = this.#openData(this.#extents);
    const reader = new DataReader(this.#extents, opened);
    this.#data = reader;
    opened.catch(() => {
      if (this.#data === reader) this.#data = undefined;
    });
    return reader;
  }

  /**
   * The data file in which these parts lie. Whoever removed the file and began it anew since its journal was read has put
   * them elsewhere. The journal goes first and comes first, so one that is there now is of this data file or a later one.
   */
  async #openData(extents: Extents): Promise<StoreFile> {
    const data = await this.#files.open(dataPath(this.key), 'read');
    const { entries } = parseJournal((await readWhole(this.#files, journalPath(this.key))) ?? new Uint8Array(0));
    if (data && new Extents(entries).continues(extents)) return data;
    await data?.close();
    throw this.#shorter();
  }

  async #readData(data: StoreFile, at: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = await data.read(at, length);
    if (bytes.length === length) return bytes;
    throw this.#shorter();
  }

  #shorter(): SanaError {
    return new SanaError('file-truncated:stored', { store: this.#files.label, key: this.key });
  }

  /**
   * Takes the right to add parts, after learning what others added.
   * @returns undefined while somebody else has it, or has begun the file anew in the other order
   */
  async write(): Promise<BlobWriter | undefined> {
    const unlock = await this.#files.lock(this.key);
    if (!unlock) return undefined;
    const open: StoreFile[] = [];
    try {
      const journal = await this.#files.open(journalPath(this.key), 'write');
      open.push(journal);
      const { entries, length } = parseJournal(await journal.read(0, await journal.size()));
      if (entries[0] && 'size' in entries[0] && entries[0].packed !== this.packed) {
        await Promise.all(open.map(file => file.close()));
        await unlock();
        return undefined;
      }
      const data = await this.#files.open(dataPath(this.key), 'write');
      open.push(data);
      this.#extents = new Extents(entries);
      await this.close();
      const writer = new BlobWriter(this, this.#extents, { journal, data, end: length, unlock });
      // Somebody removed the file in between.
      if (entries.length === 0) await writer.begin();
      return writer;
    } catch (error) {
      await Promise.all(open.map(file => file.close()));
      await unlock();
      throw error;
    }
  }

  /** Lets go of the data file; reading opens it again. */
  async close(): Promise<void> {
    const data = this.#data;
    this.#data = undefined;
    await data?.leave();
  }
}
