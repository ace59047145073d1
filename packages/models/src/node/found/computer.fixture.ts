import { posix, win32 } from 'node:path';
import { bytesSource, SanaError } from '@sana-studio/core';
import type { Computer, FolderEntry } from './computer.ts';

/** A computer in memory: files by their paths, as its system writes them. A path that is a text is a link to another one. */
export function computerWith(
  platform: 'linux' | 'darwin' | 'win32',
  files: Readonly<Record<string, Uint8Array | string>>,
  { env = {}, home = HOMES[platform], denied = [] as readonly string[] } = {},
): Computer {
  const paths = platform === 'win32' ? win32 : posix;
  const resolve = (path: string): Uint8Array | undefined => {
    const file = files[path];
    return typeof file === 'string' ? resolve(paths.join(paths.dirname(path), file)) : file;
  };
  return {
    platform,
    env,
    home,
    disk: {
      async list(folder) {
        if (denied.includes(folder)) throw new SanaError('access-denied:folder', { folder, detail: 'EACCES' });
        const inside = Object.keys(files).filter(path => path.startsWith(folder + paths.sep));
        const entries = new Map<string, FolderEntry>();
        for (const path of inside) {
          const [name = '', more] = path.slice(folder.length + 1).split(paths.sep);
          entries.set(name, { name, isFolder: more !== undefined });
        }
        return inside.length > 0 ? [...entries.values()] : undefined;
      },
      size: async file => resolve(file)?.length,
      async open(file) {
        const bytes = resolve(file);
        if (!bytes) throw new SanaError('file-missing:path', { file });
        return bytesSource(file, bytes);
      },
    },
  };
}

const HOMES = { linux: '/home/ada', darwin: '/Users/ada', win32: 'C:\\Users\\ada' } as const;
