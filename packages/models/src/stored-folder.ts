import { type ByteSource, type Folder, folderPath, SanaError } from '@sana-studio/core';
import { readableBlob } from './content.ts';
import type { Context } from './context.ts';
import type { FileStore } from './file-store.ts';
import type { Manifest } from './manifest.ts';
import { partEntries } from './model-parts.ts';
import { originOf } from './origin.ts';
import { readThrough } from './read-through.ts';
import { isOfSource, Waiting } from './waiting.ts';

/** A stored model's files by their paths in the official layout. */
export function storedFolder(context: Context, files: FileStore, manifest: Manifest): Folder {
  const questions = context.questions();
  const waiting = new Waiting(context.clock);
  const remotes = manifest.sources.map(source => {
    const remote = context.remote(source, questions);
    return remote && waiting.counting(remote);
  });
  const stored = partEntries(manifest.parts).flatMap(([part, kept]) =>
    kept.kind === 'stored' ? [[part, kept.path]] : [],
  );
  return {
    label: manifest.title,
    ...(stored.length > 0 && { parts: Object.fromEntries(stored) }),
    async open(path) {
      const name = folderPath(manifest.title, path).join('/');
      const file = manifest.files.find(candidate => candidate.path === name);
      if (!file) return undefined;
      const blob = await readableBlob(files, manifest, file);
      if (!blob) throw new SanaError('model-incomplete:changed', { title: manifest.title, file: name });
      const origin = originOf(context, files, manifest, file, remotes);
      return saying(manifest, readThrough(path, blob, origin, waiting));
    },
  };
}

/** Says of what is not here, and does not come, which model it is of and how to have it here. */
function saying({ id, title }: Manifest, source: ByteSource): ByteSource {
  const read = async (offset: number, length: number) => {
    try {
      return await source.read(offset, length);
    } catch (error) {
      if (!isOfSource(error)) throw error;
      const facts = { file: source.label, title, model: id, detail: error.toData() };
      throw new SanaError('model-incomplete:unreachable', facts, error);
    }
  };
  return { ...source, read };
}
