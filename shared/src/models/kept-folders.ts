import { BUDGETS, overBudget, SanaError } from '@sana-studio/core';
import type { FolderMemory } from './folder-memory.ts';

/** What every model folder has at its top. */
export const MODEL_INDEX = 'model_index.json';

/** Of browsers that ask before they read what was opened at an earlier visit. */
interface PermittedFolder extends FileSystemDirectoryHandle {
  queryPermission?(options: { readonly mode: 'read' }): Promise<PermissionState>;
  requestPermission?(options: { readonly mode: 'read' }): Promise<PermissionState>;
}

/** By path inside the model's folder. */
type Files = ReadonlyMap<string, File>;

export interface RecalledFolder {
  readonly id: string;
  readonly bytes: number;
  /** Whether it can be read without asking the person again. */
  readonly allowed: boolean;
}

export interface OpenedFolder {
  readonly id: string;
  readonly bytes: number;
  /** Whether it is found again at the next visit. */
  readonly lasts: boolean;
}

/** Models in folders of this computer, which a browser finds again by their handles. They are read where they are. */
export class KeptFolders {
  readonly #memory: FolderMemory;
  readonly #handles = new Map<string, FileSystemDirectoryHandle>();

  constructor(memory: FolderMemory) {
    this.#memory = memory;
  }

  has(id: string): boolean {
    return this.#handles.has(id);
  }

  /** What was opened at earlier visits; nothing where nothing can be kept. */
  async recall(): Promise<readonly RecalledFolder[]> {
    const kept = await this.#memory.all().catch(() => []);
    return Promise.all(
      kept.map(async ({ id, handle, bytes }) => {
        this.#handles.set(id, handle);
        return { id, bytes, allowed: await isAllowed(handle) };
      }),
    );
  }

  /**
   * Keeps the model in a folder: the topmost one, if there are several.
   * @param taken ids that others have @throws SanaError `model-not-found`, `over-budget`
   */
  async add(picked: FileSystemDirectoryHandle, taken: readonly string[]): Promise<OpenedFolder> {
    const handle = await modelIn(picked);
    const id = await this.#idFor(handle, taken);
    const bytes = sizeOf(await filesIn(handle));
    this.#handles.set(id, handle);
    const lasts = await this.#memory.keep({ id, handle, bytes }).then(
      () => true,
      () => false,
    );
    return { id, bytes, lasts };
  }

  /**
   * Asks the person where the browser wants that, which it lets a page do while a click is handled.
   * @throws SanaError `access-denied`, `file-missing` if the folder is gone
   */
  async open(id: string): Promise<Files> {
    const handle: PermittedFolder | undefined = this.#handles.get(id);
    if (!handle) throw new SanaError('model-not-found:chosen', { model: id });
    const granted = (await isAllowed(handle)) || (await isGranted(handle));
    if (!granted) throw new SanaError('access-denied:picked-folder', { folder: handle.name });
    return filesIn(handle);
  }

  async forget(id: string): Promise<void> {
    this.#handles.delete(id);
    await this.#memory.forget(id);
  }

  /** By its name, and of several of one name by a number as well. */
  async #idFor(handle: FileSystemDirectoryHandle, taken: readonly string[]): Promise<string> {
    for (let count = 1; ; count++) {
      const id = count === 1 ? handle.name : `${handle.name} (${count})`;
      const known = this.#handles.get(id);
      if (known ? await known.isSameEntry(handle) : !taken.includes(id)) return id;
    }
  }
}

export const sizeOf = (files: Files) => [...files.values()].reduce((sum, { size }) => sum + size, 0);

async function isAllowed(handle: PermittedFolder): Promise<boolean> {
  const state = await handle.queryPermission?.({ mode: 'read' });
  return state === undefined || state === 'granted';
}

/** A browser that asks nobody, as no click is handled, says no. */
async function isGranted(handle: PermittedFolder): Promise<boolean> {
  return (await handle.requestPermission?.({ mode: 'read' }).catch(() => 'denied')) === 'granted';
}

/** The folder itself, or the topmost one below it that has a model in it. */
async function modelIn(picked: FileSystemDirectoryHandle): Promise<FileSystemDirectoryHandle> {
  const seen = { count: 0, folder: picked.name };
  for (let level = [picked]; level.length > 0; ) {
    const below: FileSystemDirectoryHandle[] = [];
    for (const folder of level) {
      const members = await membersOf(folder, seen);
      if (members.some(({ kind, name }) => kind === 'file' && name === MODEL_INDEX)) return folder;
      below.push(...members.filter(isFolder));
    }
    level = below;
  }
  throw new SanaError('model-not-found:picked', { file: MODEL_INDEX });
}

async function filesIn(model: FileSystemDirectoryHandle): Promise<Files> {
  const seen = { count: 0, folder: model.name };
  const files = new Map<string, File>();
  const add = async (folder: FileSystemDirectoryHandle, base: string): Promise<void> => {
    for (const member of await membersOf(folder, seen)) {
      if (isFolder(member)) await add(member, `${base}${member.name}/`);
      else files.set(`${base}${member.name}`, await (member as FileSystemFileHandle).getFile());
    }
  };
  try {
    await add(model, '');
  } catch (error) {
    if (error instanceof SanaError) throw error;
    throw new SanaError('file-missing:picked-folder', { folder: model.name }, error);
  }
  return files;
}

const isFolder = (member: FileSystemHandle): member is FileSystemDirectoryHandle => member.kind === 'directory';

/** Without what begins with a dot: a clone has all its history there. */
async function membersOf(
  folder: FileSystemDirectoryHandle,
  seen: { count: number; readonly folder: string },
): Promise<readonly FileSystemHandle[]> {
  const members: FileSystemHandle[] = [];
  for await (const member of folder.values()) {
    if (++seen.count > BUDGETS.listedFiles.most) throw overBudget('listedFiles', seen.folder);
    if (!member.name.startsWith('.')) members.push(member);
  }
  return members;
}
