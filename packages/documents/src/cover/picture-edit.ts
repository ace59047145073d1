import type { SourceDocument } from '../document.ts';
import { type ImageToInsert, insertionEdit, type TextChange } from '../insertion/edit.ts';
import type { Place } from '../markdown/found.ts';
import { coverFieldEdit, coverFieldOf } from './cover-field.ts';

/** A picture of a document. */
export interface PictureOfDocument extends ImageToInsert {
  /** What the empty field of the front matter for the page's picture says instead of an image, if it is there. */
  readonly cover?: string | undefined;
}

/** The one change that gives a document a picture. @throws SanaError as `coverFieldEdit` and `insertionEdit` */
export function pictureEdit(document: SourceDocument, place: Place, picture: PictureOfDocument): TextChange {
  const field = picture.cover === undefined ? undefined : coverFieldOf(document);
  if (!field || picture.cover === undefined) return insertionEdit(document, place, picture);
  return coverFieldEdit(document, field, picture.cover);
}
