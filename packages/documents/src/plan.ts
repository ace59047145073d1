import { SanaError } from '@sana-studio/core';
import { type PictureOfDocument, pictureEdit } from './cover/picture-edit.ts';
import { formatOf, openDocument, parsedOf, type SourceDocument } from './document.ts';
import { changed } from './insertion/edit.ts';
import type { FoundPrompt, Place } from './markdown/found.ts';
import { type DocumentImage, imagePrompt, imagesOf } from './markdown/images.ts';
import { lineAt, nodesOfType, type Range, rangeOf } from './markdown/parse.ts';
import { blockPrompt, promptAt } from './markdown/prompt-sources.ts';

/** Whether the file that an image names is not there. Only who has the files knows. */
export type IsMissing = (image: DocumentImage) => boolean;

/** What a document asks for, and what of it cannot be drawn. */
export interface Requests {
  readonly found: readonly FoundPrompt[];
  readonly refused: readonly Refusal[];
}

export interface Refusal {
  /** Of the block or the image. */
  readonly offset: number;
  readonly error: SanaError;
}

/**
 * What a document asks for by itself, in its order: sana blocks, images without a target, and images whose file is missing.
 * @throws SanaError `over-budget`, `request-invalid` for a language in which nothing is asked for
 */
export function requestsOf(document: SourceDocument, isMissing: IsMissing): Requests {
  assertMarkdown(document);
  const refused: Refusal[] = [];
  const blocks = nodesOfType(parsedOf(document).root, 'code').flatMap(node => {
    try {
      return blockPrompt(node) ?? [];
    } catch (error) {
      refused.push({ offset: rangeOf(node).start, error: SanaError.from(error) });
      return [];
    }
  });
  const found = [...blocks, ...wantedImages(document, isMissing).flatMap(image => imagePrompt(image) ?? [])];
  return { found: found.sort((one, other) => one.place.start - other.place.start), refused };
}

/**
 * What is to be drawn at a cursor: an image there whose file is missing, or what `promptAt` finds.
 * @param line whether any place of the cursor's line is meant
 * @throws SanaError as `promptAt`
 */
export function requestAt(
  document: SourceDocument,
  offset: number,
  isMissing: IsMissing,
  line = false,
): FoundPrompt | undefined {
  assertMarkdown(document);
  const { start, end } = line ? lineAt(document.text, offset) : { start: offset, end: offset };
  const image = wantedImages(document, isMissing).find(range => range.start <= end && start <= range.end);
  return (image && imagePrompt(image)) ?? promptAt(document, { start: offset, end: offset });
}

/** Of several images that show one definition, one: its picture is for all of them. */
function wantedImages(document: SourceDocument, isMissing: IsMissing): DocumentImage[] {
  const seen = new Set<number>();
  return imagesOf(document).filter(image => {
    if (image.target !== '' && !isMissing(image)) return false;
    if (imagePrompt(image) === undefined || seen.has(image.destination.start)) return false;
    seen.add(image.destination.start);
    return true;
  });
}

function assertMarkdown({ languageId }: SourceDocument): void {
  const format = formatOf(languageId);
  if (format === undefined) throw new SanaError('request-invalid:no-format', { language: languageId });
  if (format !== 'markdown') throw new SanaError('request-invalid:selection-only');
}

/** One replacement in the text that a document had. */
export interface Edit extends Range {
  readonly text: string;
}

export interface Illustrated {
  readonly text: string;
  /** In order, apart. */
  readonly edits: readonly Edit[];
  /** Those that found no place. */
  readonly refused: readonly Refusal[];
}

/**
 * A document with several pictures, each of which is proven by itself, from the last to the first.
 * @param pictures in the order of their places
 */
export function illustrated(
  document: SourceDocument,
  pictures: readonly { readonly place: Place; readonly image: PictureOfDocument }[],
): Illustrated {
  let current = document;
  let edits: readonly Edit[] = [];
  const refused: Refusal[] = [];
  for (const { place, image } of [...pictures].reverse()) {
    try {
      const change = pictureEdit(current, shifted(place, edits), image);
      edits = combined(current.text, edits, change);
      current = openDocument(changed(current.text, change), document.languageId);
    } catch (error) {
      refused.unshift({ offset: place.start, error: SanaError.from(error) });
    }
  }
  return { text: current.text, edits, refused };
}

/** A place after changes in front of it: what a reference shows is defined anywhere. */
function shifted(place: Place, edits: readonly Edit[]): Place {
  const shift = edits
    .filter(({ end }) => end <= place.start)
    .reduce((sum, { start, end, text }) => sum + text.length - (end - start), 0);
  return { ...place, start: place.start + shift, end: place.end + shift };
}

/**
 * Changes of the first text and one more of what came of them, as changes of the first text.
 * @param text what came of `edits`
 */
function combined(text: string, edits: readonly Edit[], next: Edit): readonly Edit[] {
  let shift = 0;
  const now = edits.map(edit => {
    const before = shift;
    shift += edit.text.length - (edit.end - edit.start);
    return { edit, start: edit.start + before, end: edit.end + shift, before, behind: shift };
  });
  const met = now.filter(({ start, end }) => start <= next.end && next.start <= end);
  const before = now.filter(({ end }) => end < next.start);
  const behind = now.filter(({ start }) => start > next.end);
  const start = Math.min(next.start, met[0]?.start ?? next.start);
  const end = Math.max(next.end, met.at(-1)?.end ?? next.end);
  const merged = {
    start: start - (before.at(-1)?.behind ?? 0),
    end: end - (met.at(-1) ?? before.at(-1) ?? { behind: 0 }).behind,
    text: text.slice(start, next.start) + next.text + text.slice(next.end, end),
  };
  return [...before.map(({ edit }) => edit), merged, ...behind.map(({ edit }) => edit)];
}
