import { SanaError } from '@sana-studio/core';
import { formatOf, openDocument, parsedOf, type SourceDocument } from '../document.ts';
import type { Place } from '../markdown/found.ts';
import type { Range } from '../markdown/parse.ts';
import { markedUpEdit } from '../markup/edit.ts';
import { candidatesFor } from './candidates.ts';
import { proven } from './proof.ts';
import { retargeting } from './retarget.ts';

/** One replacement in the text that a document had. */
export interface Edit extends Range {
  readonly text: string;
}

/** One that writes an image. */
export interface TextChange extends Edit {
  /** The alt text within `text`, for a person to change; absent where it was theirs before. */
  readonly alt?: Range | undefined;
  /** Where the image ends within `text`. */
  readonly imageEnd: number;
}

export interface ImageToInsert {
  /** Plain text. */
  readonly alt: string;
  /** From the document to the file, with slashes, not encoded. */
  readonly path: string;
  /** Whether a sana block stays, with its picture behind it. */
  readonly keepBlock: boolean;
}

/** UTF-16 units that are read to prove places for one picture: the first or second nearly always holds. */
const PROVEN_UNITS = 1_000_000;
const LEAST_PROOFS = 6;

/**
 * The one change that puts an image into a document. It is proven: the document that comes of it was read again, by three
 * parsers of markdown, and is the old one with one image. Where that does not hold at the place, the next one behind it is
 * taken: behind the list, the quotation or the code that the place is in.
 * @param place as it was found in this text, or moved along with its changes
 * @throws SanaError `request-invalid` if the place is an image that is not written as one any more, or nothing takes a picture; `over-budget`
 */
export function insertionEdit(document: SourceDocument, place: Place, image: ImageToInsert): TextChange {
  return insertion(document, place, image).change;
}

/** A change that is proven, and the document that comes of it, with what was read of it. */
export interface Insertion {
  readonly change: TextChange;
  readonly now: SourceDocument;
}

/** As `insertionEdit`. */
export function insertion(document: SourceDocument, place: Place, image: ImageToInsert): Insertion {
  const format = formatOf(document.languageId);
  if (format === undefined) throw new SanaError('request-invalid:no-format', { language: document.languageId });
  if (format !== 'markdown') {
    const change = markedUpEdit(document.text, format, place, image);
    return { change, now: openDocument(changed(document.text, change), document.languageId) };
  }
  if (place.kind === 'link') {
    const claim = retargeting(document, place, image.path);
    const now = proven(document, [claim]);
    if (!now) throw new SanaError('request-invalid:shared-target');
    return { change: claim.change, now };
  }
  let left = Math.max(LEAST_PROOFS, Math.floor(PROVEN_UNITS / (document.text.length + 1)));
  for (const candidate of candidatesFor(document, parsedOf(document), place, image)) {
    const now = proven(document, [candidate]);
    if (now) return { change: candidate.change, now };
    if (--left === 0) break;
  }
  throw new SanaError('request-invalid:no-place');
}

/** A text after a change. */
export function changed(text: string, change: Edit): string {
  return changedAt(text, [change]);
}

/** A text after several changes of it, which are in order and apart. */
export function changedAt(text: string, changes: readonly Edit[]): string {
  const kept = changes.map(
    ({ start, text: written }, index) => text.slice(changes[index - 1]?.end ?? 0, start) + written,
  );
  return kept.join('') + text.slice(changes.at(-1)?.end ?? 0);
}
