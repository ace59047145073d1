import { openDocument, type SourceDocument } from '../document.ts';
import { changed, type ImageToInsert, type Insertion, insertion, type TextChange } from '../insertion/edit.ts';
import type { Place } from '../markdown/found.ts';
import { coverFieldEdit, coverFieldOf } from './cover-field.ts';

/** A picture of a document. */
export interface PictureOfDocument extends ImageToInsert {
  /** What the empty field of the front matter for the page's picture says instead of an image, if it is there. */
  readonly cover?: string | undefined;
}

/** The one change that gives a document a picture. @throws SanaError as `coverFieldEdit` and `insertionEdit` */
export function pictureEdit(document: SourceDocument, place: Place, picture: PictureOfDocument): TextChange {
  return insertedPicture(document, place, picture).change;
}

/** As `pictureEdit`, with the document that comes of it. */
export function insertedPicture(document: SourceDocument, place: Place, picture: PictureOfDocument): Insertion {
  const field = picture.cover === undefined ? undefined : coverFieldOf(document);
  if (!field || picture.cover === undefined) return insertion(document, place, picture);
  const change = coverFieldEdit(document, field, picture.cover);
  return { change, now: openDocument(changed(document.text, change), document.languageId) };
}
