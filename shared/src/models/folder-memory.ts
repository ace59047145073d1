import { type DBSchema, openDB } from 'idb';

export interface KeptFolder {
  readonly id: string;
  readonly handle: FileSystemDirectoryHandle;
  /** What was in it when it was opened. */
  readonly bytes: number;
}

/** Keeps handles of folders. Everything rejects where nothing can be kept. */
export interface FolderMemory {
  all(): Promise<readonly KeptFolder[]>;
  keep(folder: KeptFolder): Promise<void>;
  forget(id: string): Promise<void>;
}

interface FolderSchema extends DBSchema {
  folders: { key: string; value: KeptFolder };
}

const open = () =>
  openDB<FolderSchema>('sana-folders', 1, {
    upgrade: database => void database.createObjectStore('folders', { keyPath: 'id' }),
  });

export const databaseFolders: FolderMemory = {
  async all() {
    const database = await open();
    return database.getAll('folders').finally(() => database.close());
  },
  async keep(folder) {
    const database = await open();
    await database.put('folders', folder).finally(() => database.close());
  },
  async forget(id) {
    const database = await open();
    await database.delete('folders', id).finally(() => database.close());
  },
};
