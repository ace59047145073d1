import { SanaError } from '@sana-studio/core';
import { formatOf, parsedOf, type SourceDocument } from './document.ts';
import type { FoundPrompt } from './markdown/found.ts';
import { type DocumentImage, imagePrompt, imagesOf } from './markdown/images.ts';
import { lineAt, nodesOfType, rangeOf } from './markdown/parse.ts';
import { blockPrompt, promptAt } from './markdown/prompt-sources.ts';

/** Whether the file that an image names is not there. Only who has the files knows. */
export type IsMissing = (image: DocumentImage) => boolean;

/** What a document asks for, and what of it cannot be drawn: blocks that are wrong, images that say nothing. */
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
  const images = wantedImages(document, isMissing);
  const found = [...blocks, ...images.flatMap(image => imagePrompt(image) ?? [])];
  for (const { start, target } of images.filter(image => imagePrompt(image) === undefined)) {
    refused.push({ offset: start, error: new SanaError('request-invalid:no-alt', { target }) });
  }
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
  const image = imagesOf(document).find(one => isWanted(one, isMissing) && one.start <= end && start <= one.end);
  return (image && imagePrompt(image)) ?? promptAt(document, { start: offset, end: offset });
}

/** Programs show these as well where an image is written, and no picture stands for them. */
const NO_PICTURE = /\.(?:mp4|m4v|webm|mov|mkv|avi|ogv|mp3|m4a|ogg|oga|opus|wav|flac|pdf|html?|mdx?)(?:[?#]|$)/iu;

function isWanted(image: DocumentImage, isMissing: IsMissing): boolean {
  return image.target === '' || (!NO_PICTURE.test(image.target) && isMissing(image));
}

/** Of several images that show one definition, one, with words if any has them: its picture is for all of them. */
function wantedImages(document: SourceDocument, isMissing: IsMissing): DocumentImage[] {
  const wanted = new Map<number, DocumentImage>();
  for (const image of imagesOf(document)) {
    if (!isWanted(image, isMissing)) continue;
    const before = wanted.get(image.destination.start);
    if (!before || (imagePrompt(before) === undefined && imagePrompt(image) !== undefined))
      wanted.set(image.destination.start, image);
  }
  return [...wanted.values()];
}

function assertMarkdown({ languageId }: SourceDocument): void {
  const format = formatOf(languageId);
  if (format === undefined) throw new SanaError('request-invalid:no-format', { language: languageId });
  if (format !== 'markdown') throw new SanaError('request-invalid:selection-only');
}
