import { SanaError } from '@sana-studio/core';
import { parsedOf, remembered, type SourceDocument } from '../document.ts';
import { type DocumentImage, imagesAt } from '../markdown/images.ts';
import { nodesOfType, type Range, rangeOf } from '../markdown/parse.ts';
import type { TextChange } from './edit.ts';
import { htmlTarget, linkTarget } from './markdown-image.ts';
import type { Claim } from './proof.ts';

const notesOf = remembered(document => nodesOfType(parsedOf(document).root, 'footnoteDefinition').map(rangeOf));

/** What links that are no images refer to. */
const linkedOf = remembered(
  document => new Set(nodesOfType(parsedOf(document).root, 'linkReference').map(({ identifier }) => identifier)),
);

/**
 * The change that gives an image another target, where that is written: in the image, in the definition it refers to, or in HTML. Its
 * alt text and title stay as they are. That nothing else is changed by it is not proven yet.
 * @throws SanaError `request-invalid` if there is no image, or a link leads where it is
 */
export function retargeting(
  document: SourceDocument,
  place: Range,
  path: string,
): Claim & { readonly change: TextChange } {
  const images = imagesAt(document, place);
  const image = images.find(({ start, end }) => start === place.start && end === place.end) ?? images[0];
  if (!image) throw new SanaError('request-invalid:image-gone');
  if (image.identifier !== undefined && linkedOf(document).has(image.identifier)) {
    throw new SanaError('request-invalid:shared-target');
  }
  const { change, target } = image.kind === 'html' ? inHtml(image, path) : inMarkdown(document, image, path);
  const inNote = notesOf(document).some(note =>
    [image, image.destination].some(part => note.start <= part.start && part.end <= note.end),
  );
  return { change, intention: { kind: 'retarget', old: image.target, target }, plain: !inNote };
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
  return { target, change: { ...destination, text, imageEnd: text.length } };
}
