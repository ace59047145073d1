// The network that looks at pictures, for safety policies that want it: a file of its own beside the models.

import { readFile } from 'node:fs/promises';
import { PictureClassifier, type PromptGuard, type Runtime, SanaError } from '@sana-studio/core';
import {
  type FileStore,
  fetchClassifier,
  keepClassifier,
  OPEN_NSFW,
  readClassifier,
  removeClassifier,
} from '@sana-studio/models';
import { DiskFileStore } from '@sana-studio/models/node';
import { interruptible } from '../interruption.ts';
import { statusOf } from '../status-of.ts';
import { byteWords } from '../words.ts';
import { hubUrl } from './hub.ts';
import { libraryFolder } from './library.ts';
import { TransferDisplay } from './transfer-display.ts';

export const isClassifier = (reference: string): boolean => reference === OPEN_NSFW.id;

const classifierFiles = async (folder?: string): Promise<FileStore> =>
  new DiskFileStore(folder ?? (await libraryFolder()));

/** A file of the classifier's size: whether it is the classifier tells its hash. */
export const isClassifierFile = (path: string): boolean => statusOf(path)?.size === OPEN_NSFW.bytes;

/** Fetches it. @throws SanaError as fetchClassifier */
export async function addClassifier(hub: string | undefined): Promise<void> {
  const files = await classifierFiles();
  const display = new TransferDisplay();
  try {
    await interruptible(signal =>
      fetchClassifier(files, OPEN_NSFW, { hubUrl: hubUrl(hub), signal, onProgress: display.update }),
    );
  } finally {
    display.clear();
  }
  tellReady(files);
}

/** Keeps a copy of a file. @throws SanaError `file-corrupt` if it is not the classifier */
export async function addClassifierFile(path: string): Promise<void> {
  const files = await classifierFiles();
  await keepClassifier(files, OPEN_NSFW, new Uint8Array(await readFile(path)), path);
  tellReady(files);
}

function tellReady(files: FileStore): void {
  const { title, bytes, licence } = OPEN_NSFW;
  process.stdout.write(
    `${title} (${licence}) is ready: ${byteWords(bytes)} in ${files.label}.\nA safety policy with “pictures” has it look at pictures.\n`,
  );
}

export async function hasClassifier(): Promise<boolean> {
  const kept = await (await classifierFiles()).list('classifiers');
  return kept.some(({ path }) => path.endsWith(OPEN_NSFW.file));
}

/** @returns whether it was here */
export async function dropClassifier(): Promise<boolean> {
  const was = await hasClassifier();
  await removeClassifier(await classifierFiles(), OPEN_NSFW);
  return was;
}

/** Takes it to another folder of models. */
export async function moveClassifier(folder: string): Promise<void> {
  const bytes = await readClassifier(await classifierFiles(), OPEN_NSFW);
  if (!bytes) return;
  await keepClassifier(await classifierFiles(folder), OPEN_NSFW, new Uint8Array(bytes), OPEN_NSFW.file);
  await dropClassifier();
}

/**
 * What looks at pictures, if the policy wants it.
 * @throws SanaError `classifier-missing`; as readClassifier and PictureClassifier.load
 */
export async function openJudge(runtime: Runtime, { pictures }: PromptGuard): Promise<PictureClassifier | undefined> {
  if (!pictures) return undefined;
  const bytes = await readClassifier(await classifierFiles(), OPEN_NSFW);
  if (!bytes) throw new SanaError('classifier-missing');
  return PictureClassifier.load(runtime, bytes);
}
