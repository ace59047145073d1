import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { PartPlace } from '../checkpoint/layout/part-place.ts';
import { type PartName, WEIGHT_FILES } from '../checkpoint/layout/weight-files.ts';
import { diskFolder, openFile } from './files.ts';

/** One file of several: they are opened together, by the folder that they are in. */
const SHARD = /(?:\.safetensors\.index(?:\.\w+)?\.json|-\d{5}-of-\d{5}(?:\.\w+)?\.safetensors)$/;

const TENSORS = /\.(?:safetensors|pth|gguf)$/i;

const isFile = (path: string) =>
  stat(path).then(
    status => status.isFile(),
    () => false,
  );

function file(path: string): PartPlace {
  const config = join(dirname(path), 'config.json');
  return {
    kind: 'file',
    open: () => openFile(path),
    config: async () => ((await isFile(config)) ? openFile(config) : undefined),
  };
}

/** A folder of a whole model has the part in a directory; one of another repository may have one file of any name. */
async function folder(part: PartName, path: string): Promise<PartPlace> {
  const { directory, stem } = WEIGHT_FILES[part];
  if (await isFile(join(path, directory, 'config.json'))) {
    return { kind: 'folder', folder: diskFolder(join(path, directory)) };
  }
  const names = (await readdir(path)).filter(name => TENSORS.test(name));
  const [only] = names;
  if (names.length === 1 && only !== undefined && !only.startsWith(stem)) return file(join(path, only));
  return { kind: 'folder', folder: diskFolder(path) };
}

/**
 * A part of a model that is on disk: a file with tensors in any naming, the folder of the part, or that of a whole model.
 * Nothing is read yet.
 * @returns undefined if there is nothing at that path
 */
export async function localPart(part: PartName, path: string): Promise<PartPlace | undefined> {
  const status = await stat(path).catch(() => undefined);
  if (status?.isDirectory()) return folder(part, path);
  if (!status?.isFile()) return undefined;
  return SHARD.test(basename(path)) ? { kind: 'folder', folder: diskFolder(dirname(path)) } : file(path);
}
