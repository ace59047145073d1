import { SanaError } from '@sana-studio/core';
import {
  altEdits,
  type Edit,
  illustrated,
  type PictureOfDocument,
  type Place,
  pictureEdit,
  type SourceDocument,
  type TextChange,
  type WantedAlt,
} from '@sana-studio/documents';

/** An image, and where in a document it is to stand. */
export interface WantedImage {
  readonly place: Place;
  readonly image: PictureOfDocument;
}

export interface Changes extends Pick<AltChanges, 'refused'> {
  readonly changes: readonly (Edit & Partial<TextChange>)[];
}

export interface AltChanges {
  readonly changes: readonly Edit[];
  /** Of the places that take none, by their offset; why as plain data. */
  readonly refused: readonly { readonly offset: number; readonly why: ReturnType<SanaError['toData']> }[];
}

/** The changes that give images of a document other alternative texts. */
export function altChangesFor(document: SourceDocument, wanted: readonly WantedAlt[]): AltChanges {
  const { edits, refused } = altEdits(document, wanted);
  return { changes: edits, refused: refused.map(({ offset, error }) => ({ offset, why: error.toData() })) };
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
    return { changes: [pictureEdit(document, only.place, only.image)], refused: [] };
  } catch (error) {
    return { changes: [], refused: [{ offset: only.place.start, why: SanaError.from(error).toData() }] };
  }
}
