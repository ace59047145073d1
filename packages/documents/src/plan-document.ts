import { SanaError } from '@sana-studio/core';
import type { PartialRequest } from '@sana-studio/core/request';
import { coverFieldOf } from './cover/cover-field.ts';
import type { CoverPlace } from './cover/generator.ts';
import { parsedOf, readingSteps, type SourceDocument } from './document.ts';
import { illustrating } from './illustrated.ts';
import type { Edit } from './insertion/edit.ts';
import { lineNumbers, offsetOf } from './insertion/lines.ts';
import { htmlTarget, linkTarget } from './insertion/markdown-image.ts';
import { baseName, targetPath } from './insertion/uri-path.ts';
import type { FoundPrompt } from './markdown/found.ts';
import { imageBehind, imagesOf } from './markdown/images.ts';
import { blockAt, ifParsable, rangeOf } from './markdown/parse.ts';
import { coverFor, type NamedPicture, opened, withPaths } from './picture-names.ts';
import { type IsMissing, type Refusal, type Requests, requestAt, requestsOf } from './plan.ts';
import { isFrom, type PictureOrigin, type PlannedRequest, requestFor } from './planned-request.ts';
import { finished } from './steps.ts';

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
  /** Where it is asked for in the old text, from 1. */
  readonly askedAt: number;
  /** Of a notebook: which of its markdown cells it is in, from 0, whose text the places are in. */
  readonly cell?: number | undefined;
}

/** What was planned, as far as it says where pictures go. */
export type PicturesToPlace = readonly Omit<PlannedPicture, 'prompt' | 'alt' | 'line' | 'askedAt'>[];

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
  return finished(planning(file));
}

/** `planDocument` in steps, which say how much of it is done, from 0 to 1: of a long document they take a while. */
export function* planning(file: DocumentFile): Generator<number, PlannedDocument> {
  const { document } = opened(file);
  const refused: Refusal[] = [];
  const named: NamedPicture[] = [];
  try {
    for (const steps = readingSteps(document); !steps.next().done; ) yield 0;
    const requests = wanted(document, file);
    refused.push(...requests.refused);
    named.push(...withPaths(document, requests.found, file, refused));
  } catch (error) {
    const offset = file.at ? blockStart(document, offsetOf(document.text, file.at)) : 0;
    refused.push({ offset, error: SanaError.from(error) });
  }
  const result = yield* withPictures(file, named);
  const lineOf = lineNumbers(document.text);
  const all = [...refused.map(({ offset, error }) => ({ line: lineOf(offset), error })), ...result.refused];
  return { ...result, refused: all.sort((one, other) => one.line - other.line) };
}

function wanted(document: SourceDocument, file: DocumentFile) {
  const isMissing: IsMissing = ({ target }) => {
    const path = targetPath(`/${file.name}`, target);
    return path !== undefined && !file.isThere(pathOf(target));
  };
  if (!file.at) return current(document, requestsOf(document, isMissing), file);
  const offset = offsetOf(document.text, file.at);
  const isInText = file.at.line <= lineNumbers(document.text)(document.text.length);
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

/** A document with some of the pictures that were planned for it. */
export function documentWith(file: DocumentFile, planned: PicturesToPlace): PlannedDocument {
  const inOrder = [...planned].sort((one, other) => one.found.place.start - other.found.place.start);
  return finished(withPictures(file, inOrder));
}

function* withPictures(file: DocumentFile, planned: PicturesToPlace): Generator<number, PlannedDocument> {
  const { mark, document } = opened(file);
  if (planned.length === 0) return { text: file.text, edits: [], pictures: [], refused: [] };
  const {
    document: now,
    edits,
    refused,
  } = yield* illustrating(
    document,
    planned.map(({ found, path }) => ({
      place: found.place,
      image: {
        ...{ alt: found.alt, path, keepBlock: file.keepBlocks ?? false },
        cover: coverFor(document, found, file)?.value(baseName(path)),
      },
    })),
  );
  // of several that show one definition the first
  const images = new Map(
    imagesOf(now)
      .toReversed()
      .map(image => [image.target, image]),
  );
  const unplaced = new Set(refused.map(({ offset }) => offset));
  const newLineOf = lineNumbers(now.text);
  const oldLineOf = lineNumbers(document.text);
  const pictures = planned.flatMap(one => {
    const { prompt, place } = one.found;
    const image = images.get(linkTarget(one.path, document.languageId).target) ?? images.get(htmlTarget(one.path));
    const askedAt = oldLineOf(place.start);
    if (image) return [{ ...one, prompt, alt: image.alt, line: newLineOf(image.start), askedAt }];
    const field = coverFor(document, one.found, file) && coverFieldOf(document);
    if (!field || unplaced.has(place.start)) return [];
    return [{ ...one, prompt, alt: '', line: newLineOf(field.value.start), askedAt }];
  });
  return {
    text: mark + now.text,
    edits: edits.map(edit => ({ ...edit, start: edit.start + mark.length, end: edit.end + mark.length })),
    pictures: pictures.sort((one, other) => one.line - other.line),
    refused: refused.map(({ offset, error }) => ({ line: oldLineOf(offset), error })),
  };
}
