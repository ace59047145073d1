import { blobSource, bytesSource, type Folder, folderPath, type openUrl } from '@sana-studio/core';
import type { ModelFile } from './api.ts';

/**
 * A model whose files lie wherever somebody likes: each at hand, or behind an address of its own, or all behind one.
 * @param open opens an address
 */
export function addressedFolder(
  name: string,
  files: ReadonlyMap<string, Exclude<ModelFile, URL>> | string,
  open: (address: string) => ReturnType<typeof openUrl>,
): Folder {
  const base = typeof files === 'string' ? files.replace(/\/?$/, '/') : '';
  return {
    label: name,
    async open(path) {
      const inside = folderPath(name, path);
      if (typeof files === 'string') return open(base + inside.map(encodeURIComponent).join('/'));
      const file = files.get(inside.join('/'));
      if (file === undefined) return undefined;
      if (typeof file === 'string') return open(file);
      return file instanceof Uint8Array ? bytesSource(path, file) : blobSource(path, file);
    },
  };
}
