import {
  coverFieldOf,
  coverOf,
  documentLanguage,
  emptyImages,
  imageAt,
  imagesOf,
  insertionEdit,
  piecesOf,
  placeAt,
  promptAt,
  type Range,
  type SourceDocument,
  sanaBlocks,
  sectionAt,
  sectionsOf,
  textAround,
} from '@sana-studio/documents';
import { altChangesFor, changesFor } from './changes.ts';

/** What can be asked of a document; all of it is plain data. */
export const QUESTIONS = {
  promptAt,
  placeAt,
  sectionAt,
  coverFieldOf,
  coverOf,
  sectionsOf,
  piecesOf,
  imageAt,
  imagesOf,
  insertionEdit,
  changesFor,
  altChangesFor,
  documentLanguage,
  textAround,
  /** Where the document itself asks for a picture. */
  requestsIn: (document: SourceDocument): readonly Range[] => [
    ...emptyImages(document).map(({ place }) => place),
    ...sanaBlocks(document),
  ],
};

type Questions = typeof QUESTIONS;

export type Question = keyof Questions;

/** What a question is asked with, besides the document. */
export type Arguments<Name extends Question> =
  Parameters<Questions[Name]> extends [SourceDocument, ...infer Rest] ? Rest : never;

export type AnswerTo<Name extends Question> = ReturnType<Questions[Name]>;
