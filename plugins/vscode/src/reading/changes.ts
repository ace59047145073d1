import { SanaError } from '@sana-studio/core';
import {
  coverFieldEdit,
  coverFieldOf,
  type Edit,
  type ImageToInsert,
  illustrated,
  insertionEdit,
  type Place,
  type SourceDocument,
  type TextChange,
} from '@sana-studio/documents';

/** An image, and where in a document it is to stand. */
export interface WantedImage {
  readonly place: Place;
  readonly image: ImageToInsert;
  /** What the empty field of the front matter for the page's picture says instead, if it is there. */
  readonly cover?: string | undefined;
}

export interface Changes {
  readonly changes: readonly (Edit & Partial<TextChange>)[];
  /** Of the places that take no image, by their offset; why as plain data. */
  readonly refused: readonly { readonly offset: number; readonly why: ReturnType<SanaError['toData']> }[];
}

/** The changes that put images into a document. */
export function changesFor(document: SourceDocument, wanted: readonly WantedImage[]): Changes {
  const [only, ...others] = wanted;
  if (!only) return { changes: [], refused: [] };
  if (others.length > 0) {
    const inOrder = wanted.toSorted((a, b) => a.place.start - b.place.start);
    const { edits, refused } = illustrated(document, inOrder);
    return { changes: edits, refused: refused.map(({ offset, error }) => ({ offset, why: error.toData() })) };
  }
  try {
    return { changes: [changeFor(document, only)], refused: [] };
  } catch (error) {
    return { changes: [], refused: [{ offset: only.place.start, why: SanaError.from(error).toData() }] };
  }
}

function changeFor(document: SourceDocument, { place, image, cover }: WantedImage): TextChange {
  const field = cover === undefined ? undefined : coverFieldOf(document);
  return field && cover !== undefined ? coverFieldEdit(document, field, cover) : insertionEdit(document, place, image);
}
