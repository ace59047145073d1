import { resolve } from 'node:path';
import { SanaError } from '@sana-studio/core';
import type { DamagedFile, ModelStore } from '@sana-studio/models';
import { interruptible } from '../interruption.ts';
import { byteWords } from '../words.ts';
import { libraryFolder, openLibrary, openLibraryAt, rememberLibrary } from './library.ts';
import { TransferDisplay } from './transfer-display.ts';

/**
 * `sana models verify`: reads every byte of one model, or of all, and compares.
 * @throws SanaError `file-corrupt` when something was found
 */
export async function verifyModels(id: string | undefined): Promise<void> {
  const store = await openLibrary();
  const ids = id === undefined ? (await store.list()).map(model => model.id) : [id];
  if (ids.length === 0) process.stdout.write('There are no models here to verify.\n');
  const damaged: string[] = [];
  for (const each of ids) {
    const files = await verify(store, each);
    for (const { path, bytes } of files) process.stdout.write(`${each}: ${path} has ${byteWords(bytes)} damaged\n`);
    if (files.length > 0) damaged.push(each);
    else process.stdout.write(`${each}: every byte is as it arrived\n`);
  }
  if (damaged.length === 0) return;
  throw new SanaError('file-corrupt:deleted', { models: damaged });
}

async function verify(store: ModelStore, id: string): Promise<readonly DamagedFile[]> {
  const display = new TransferDisplay();
  try {
    return await interruptible(signal => store.verify(id, { signal, onProgress: display.update }));
  } finally {
    display.clear();
  }
}

/** `sana models remove`: deletes models and what no other model shares with them. */
export async function removeModels(ids: readonly string[]): Promise<void> {
  const store = await openLibrary();
  for (const id of ids) {
    const title = (await store.get(id))?.title ?? (await store.damaged()).find(damaged => damaged === id);
    if (title === undefined) {
      const known = (await store.list()).map(other => other.id);
      throw new SanaError('model-not-found:listed', { model: id, store: store.label, known });
    }
    const before = await store.usedBytes();
    await store.remove(id);
    process.stdout.write(`${title} was deleted: ${byteWords(before - (await store.usedBytes()))} are free again.\n`);
  }
}

/** `sana models where` */
export async function printLibrary(): Promise<void> {
  process.stdout.write(`${await libraryFolder()}\n`);
}

/** `sana models move`: takes every model to another folder, where models are kept from then on. */
export async function moveLibrary(folder: string): Promise<void> {
  const from = await openLibrary();
  const to = openLibraryAt(resolve(folder));
  if (to.label === from.label) {
    throw new SanaError('request-invalid:same-folder', { folder: to.label });
  }
  await to.acceptLicences(await from.acceptedLicences());
  for (const { id } of await from.list()) {
    const display = new TransferDisplay({ download: `moving ${id}` });
    try {
      await interruptible(signal => from.move(id, to, { signal, onProgress: display.update }));
    } finally {
      display.clear();
    }
  }
  await rememberLibrary(to.label);
  process.stdout.write(`Models are kept in ${to.label} from now on.\n`);
}
