import { SanaError } from '@sana-studio/core';
import type { Range } from '../markdown/parse.ts';
import type { Place } from '../markdown/prompt-sources.ts';
import { markdownImage, withTarget } from './markdown-image.ts';

/** One replacement in a document. */
export interface TextChange extends Range {
  readonly text: string;
  /** The alt text within `text`, for a person to change; absent where it was theirs before. */
  readonly alt?: Range | undefined;
  /** Where the image ends within `text`. */
  readonly imageEnd: number;
}

export interface ImageToInsert {
  readonly alt: string;
  /** As written by `linkTarget`. */
  readonly path: string;
  /** Whether a sana block stays, with its picture behind it. */
  readonly keepBlock: boolean;
  /** Line end of the document. */
  readonly eol: '\n' | '\r\n';
}

/**
 * The one change that puts an image into a document. Nothing outside it is touched.
 * @param text the document
 * @throws SanaError `request-invalid` if the place is an image that is not written as one any more
 */
export function insertionChange(text: string, place: Place, image: ImageToInsert): TextChange {
  switch (place.kind) {
    case 'link':
      return linkChange(text, place, image);
    case 'block':
      if (image.keepBlock) return afterChange(text, place.end, place.prefix, image);
      return inlineChange(place, '', '', image);
    case 'after':
      return afterChange(text, place.end, place.prefix, image);
  }
}

function linkChange(text: string, place: Range, { path }: ImageToInsert): TextChange {
  const changed = withTarget(text.slice(place.start, place.end), path);
  if (changed === undefined) {
    throw new SanaError('request-invalid:image-gone');
  }
  return { start: place.start, end: place.end, text: changed, imageEnd: changed.length };
}

function inlineChange(range: Range, before: string, behind: string, image: ImageToInsert): TextChange {
  const { text, altStart, altEnd } = markdownImage(image.alt, image.path);
  const alt = { start: before.length + altStart, end: before.length + altEnd };
  const imageEnd = before.length + text.length;
  return { start: range.start, end: range.end, text: before + text + behind, alt, imageEnd };
}

/** As a block of its own, with an empty line on either side unless there is one. */
function afterChange(text: string, end: number, prefix: string, image: ImageToInsert): TextChange {
  const lineStart = text.lastIndexOf('\n', end - 1) + 1;
  const restOfLine = /^[^\S\r\n]*(?=[\r\n]|$)/u.exec(text.slice(end));
  const at = end + (restOfLine?.[0].length ?? 0);
  const emptyLine = image.eol + prefix.trimEnd();
  const onEmptyLine = text.slice(lineStart, at).trim() === '';
  const previousIsEmpty = /(?:^|\n)[^\S\n]*\r?\n?$/u.test(text.slice(0, lineStart).replace(/\r?\n$/u, ''));
  const before = onEmptyLine ? (previousIsEmpty ? '' : image.eol) : emptyLine + image.eol + prefix;
  const nextIsEmpty = /^(?:\r?\n[^\S\n]*(?:\r?\n|$))|^\r?\n?$/u.test(text.slice(at));
  const behind = nextIsEmpty ? '' : restOfLine === null ? emptyLine + image.eol + prefix : emptyLine;
  return inlineChange({ start: at, end: at }, before, behind, image);
}
