// What `sana illustrate` does with a document, without saying anything itself: the command line and the tool of assistants
// share it.

import { posix } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { encodePng, type GeneratedPicture, type PartialRequest, type Progress, SanaError } from '@sana-studio/core';
import {
  type DocumentFile,
  documentOf,
  fileWith,
  type PlannedDocument,
  type PlannedPicture,
  type PlannedRefusal,
  planningFile,
  renamed,
} from '@sana-studio/documents';
import type { Drawer } from '../drawing.ts';
import { statusOf } from '../status-of.ts';
import { safetyNotes, withheldNotes } from '../telling.ts';
import {
  assertWritable,
  beside,
  coverPlaceOf,
  documentFile,
  readDocument,
  replaceDocument,
  withoutReplaced,
  writePicture,
} from './document-files.ts';

export interface PlanWishes {
  readonly at?: { readonly line: number; readonly column: number | undefined } | undefined;
  /** Where pictures go, relative to the document, with a slash at its end. */
  readonly folder: string;
  readonly keepBlocks?: boolean | undefined;
  /** What pictures are like of which the document does not say it. */
  readonly wishes: Omit<PartialRequest, 'prompt'>;
}

/** A document and what becomes of it. */
export interface Planned {
  readonly file: string;
  readonly document: DocumentFile;
  readonly plan: PlannedDocument;
}

/** What is to be told meanwhile. */
export interface IllustrateEvents {
  /** A picture is next that has to be drawn. */
  begins(picture: PlannedPicture): void;
  progress(progress: Progress): void;
  note(text: string): void;
  /** @param path of its file, from here */
  drawn(path: string, picture: GeneratedPicture): void;
}

export interface IllustrateOptions {
  readonly drawing: Drawer;
  readonly events: IllustrateEvents;
  readonly signal?: AbortSignal | undefined;
  /** Where files may be written to. @throws SanaError `access-denied` */
  readonly assertAllowed?: ((path: string) => Promise<void>) | undefined;
}

/** Reading goes on for so long before anything else is heard. */
const SLICE_MS = 50;

/**
 * What a document asks for. A file that cannot be read asks for nothing, and that is told like everything that is refused.
 * @param onProgress called with the share that is read, 0…1
 * @throws SanaError `cancelled`
 */
export async function planFor(
  file: string,
  { at, folder, keepBlocks = false, wishes }: PlanWishes,
  onProgress: (share: number) => void,
  signal?: AbortSignal,
): Promise<Planned> {
  try {
    const cover = at && (await coverPlaceOf(file, folder));
    const document = { ...documentFile(file, readDocument(file)), at, folder, cover, keepBlocks, wishes };
    return { file, document, plan: await planned(document, onProgress, signal) };
  } catch (error) {
    const problem = SanaError.from(error);
    if (problem.code === 'cancelled') throw problem;
    return {
      file,
      document: { ...documentFile(file, ''), folder },
      plan: { text: '', edits: [], pictures: [], refused: [{ line: 1, error: problem }] },
    };
  }
}

async function planned(
  document: DocumentFile,
  onProgress: (share: number) => void,
  signal: AbortSignal | undefined,
): Promise<PlannedDocument> {
  let slice = performance.now();
  for (const steps = planningFile(document); ; ) {
    const { done, value } = steps.next();
    if (done) return value;
    onProgress(value);
    if (!signal || performance.now() - slice < SLICE_MS) continue;
    await setImmediate();
    if (signal.aborted) throw new SanaError('cancelled');
    slice = performance.now();
  }
}

/**
 * Draws what is planned. Each picture is in the document before the next one is begun: who stops it keeps what is there.
 * @returns what became of it: what could not be made is among what is refused
 */
export async function makePictures(planned: Planned, options: IllustrateOptions): Promise<PlannedDocument> {
  const { file, document, plan } = planned;
  const { assertAllowed = async () => {}, signal } = options;
  const failed: PlannedRefusal[] = [];
  let now: PlannedDocument = { text: document.text, edits: [], pictures: [], refused: [] };
  for (const picture of plan.pictures) {
    try {
      if (signal?.aborted) throw new SanaError('cancelled');
      await assertAllowed(beside(file, picture.path));
      if (now.pictures.length === 0) assertWritable(file, posix.dirname(picture.path));
      const drawn = picture.isDrawn ? picture : await draw(planned, picture, options);
      const next = fileWith(document, [...now.pictures, drawn]);
      replaceDocument(file, now.text, next.text);
      now = next;
    } catch (error) {
      failed.push({ line: picture.askedAt, error: SanaError.from(error) });
      if (isFinal(error)) break;
    }
  }
  return { ...now, refused: [...plan.refused, ...failed] };
}

/** Draws one picture into its file. @returns it under the name that it has got: without what the safety policy took out */
async function draw(
  { file, document, plan }: Planned,
  picture: PlannedPicture,
  { drawing, events, signal, assertAllowed }: IllustrateOptions,
): Promise<PlannedPicture> {
  events.begins(picture);
  const drawn = await drawing.draw(picture.request, events.progress, events.note, signal);
  const png = await encodePng(drawn, drawn.request);
  const words = withoutReplaced(picture.prompt, drawn.replaced);
  // the name was free when it was planned: what somebody has put there meanwhile stays
  const isFree = words === picture.prompt && statusOf(beside(file, picture.path)) === undefined;
  const named = isFree ? picture : renamed(documentOf(document, picture), picture, words, plan.pictures);
  await assertAllowed?.(beside(file, named.path));
  // the very picture may be there under the other name
  const path = named.isDrawn ? named.path : writePicture(file, named.path, png);
  events.drawn(beside(file, path), drawn);
  for (const said of [...safetyNotes(drawn), ...withheldNotes(drawn)]) events.note(said);
  return { ...named, path };
}

/** What the next picture would meet as well. */
function isFinal(error: unknown): boolean {
  return ['document-refused', 'file-unwritable', 'file-missing', 'cancelled'].includes(SanaError.from(error).code);
}
