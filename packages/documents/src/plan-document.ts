import { SanaError } from '@sana-studio/core';
import { languageOf, openDocument, parsedOf, type SourceDocument } from './document.ts';
import { fileName } from './insertion/file-name.ts';
import { htmlTarget, linkTarget } from './insertion/markdown-image.ts';
import { resolvePath, targetPath } from './insertion/uri-path.ts';
import type { FoundPrompt } from './markdown/found.ts';
import { imagesOf } from './markdown/images.ts';
import { blockAt, ifParsable, rangeOf } from './markdown/parse.ts';
import { type Edit, type IsMissing, illustrated, type Refusal, requestAt, requestsOf } from './plan.ts';

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
  readonly keepBlocks?: boolean;
  /** Of pictures whose request names none. By itself it comes from the words: the same document gets the same pictures. */
  readonly seed?: number | undefined;
}

export interface PlannedPicture {
  /** Relative to the document, with slashes, not encoded; free. */
  readonly path: string;
  readonly prompt: string;
  /** As the image's alt text reads. */
  readonly alt: string;
  /** Of the image in the new text, from 1. */
  readonly line: number;
  readonly seed: number;
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
  const mark = file.text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
  const document = openDocument(file.text.slice(mark.length), languageOf(file.name));
  const refused: Refusal[] = [];
  const named: { readonly found: FoundPrompt; readonly path: string; readonly seed: number }[] = [];
  try {
    const requests = wanted(document, file);
    refused.push(...requests.refused);
    named.push(...withPaths(document, requests.found, file));
  } catch (error) {
    const offset = file.at ? blockStart(document, offsetOf(document.text, file.at)) : 0;
    refused.push({ offset, error: SanaError.from(error) });
  }
  const result = picturesIn(document, named, file.keepBlocks ?? false);
  return {
    text: mark + result.text,
    edits: result.edits.map(({ start, end, text }) => ({ start: start + mark.length, end: end + mark.length, text })),
    pictures: result.pictures,
    refused: [...refused, ...result.refused]
      .map(({ offset, error }) => ({ line: lineOf(document.text, offset), error }))
      .sort((one, other) => one.line - other.line),
  };
}

function wanted(document: SourceDocument, file: DocumentFile) {
  const isMissing: IsMissing = ({ target }) => {
    const path = targetPath(`/${file.name}`, target);
    return path !== undefined && !file.isThere(pathOf(target));
  };
  if (!file.at) return requestsOf(document, isMissing);
  const offset = offsetOf(document.text, file.at);
  const found = requestAt(document, offset, isMissing, file.at.column === undefined);
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

/** A name for each that is free now, in this plan and among what the document links to. */
function withPaths(document: SourceDocument, found: readonly FoundPrompt[], file: DocumentFile) {
  const here = `/${file.name}`;
  const taken = new Set(imagesOf(document).flatMap(({ target }) => targetPath(here, target) ?? []));
  return found.map(one => {
    const seed = one.settings.seed ?? file.seed ?? seedFrom(one.prompt);
    for (let attempt = 0; ; attempt++) {
      const path = file.folder + fileName(`\${slug}-\${seed}`, one.prompt, seed, 'png', attempt);
      const place = resolvePath('/', path);
      if (taken.has(place) || file.isThere(path)) continue;
      taken.add(place);
      return { found: one, path, seed };
    }
  });
}

function picturesIn(
  document: SourceDocument,
  named: readonly { readonly found: FoundPrompt; readonly path: string; readonly seed: number }[],
  keepBlock: boolean,
) {
  const { text, edits, refused } = illustrated(
    document,
    named.map(({ found, path }) => ({ place: found.place, image: { alt: found.alt, path, keepBlock } })),
  );
  const images = imagesOf(openDocument(text, document.languageId));
  const pictures = named.flatMap(({ found, path, seed }) => {
    const targets = [linkTarget(path, document.languageId).target, htmlTarget(path)];
    const image = images.find(({ target }) => targets.includes(target));
    return image ? [{ path, prompt: found.prompt, alt: image.alt, line: lineOf(text, image.start), seed, found }] : [];
  });
  return { text, edits, refused, pictures: pictures.sort((one, other) => one.line - other.line) };
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

/** Six digits are enough to tell pictures apart, and short in their names. */
const SEED_SHIFT = 12;

/** FNV-1a: https://datatracker.ietf.org/doc/html/draft-eastlake-fnv-17 */
function seedFrom(words: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(words)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash >>> SEED_SHIFT;
}
