import { type ByteSource, type Folder, SanaError } from '@sana-studio/core';

/** A file of a scorer's folder. @throws SanaError `file-missing` */
export async function sourceOf(folder: Folder, path: string): Promise<ByteSource> {
  const source = await folder.open(path);
  if (source) return source;
  throw new SanaError('file-missing:path', { file: `${folder.label}/${path}` });
}
