import {
  coverFieldOf,
  coverOf,
  type DocumentImage,
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

/** What is found first, of so many. */
export interface Some<Found> {
  readonly first: readonly Found[];
  readonly count: number;
}

function firstOf<Found>(all: readonly Found[], most: number): Some<Found> {
  return { first: all.slice(0, most), count: all.length };
}

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
  /** Where the document itself asks for a picture: so many of these places, and how many there are. */
  requestsIn: (document: SourceDocument, most: number): Some<Range> =>
    firstOf([...emptyImages(document).map(({ place }) => place), ...sanaBlocks(document)], most),
  firstImages: (document: SourceDocument, most: number): Some<DocumentImage> => firstOf(imagesOf(document), most),
};

type Questions = typeof QUESTIONS;

export type Question = keyof Questions;

/** What a question is asked with, besides the document. */
export type Arguments<Name extends Question> =
  Parameters<Questions[Name]> extends [SourceDocument, ...infer Rest] ? Rest : never;

export type AnswerTo<Name extends Question> = ReturnType<Questions[Name]>;
