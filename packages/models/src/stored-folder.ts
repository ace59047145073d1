import { type Folder, folderPath, SanaError } from '@sana-studio/core';
import { readableBlob } from './content.ts';
import type { Context } from './context.ts';
import type { FileStore } from './file-store.ts';
import type { Manifest } from './manifest.ts';
import { originOf } from './origin.ts';
import { readThrough } from './read-through.ts';

/** A stored model's files by their paths in the official layout. */
export function storedFolder(context: Context, files: FileStore, manifest: Manifest): Folder {
  const questions = context.questions();
  const remotes = manifest.sources.map(source => context.remote(source, questions));
  return {
    label: manifest.title,
    transformerPath: manifest.transformerPath,
    async open(path) {
      const name = folderPath(manifest.title, path).join('/');
      const file = manifest.files.find(candidate => candidate.path === name);
      if (!file) return undefined;
      const blob = await readableBlob(files, manifest, file);
      if (!blob) throw new SanaError('model-incomplete:changed', { title: manifest.title, file: name });
      return readThrough(path, blob, originOf(context, files, manifest, file, remotes));
    },
  };
}
