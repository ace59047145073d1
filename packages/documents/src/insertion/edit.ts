import { SanaError } from '@sana-studio/core';
import { formatOf, parsedOf, type SourceDocument } from '../document.ts';
import type { Place } from '../markdown/found.ts';
import type { Range } from '../markdown/parse.ts';
import { markedUpEdit } from '../markup/edit.ts';
import { candidatesFor } from './candidates.ts';
import { isProven } from './proof.ts';
import { retargetingEdit } from './retarget.ts';

/** One replacement in a document. */
export interface TextChange extends Range {
  readonly text: string;
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
  const format = formatOf(document.languageId);
  if (format === undefined) throw new SanaError('request-invalid:no-format', { language: document.languageId });
  if (format !== 'markdown') return markedUpEdit(document.text, format, place, image);
  if (place.kind === 'link') return retargetingEdit(document, place, image.path);
  const parsed = parsedOf(document);
  let left = Math.max(LEAST_PROOFS, Math.floor(PROVEN_UNITS / (document.text.length + 1)));
  for (const { change, plain, alt, target } of candidatesFor(document, parsed, place, image)) {
    if (isProven(document, change, { kind: 'add', target, alt }, plain)) return change;
    if (--left === 0) break;
  }
  throw new SanaError('request-invalid:no-place');
}

/** A text after a change. */
export function changed(
  text: string,
  { start, end, text: written }: Pick<TextChange, 'start' | 'end' | 'text'>,
): string {
  return text.slice(0, start) + written + text.slice(end);
}
