import { readdir } from 'node:fs/promises';
import { SanaError } from '@sana-studio/core';
import type { CaptionedSet } from './captioned-set.ts';
import { assertFolder } from './files.ts';
import { pictureFolder } from './picture-folder.ts';
import { isShards, shardSet } from './shards.ts';

/**
 * What a folder holds: shards where there are any, else pictures.
 * @param others whether pictures count that are not in the folder's list
 * @throws SanaError `file-missing`, `config-invalid`, `request-invalid`
 */
export async function openSet(folder: string, others: boolean): Promise<CaptionedSet> {
  assertFolder(folder);
  const set = isShards(await readdir(folder)) ? await shardSet(folder) : await pictureFolder(folder, others);
  if (set.pictures.length === 0) throw new SanaError('file-missing:pictures', { folder });
  return set;
}
