import { type ContentId, isContentId, SanaError } from '@sana-studio/core';
import { BlobWriter } from './blob-writer.ts';
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
  #data: StoreFile | undefined;

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

  /** Fills `bytes` with what is there of the file from `from` on; the rest stays as it is. */
  async readInto(from: number, bytes: Uint8Array): Promise<void> {
    const to = from + bytes.length;
    for (const extent of this.#extents.within({ from, to })) {
      const start = Math.max(from, extent.from);
      const length = Math.min(to, extent.to) - start;
      bytes.set(await this.#readData(extent.at + start - extent.from, length), start - from);
    }
  }

  /** The bytes of one part; undefined if they are not as they arrived. */
  async readPart({ from, to, at, sha256: arrived }: Extent): Promise<Uint8Array<ArrayBuffer> | undefined> {
    try {
      const bytes = await this.#readData(at, to - from);
      return (await sha256(bytes)) === arrived ? bytes : undefined;
    } catch (error) {
      if (error instanceof SanaError && error.code === 'file-truncated') return undefined;
      throw error;
    }
  }

  async #readData(at: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    this.#data ??= await this.#files.open(dataPath(this.key), 'read');
    const bytes = await this.#data?.read(at, length);
    if (bytes?.length === length) return bytes;
    throw new SanaError('file-truncated:stored', { store: this.#files.label, key: this.key });
  }

  /**
   * Takes the right to add parts, after learning what others added.
   * @returns undefined while somebody else has it
   */
  async write(): Promise<BlobWriter | undefined> {
    const unlock = await this.#files.lock(this.key);
    if (!unlock) return undefined;
    const open: StoreFile[] = [];
    try {
      const journal = await this.#files.open(journalPath(this.key), 'write');
      open.push(journal);
      const { entries, length } = parseJournal(await journal.read(0, await journal.size()));
      const data = await this.#files.open(dataPath(this.key), 'write');
      open.push(data);
      this.#extents = new Extents(entries);
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
    await data?.close();
  }
}
