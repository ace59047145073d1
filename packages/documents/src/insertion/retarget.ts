import { SanaError } from '@sana-studio/core';
import { parsedOf, type SourceDocument } from '../document.ts';
import { type DocumentImage, imagesOf } from '../markdown/images.ts';
import { nodesOfType, type Range, rangeOf } from '../markdown/parse.ts';
import type { TextChange } from './edit.ts';
import { htmlTarget, linkTarget } from './markdown-image.ts';
import { isProven } from './proof.ts';

/**
 * The change that gives an image another target, where that is written: in the image, in the definition it refers to, or in HTML. Its
 * alt text and title stay as they are.
 * @throws SanaError `request-invalid` if there is no image, or the target cannot be changed without changing something else
 */
export function retargetingEdit(document: SourceDocument, place: Range, path: string): TextChange {
  const image =
    imagesOf(document).find(({ start, end }) => start === place.start && end === place.end) ??
    imagesOf(document).find(({ start, end }) => start < place.end && place.start < end);
  if (!image) throw new SanaError('request-invalid:image-gone');
  const { change, target } = image.kind === 'html' ? inHtml(image, path) : inMarkdown(document, image, path);
  const notes = nodesOfType(parsedOf(document).root, 'footnoteDefinition').map(rangeOf);
  const inNote = notes.some(note =>
    [image, image.destination].some(part => note.start <= part.start && part.end <= note.end),
  );
  if (!isProven(document, change, { kind: 'retarget', old: image.target, target }, !inNote)) {
    throw new SanaError('request-invalid:shared-target');
  }
  return change;
}

function inMarkdown(document: SourceDocument, image: DocumentImage, path: string) {
  const { written, target } = linkTarget(path, document.languageId);
  // in an empty link spaces stay before it, as a person has written them
  const empty = image.destination.start === image.destination.end;
  const spaces = empty ? /^[ \t]*/u.exec(document.text.slice(image.destination.start, image.end))![0].length : 0;
  const { start, end } = image.destination;
  return { target, change: { start: start + spaces, end: end + spaces, text: written, imageEnd: written.length } };
}

function inHtml({ destination, quote }: DocumentImage, path: string) {
  const target = htmlTarget(path);
  const text = quote === '' ? `"${target}"` : target;
  return { target: text, change: { ...destination, text, imageEnd: text.length } };
}
