import { SanaError } from '@sana-studio/core';
import type { PartialRequest } from '@sana-studio/core/request';
import { coverFieldOf } from './cover/cover-field.ts';
import type { CoverPlace } from './cover/generator.ts';
import { languageOf, openDocument, parsedOf, type SourceDocument } from './document.ts';
import { fileName } from './insertion/file-name.ts';
import { htmlTarget, linkTarget } from './insertion/markdown-image.ts';
import { baseName, resolvePath, targetPath } from './insertion/uri-path.ts';
import type { FoundPrompt } from './markdown/found.ts';
import { imageBehind, imagesOf } from './markdown/images.ts';
import { blockAt, ifParsable, rangeOf } from './markdown/parse.ts';
import { type Edit, type IsMissing, illustrated, type Refusal, type Requests, requestAt, requestsOf } from './plan.ts';
import { isFrom, type PictureOrigin, type PlannedRequest, requestFor } from './planned-request.ts';

/** Names that are tried for one picture. */
const MOST_ATTEMPTS = 1000;
const BYTE_ORDER_MARK = '\ufeff';

/** What is known of a file in which pictures are wanted. */
export interface DocumentFile {
  readonly name: string;
  /** All of it, a byte order mark included. */
  readonly text: string;
  /** From 1; without a column any place of the line. Undefined: all that the document asks for. */
  readonly at?: { readonly line: number; readonly column?: number | undefined } | undefined;
  /** Whether there is a file at a path relative to the document, with slashes. */
  readonly isThere: (path: string) => boolean;
  /** Where pictures go, relative to the document, with a slash at its end. */
  readonly folder: string;
  /**
   * Where the page's picture goes instead, and what its empty field in the front matter says of it; the folder is relative to the
   * document as well. Undefined: nobody knows how the page's site wants it.
   */
  readonly cover?: CoverPlace | undefined;
  /** Whether sana blocks stay, with their pictures behind them. */
  readonly keepBlocks?: boolean;
  /** What pictures are like of which the document does not say it; a style is the end of every prompt. */
  readonly wishes?: Omit<PartialRequest, 'prompt'> | undefined;
  /** What made the picture at such a path; undefined if nothing here did. */
  readonly madeFrom?: (path: string) => PictureOrigin | undefined;
}

export interface PlannedPicture {
  /** Relative to the document, with slashes, not encoded; free, unless the very picture is there. */
  readonly path: string;
  readonly isDrawn: boolean;
  readonly prompt: string;
  /** As the image's alt text reads; empty in a field of front matter, which has none. */
  readonly alt: string;
  /** Of the image, or the field, in the new text, from 1. */
  readonly line: number;
  readonly request: PlannedRequest;
  readonly found: FoundPrompt;
}

export interface PlannedRefusal {
  /** In the old text, from 1. */
  readonly line: number;
  readonly error: SanaError;
}

/** Offsets are those of the file's text in UTF-16 units. */
export interface PlannedDocument {
  readonly text: string;
  readonly edits: readonly Edit[];
  readonly pictures: readonly PlannedPicture[];
  readonly refused: readonly PlannedRefusal[];
}

/** What would become of a document if its pictures were drawn. Nothing is drawn and nothing is written. */
export function planDocument(file: DocumentFile): PlannedDocument {
  const { document } = opened(file);
  const refused: Refusal[] = [];
  const named: NamedPicture[] = [];
  try {
    const requests = wanted(document, file);
    refused.push(...requests.refused);
    named.push(...withPaths(document, requests.found, file));
  } catch (error) {
    const offset = file.at ? blockStart(document, offsetOf(document.text, file.at)) : 0;
    refused.push({ offset, error: SanaError.from(error) });
  }
  const result = documentWith(file, named);
  const all = [
    ...refused.map(({ offset, error }) => ({ line: lineOf(document.text, offset), error })),
    ...result.refused,
  ];
  return { ...result, refused: all.sort((one, other) => one.line - other.line) };
}

function wanted(document: SourceDocument, file: DocumentFile) {
  const isMissing: IsMissing = ({ target }) => {
    const path = targetPath(`/${file.name}`, target);
    return path !== undefined && !file.isThere(pathOf(target));
  };
  if (!file.at) return current(document, requestsOf(document, isMissing), file);
  const offset = offsetOf(document.text, file.at);
  const isInText = file.at.line <= lineOf(document.text, document.text.length);
  const found = isInText ? requestAt(document, offset, isMissing, file.at.column === undefined) : undefined;
  if (!found) {
    const error = new SanaError('request-invalid:nothing-here');
    return { found: [], refused: [{ offset: blockStart(document, offset), error }] };
  }
  return { found: [found], refused: [] };
}

/** Where the block at an offset begins. */
function blockStart(document: SourceDocument, offset: number): number {
  const block = ifParsable(() => blockAt(parsedOf(document).root, document.text, offset));
  return block ? rangeOf(block.node).start : offset;
}

function pathOf(target: string): string {
  return decodeURIComponent(target.split(/[?#]/u)[0]!);
}

/**
 * Of sana blocks that have their picture behind them, those that say something else by now: its image gets the new one. The rest is
 * as it was asked for.
 */
function current(document: SourceDocument, requests: Requests, file: DocumentFile): Requests {
  const found = requests.found.flatMap((one): FoundPrompt | [] => {
    if (one.kind !== 'block') return one;
    const image = imageBehind(document, one.place);
    const origin = image && file.isThere(pathOf(image.target)) ? file.madeFrom?.(pathOf(image.target)) : undefined;
    if (!image || !origin) return one;
    return isFrom(one, requestFor(one, file), origin) ? [] : { ...one, alt: image.alt, place: image.place };
  });
  return { ...requests, found };
}

interface NamedPicture {
  readonly found: FoundPrompt;
  readonly path: string;
  readonly isDrawn: boolean;
  readonly request: PlannedRequest;
}

/** A name for each that is free now, in this plan and among what the document links to. */
function withPaths(document: SourceDocument, found: readonly FoundPrompt[], file: DocumentFile): NamedPicture[] {
  const taken = takenIn(document, file);
  return found.map(one => {
    const request = requestFor(one, file);
    return { found: one, request, ...nameFor(document, one, one.prompt, request, file, taken) };
  });
}

/** A path that is not taken, which it is then; or that of the very picture, which nothing shows. */
function nameFor(
  document: SourceDocument,
  found: FoundPrompt,
  words: string,
  request: PlannedRequest,
  file: DocumentFile,
  taken: Set<string>,
) {
  const folder = coverFor(document, found, file)?.folder ?? file.folder;
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const path = folder + fileName(`\${slug}-\${seed}`, words, request.seed, 'png', attempt);
    const place = resolvePath('/', path);
    if (taken.has(place)) continue;
    const isThere = file.isThere(path);
    const origin = isThere ? file.madeFrom?.(path) : undefined;
    if (isThere && !(origin && isFrom(found, request, origin))) continue;
    taken.add(place);
    return { path, isDrawn: isThere };
  }
  throw new SanaError('file-unwritable:name-taken', { path: folder });
}

/** Where a picture goes that the front matter has an empty field for. */
function coverFor(document: SourceDocument, { kind }: FoundPrompt, { cover }: DocumentFile): CoverPlace | undefined {
  return kind === 'cover' && cover && coverFieldOf(document) ? cover : undefined;
}

/** A picture under a name of other words, free beside those that are planned. */
export function renamed(
  file: DocumentFile,
  picture: PlannedPicture,
  words: string,
  planned: readonly PlannedPicture[],
): PlannedPicture {
  const { document } = opened(file);
  const taken = new Set([...takenIn(document, file), ...planned.map(({ path }) => resolvePath('/', path))]);
  return { ...picture, ...nameFor(document, picture.found, words, picture.request, file, taken) };
}

function takenIn(document: SourceDocument, { name }: DocumentFile): Set<string> {
  return new Set(imagesOf(document).flatMap(({ target }) => targetPath(`/${name}`, target) ?? []));
}

/** A document with some of the pictures that were planned for it. */
export function documentWith(
  file: DocumentFile,
  planned: readonly Omit<PlannedPicture, 'prompt' | 'alt' | 'line'>[],
): PlannedDocument {
  const { mark, document } = opened(file);
  if (planned.length === 0) return { text: file.text, edits: [], pictures: [], refused: [] };
  const { text, edits, refused } = illustrated(
    document,
    planned.map(({ found, path }) => ({
      place: found.place,
      image: {
        ...{ alt: found.alt, path, keepBlock: file.keepBlocks ?? false },
        cover: coverFor(document, found, file)?.value(baseName(path)),
      },
    })),
  );
  const images = imagesOf(openDocument(text, document.languageId));
  const pictures = planned.flatMap(one => {
    const { prompt, place } = one.found;
    const targets = [linkTarget(one.path, document.languageId).target, htmlTarget(one.path)];
    const image = images.find(({ target }) => targets.includes(target));
    if (image) return [{ ...one, prompt, alt: image.alt, line: lineOf(text, image.start) }];
    const field = coverFor(document, one.found, file) && coverFieldOf(document);
    if (!field || refused.some(({ offset }) => offset === place.start)) return [];
    return [{ ...one, prompt, alt: '', line: lineOf(text, field.value.start) }];
  });
  return {
    text: mark + text,
    edits: edits.map(edit => ({ ...edit, start: edit.start + mark.length, end: edit.end + mark.length })),
    pictures: pictures.sort((one, other) => one.line - other.line),
    refused: refused.map(({ offset, error }) => ({ line: lineOf(document.text, offset), error })),
  };
}

function opened(file: DocumentFile) {
  const mark = file.text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
  return { mark, document: openDocument(file.text.slice(mark.length), languageOf(file.name)) };
}

/** An offset in a text; behind the end of a line counts as its end. */
function offsetOf(text: string, { line, column }: NonNullable<DocumentFile['at']>): number {
  let start = 0;
  for (let number = 1; number < line; number++) {
    const next = /\r\n|\n|\r/u.exec(text.slice(start));
    if (!next) break;
    start += next.index + next[0].length;
  }
  const [whole = ''] = /^[^\r\n]*/u.exec(text.slice(start)) ?? [];
  return start + (column === undefined ? whole.trimEnd().length : Math.min(Math.max(column, 1) - 1, whole.length));
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split(/\r\n|\n|\r/u).length;
}
