import { type FileStore, insideStore, type StoredFileInfo, type StoreFile, type StoreLock } from './file-store.ts';

/** Large enough to be few, small enough that the last one of a file wastes little. */
const PAGE_BYTES = 2 ** 20;

/** A file as pages, so that gigabytes never need one contiguous buffer and never move when the file grows. */
class MemoryFile implements StoreFile {
  readonly #pages: Uint8Array<ArrayBuffer>[] = [];
  length = 0;

  async size(): Promise<number> {
    return this.length;
  }

  async read(at: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = new Uint8Array(Math.max(Math.min(length, this.length - at), 0));
    this.#forEachPage(at, bytes.length, (page, start, done, count) => {
      bytes.set(page.subarray(start, start + count), done);
    });
    return bytes;
  }

  async write(at: number, bytes: Uint8Array): Promise<void> {
    this.#grow(at + bytes.length);
    this.#forEachPage(at, bytes.length, (page, start, done, count) => {
      page.set(bytes.subarray(done, done + count), start);
    });
  }

  async truncate(size: number): Promise<void> {
    this.#grow(size);
    this.#pages.length = Math.ceil(size / PAGE_BYTES);
    this.#pages.at(-1)?.fill(0, size % PAGE_BYTES || PAGE_BYTES);
    this.length = size;
  }

  async flush(): Promise<void> {}

  async close(): Promise<void> {}

  #grow(size: number): void {
    while (this.#pages.length * PAGE_BYTES < size) this.#pages.push(new Uint8Array(PAGE_BYTES));
    this.length = Math.max(this.length, size);
  }

  #forEachPage(
    at: number,
    length: number,
    visit: (page: Uint8Array, start: number, done: number, count: number) => void,
  ): void {
    for (let done = 0; done < length; ) {
      const start = (at + done) % PAGE_BYTES;
      const count = Math.min(PAGE_BYTES - start, length - done);
      visit(this.#pages[Math.floor((at + done) / PAGE_BYTES)]!, start, done, count);
      done += count;
    }
  }
}

/** Keeps files in memory: for private windows and frames without storage. Everything is gone with the page. */
export class MemoryFileStore implements FileStore {
  readonly label = 'memory';
  readonly persistent = false;
  readonly #files = new Map<string, MemoryFile>();
  readonly #locks = new Set<string>();

  open(path: string, mode: 'read'): Promise<StoreFile | undefined>;
  open(path: string, mode: 'write'): Promise<StoreFile>;
  async open(path: string, mode: 'read' | 'write'): Promise<StoreFile | undefined> {
    const known = this.#files.get(insideStore(this.label, path));
    if (known || mode === 'read') return known;
    const file = new MemoryFile();
    this.#files.set(path, file);
    return file;
  }

  async list(directory: string): Promise<readonly StoredFileInfo[]> {
    return [...this.#files]
      .filter(([path]) => path.startsWith(`${directory}/`))
      .map(([path, file]) => ({ path, size: file.length }));
  }

  async replace(path: string, bytes: Uint8Array): Promise<void> {
    const file = new MemoryFile();
    await file.write(0, bytes);
    this.#files.set(insideStore(this.label, path), file);
  }

  async remove(path: string): Promise<void> {
    this.#files.delete(path);
  }

  async lock(name: string): Promise<StoreLock | undefined> {
    if (this.#locks.has(name)) return undefined;
    this.#locks.add(name);
    return async () => {
      this.#locks.delete(name);
    };
  }

  async freeBytes(): Promise<undefined> {
    return undefined;
  }
}
