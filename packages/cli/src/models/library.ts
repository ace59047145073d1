import { mkdir, readFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { parseJson, SanaError } from '@sana-studio/core';
import type { ModelStore } from '@sana-studio/models';
import { diskModelStore } from '@sana-studio/models/node';
import envPaths from 'env-paths';
import { openLocal } from '../parts.ts';
import { writeWhole } from '../whole-file.ts';
import { hubCredential } from './hub.ts';

/** Where this platform keeps a program's data and settings. */
const PATHS = envPaths('sana-studio', { suffix: '' });

const SETTINGS = join(PATHS.config, 'settings.json');

/**
 * Where models are kept: the platform's place for data, or where they were moved to.
 * @throws SanaError `storage-failed` where that was written down and cannot be read
 */
export async function libraryFolder(): Promise<string> {
  const folder = join(PATHS.data, 'models');
  try {
    const settings = parseJson(await readFile(SETTINGS, 'utf8'), SETTINGS);
    if (typeof settings !== 'object' || settings === null || Array.isArray(settings)) throw new TypeError('no object');
    return 'models' in settings ? movedTo(settings.models) : folder;
  } catch (error) {
    // nothing was ever moved
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return folder;
    const detail = error instanceof Error ? error.message : String(error);
    const example = JSON.stringify({ models: resolve('models') });
    throw new SanaError('storage-failed:settings', { file: SETTINGS, detail, folder, example }, error);
  }
}

function movedTo(path: unknown): string {
  if (typeof path === 'string' && isAbsolute(path) && !path.includes('\0')) return path;
  throw new TypeError('models is no absolute path');
}

/** Remembers where models are kept from now on. */
export async function rememberLibrary(models: string): Promise<void> {
  await mkdir(dirname(SETTINGS), { recursive: true });
  writeWhole(SETTINGS, new TextEncoder().encode(`${JSON.stringify({ models }, undefined, 2)}\n`));
}

export function openLibraryAt(folder: string): ModelStore {
  const credential = hubCredential();
  return diskModelStore(folder, { openLocal, credentials: credential ? [credential] : [] });
}

/** The models that this person has. */
export async function openLibrary(): Promise<ModelStore> {
  return openLibraryAt(await libraryFolder());
}
