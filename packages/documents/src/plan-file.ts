import { SanaError } from '@sana-studio/core';
import { languageOf, NOTEBOOK } from './document.ts';
import { notebookWith, planningNotebook } from './notebook/plan-notebook.ts';
import {
  type DocumentFile,
  documentWith,
  type PicturesToPlace,
  type PlannedDocument,
  planning,
} from './plan-document.ts';

/**
 * What would become of a file if its pictures were drawn, in steps, which say how much of it is done, from 0 to 1: of a long one they
 * take a while. Nothing is drawn and nothing is written.
 */
export function* planningFile(file: DocumentFile): Generator<number, PlannedDocument> {
  if (languageOf(file.name) !== NOTEBOOK) return yield* planning(file);
  try {
    return yield* planningNotebook(file);
  } catch (error) {
    return { text: file.text, edits: [], pictures: [], refused: [{ line: 1, error: SanaError.from(error) }] };
  }
}

/** A file with some of the pictures that were planned for it. */
export function fileWith(file: DocumentFile, planned: PicturesToPlace): PlannedDocument {
  return languageOf(file.name) === NOTEBOOK ? notebookWith(file, planned) : documentWith(file, planned);
}
