import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readWhole } from '../file-store.ts';
import { OpfsFileStore } from './opfs-store.ts';

/** Thrown where the page ends. */
class Ended extends Error {}

/** A private file system as that of a browser without createWritable, which can end after any step that writes. */
class Files {
  readonly files = new Map<string, Uint8Array<ArrayBuffer>>();
  stepsLeft = Number.POSITIVE_INFINITY;

  step(): void {
    if (this.stepsLeft-- <= 0) throw new Ended();
  }

  get root(): FileSystemDirectoryHandle {
    return {
      getDirectoryHandle: async (name: string) => this.#directory(name),
    } as unknown as FileSystemDirectoryHandle;
  }

  #directory(directory: string) {
    const at = (name: string) => `${directory}/${name}`;
    return {
      name: directory,
      getFileHandle: async (name: string, { create = false } = {}) => {
        if (!this.files.has(at(name))) {
          if (!create) throw new DOMException('none', 'NotFoundError');
          this.step();
          this.files.set(at(name), new Uint8Array(0));
        }
        return this.#file(at(name));
      },
      removeEntry: async (name: string) => {
        this.step();
        if (!this.files.delete(at(name))) throw new DOMException('none', 'NotFoundError');
      },
    };
  }

  #file(path: string) {
    return {
      getFile: async () => new Blob([this.files.get(path)!]),
      createSyncAccessHandle: async () => ({
        truncate: (size: number) => {
          this.step();
          this.files.set(path, this.files.get(path)!.slice(0, size));
        },
        write: (bytes: Uint8Array) => {
          // Half of it may arrive.
          const half = bytes.slice(0, bytes.length / 2);
          this.files.set(path, half);
          this.step();
          this.files.set(path, bytes.slice());
          return bytes.length;
        },
        flush: () => this.step(),
        close: () => undefined,
      }),
    };
  }
}

const text = (bytes: Uint8Array | undefined) => bytes && new TextDecoder().decode(bytes);
const bytes = (words: string) => new TextEncoder().encode(words);

beforeEach(() => {
  vi.stubGlobal('FileSystemFileHandle', class {});
  vi.stubGlobal('navigator', { locks: { request: (_: string, __: object, work: () => unknown) => work() } });
});
afterEach(() => vi.unstubAllGlobals());

describe('a file that is replaced where nothing does it at a stroke', () => {
  it('holds the new bytes', async () => {
    const files = new Files();
    const store = new OpfsFileStore(files.root);
    for (const words of ['first', 'a longer second', 'x']) {
      await store.replace('models/a', bytes(words));
      expect(text(await readWhole(store, 'models/a'))).toBe(words);
    }
    expect([...files.files.keys()]).toEqual(['models/a']);
    await store.remove('models/a');
    expect(files.files.size).toBe(0);
  });

  it('holds the old bytes or the new ones wherever its page ends, and stays so', async () => {
    const seen = new Set<string | undefined>();
    for (let steps = 0; ; steps++) {
      const files = new Files();
      await new OpfsFileStore(files.root).replace('models/a', bytes('what was there'));
      files.stepsLeft = steps;
      const ended = await new OpfsFileStore(files.root).replace('models/a', bytes('new')).then(
        () => false,
        () => true,
      );
      files.stepsLeft = Number.POSITIVE_INFINITY;
      const another = new OpfsFileStore(files.root);
      const found = text(await readWhole(another, 'models/a'));
      seen.add(found);
      expect(['what was there', 'new'], `after ${steps} steps`).toContain(found);
      expect(text(await readWhole(another, 'models/a'))).toBe(found);
      if (!ended) expect(found).toBe('new');
      await another.replace('models/a', bytes('last'));
      expect(text(await readWhole(another, 'models/a'))).toBe('last');
      if (!ended) break;
    }
    expect([...seen]).toEqual(['what was there', 'new']);
  });
});
