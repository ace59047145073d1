import { type Folder, folderPath } from '@sana-studio/core';
import { StoredBlob } from './blob.ts';
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
      const blob = file && (await StoredBlob.open(files, file.key));
      if (!blob) return undefined;
      return readThrough(path, blob, originOf(context, files, manifest, file, remotes));
    },
  };
}
