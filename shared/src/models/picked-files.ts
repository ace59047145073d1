import { memoryFolder, type PartPlace, SanaError } from '@sana-studio/core';
import { type DBSchema, openDB } from 'idb';

/** A file that a person picked: by its handle, which a browser can keep, or for as long as the page lives. */
export type PickedFile = File | FileSystemFileHandle;

/** What begins the reference of a file that a person picked. */
export const PICKED = 'picked:';

interface PickedSchema extends DBSchema {
  handles: { key: string; value: FileSystemFileHandle };
}

/** Of browsers that keep handles. */
interface PermittedHandle extends FileSystemFileHandle {
  queryPermission?(options: { readonly mode: 'read' }): Promise<PermissionState>;
}

const open = () =>
  openDB<PickedSchema>('sana-picked', 1, { upgrade: database => void database.createObjectStore('handles') });

/** Files on this computer that a person picked in a browser. They are read where they are, and never copied. */
export class PickedFiles {
  readonly #files = new Map<string, PickedFile>();

  /** @returns what a store's models call it: by its name, and of several of one name by a number as well */
  async keep(file: PickedFile): Promise<string> {
    const reference = await this.#referenceFor(file);
    this.#files.set(reference, file);
    if (file instanceof File) return reference;
    const database = await open();
    await database.put('handles', file, reference).finally(() => database.close());
    return reference;
  }

  async #referenceFor(file: PickedFile): Promise<string> {
    for (let count = 1; ; count++) {
      const reference = `${PICKED}${file.name}${count === 1 ? '' : ` (${count})`}`;
      // where nothing can be kept, there is none of an earlier visit
      const known = this.#files.get(reference) ?? (await this.#kept(reference).catch(() => undefined));
      if (!known || (await isSame(known, file))) return reference;
    }
  }

  /**
   * @returns undefined for what was picked in a page that is closed by now, and is not kept by this browser
   * @throws SanaError `access-denied` where the browser wants to hear from the person again
   */
  async open(reference: string): Promise<PartPlace | undefined> {
    const picked = this.#files.get(reference) ?? (await this.#kept(reference));
    if (!picked) return undefined;
    const file = picked instanceof File ? picked : await granted(picked);
    return {
      kind: 'file',
      async open() {
        const source = await memoryFolder(file.name, new Map([['file', file]])).open('file');
        if (!source) throw new SanaError('file-missing:path', { file: file.name });
        return source;
      },
    };
  }

  async #kept(reference: string): Promise<FileSystemFileHandle | undefined> {
    const database = await open();
    return database.get('handles', reference).finally(() => database.close());
  }
}

/** Whether both are the same file, as far as a browser tells. */
async function isSame(a: PickedFile, b: PickedFile): Promise<boolean> {
  if (!(a instanceof File) && !(b instanceof File)) return a.isSameEntry(b);
  if (!(a instanceof File) || !(b instanceof File)) return false;
  return a.size === b.size && a.lastModified === b.lastModified;
}

async function granted(handle: PermittedHandle): Promise<File> {
  const state = await handle.queryPermission?.({ mode: 'read' });
  if (state !== undefined && state !== 'granted') throw new SanaError('access-denied:picked', { file: handle.name });
  return handle.getFile().catch((cause: unknown) => {
    throw new SanaError('file-missing:picked', { file: handle.name }, cause);
  });
}
