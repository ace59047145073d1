import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ModelStore } from '@sana-studio/models';
import { diskModelStore } from '@sana-studio/models/node';
import envPaths from 'env-paths';
import { hubCredential } from './hub.ts';

/** Where this platform keeps a program's data and settings. */
const PATHS = envPaths('sana-studio', { suffix: '' });

const SETTINGS = join(PATHS.config, 'settings.json');

/** Where models are kept: the platform's place for data, or where they were moved to. */
export async function libraryFolder(): Promise<string> {
  try {
    const settings: unknown = JSON.parse(await readFile(SETTINGS, 'utf8'));
    if (typeof settings === 'object' && settings !== null && 'models' in settings) return String(settings.models);
  } catch {
    // nothing was ever moved
  }
  return join(PATHS.data, 'models');
}

/** Remembers where models are kept from now on. */
export async function rememberLibrary(models: string): Promise<void> {
  await mkdir(dirname(SETTINGS), { recursive: true });
  await writeFile(SETTINGS, `${JSON.stringify({ models }, undefined, 2)}\n`);
}

export function openLibraryAt(folder: string): ModelStore {
  const credential = hubCredential();
  return diskModelStore(folder, { credentials: credential ? [credential] : [] });
}

/** The models that this person has. */
export async function openLibrary(): Promise<ModelStore> {
  return openLibraryAt(await libraryFolder());
}
