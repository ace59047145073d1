import type { FolderMemory, KeptFolder } from './folder-memory.ts';

export interface Disk {
  /** What is on it, by path: files with their text. */
  readonly files: Readonly<Record<string, string>>;
  /** What the browser says when it is asked, and what the person says when the browser asks. */
  permission: PermissionState;
  answer: PermissionState;
  gone: boolean;
}

/** Where each handle leads. */
const places = new WeakMap<object, readonly [Disk, base: string]>();

/** A folder as a browser gives it, with what a test wants to be true of it. */
export function folderHandle(name: string, disk: Disk, base = ''): FileSystemDirectoryHandle {
  const below = Object.keys(disk.files).filter(path => path.startsWith(base));
  const names = new Set(below.map(path => path.slice(base.length).split('/')[0] ?? ''));
  const member = (each: string) => {
    const text = disk.files[base + each];
    if (text === undefined) return folderHandle(each, disk, `${base}${each}/`);
    return { kind: 'file', name: each, getFile: async () => new File([text], each) };
  };
  const handle = {
    kind: 'directory',
    name,
    async *values() {
      if (disk.gone) throw new DOMException('It is gone.', 'NotFoundError');
      for (const each of names) yield member(each);
    },
    async isSameEntry(other: FileSystemHandle) {
      const [itsDisk, itsBase] = places.get(other) ?? [];
      return itsDisk === disk && itsBase === base;
    },
    queryPermission: async () => disk.permission,
    async requestPermission() {
      disk.permission = disk.answer;
      return disk.permission;
    },
  } as unknown as FileSystemDirectoryHandle;
  places.set(handle, [disk, base]);
  return handle;
}

/** What outlives a visit. */
export function folderMemory(): FolderMemory {
  const kept = new Map<string, KeptFolder>();
  return {
    all: async () => [...kept.values()],
    keep: async folder => void kept.set(folder.id, folder),
    forget: async id => void kept.delete(id),
  };
}
