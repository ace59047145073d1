import { resolve } from 'node:path';
import { SanaError } from '@sana-studio/core';
import { type Remark, sayRemark } from '@sana-studio/core/errors';
import { comparedRemark, type FetchOptions, type ModelStore, unverifiedRemarks, webAddress } from '@sana-studio/models';
import { dropNetwork, moveNetworks, networkOf } from '../captions/network-files.ts';
import { interruptible } from '../interruption.ts';
import { byteWords } from '../words.ts';
import { dropAddition, moveAdditions } from './addition.ts';
import { dropClassifier, isClassifier, moveClassifier } from './classifier.ts';
import { libraryFolder, openLibrary, openLibraryAt, rememberLibrary } from './library.ts';
import { TransferDisplay } from './transfer-display.ts';

export interface VerifyFlags {
  readonly against?: string;
}

/**
 * `sana models verify`: reads every byte of one model, or of all, and compares, then with another source if one is named.
 * @throws SanaError `file-corrupt` when something was found
 */
export async function verifyModels(id: string | undefined, { against }: VerifyFlags): Promise<void> {
  if (against !== undefined && !webAddress(against))
    throw new SanaError('request-invalid:hub-argument', { hub: against });
  const store = await openLibrary();
  const ids = id === undefined ? (await store.list()).map(model => model.id) : [id];
  if (ids.length === 0) process.stdout.write('There are no models here to verify.\n');
  const damaged: string[] = [];
  const different: string[] = [];
  for (const each of ids) {
    const files = await withProgress(options => store.verify(each, options));
    for (const { path, bytes } of files) process.stdout.write(`${each}: ${path} has ${byteWords(bytes)} damaged\n`);
    if (files.length > 0) damaged.push(each);
    else process.stdout.write(`${each}: every byte is as it arrived\n`);
    if (against !== undefined && !(await isSameElsewhere(store, each, against))) different.push(each);
    await tellComparison(store, each);
  }
  if (damaged.length > 0) throw new SanaError('file-corrupt:deleted', { models: damaged });
  if (against !== undefined && different.length > 0) {
    throw new SanaError('file-corrupt:differs', { models: different, against });
  }
}

async function isSameElsewhere(store: ModelStore, id: string, against: string): Promise<boolean> {
  const different = await withProgress(options => store.compare(id, against, options));
  for (const { path, source, how } of different) {
    tell(process.stdout, id, { remark: `differs:${how}`, data: { file: path, source } });
  }
  return different.length === 0;
}

/** What is verified against whom goes beside the findings; what could not be verified is one of them. */
async function tellComparison(store: ModelStore, id: string): Promise<void> {
  const model = await store.get(id);
  if (!model?.comparison) return;
  tell(process.stderr, id, comparedRemark(model.comparison, model.source));
  for (const remark of unverifiedRemarks(model.comparison)) tell(process.stdout, id, remark);
}

function tell(stream: NodeJS.WriteStream, id: string, remark: Remark): void {
  stream.write(`${id}: ${sayRemark(remark, 'en')}\n`);
}

async function withProgress<T>(job: (options: FetchOptions) => Promise<T>): Promise<T> {
  const display = new TransferDisplay();
  try {
    return await interruptible(signal => job({ signal, onProgress: display.update }));
  } finally {
    display.clear();
  }
}

/** `sana models remove`: deletes models and what no other model shares with them. */
export async function removeModels(ids: readonly string[]): Promise<void> {
  const store = await openLibrary();
  for (const id of ids) {
    const network = networkOf(id);
    if (
      (isClassifier(id) && (await dropClassifier())) ||
      (network && (await dropNetwork(network))) ||
      (await dropAddition(id))
    ) {
      process.stdout.write(`${id} was deleted.\n`);
      continue;
    }
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
  await moveClassifier(to.label);
  await moveNetworks(to.label);
  await moveAdditions(to.label);
  await rememberLibrary(to.label);
  process.stdout.write(`Models are kept in ${to.label} from now on.\n`);
}
