import { type ErrorData, SanaError } from '@sana-studio/core';
import type { Code, Heading } from 'mdast';
import { parsedOf, type SourceDocument } from '../document.ts';
import type { FoundPrompt } from './found.ts';
import { imageBehind, imagesOf } from './images.ts';
import { type Block, blocksIn, nodesOfType, type Range, rangeOf } from './parse.ts';
import { plainText, shortened } from './plain-text.ts';
import { blockPrompt, emptyImages } from './prompt-sources.ts';
import { sectionPrompt, sectionsOf } from './sections.ts';
import { wordsPrompt } from './words.ts';

/** One of several things in a selection that each get a picture. */
export interface Piece {
  /** What people know it by. */
  readonly title: string;
  readonly range: Range;
  /** What is drawn, and where it goes; or why it cannot be. */
  readonly found: FoundPrompt | { readonly why: ErrorData };
}

/** UTF-16 units of a title that is made of words. */
const TITLE = 60;

/**
 * What in a selection gets a picture of its own: what asks for one, else sections, else items of a list and paragraphs, each without
 * those that have a picture. Empty where that is not more than one thing: then the selection is one.
 * @throws SanaError `over-budget` in a document that is too long
 */
export function piecesOf(document: SourceDocument, selection: Range): readonly Piece[] {
  const kinds = [requests, sections, titles, passages];
  for (const kind of kinds) {
    const pieces = kind(document, selection);
    if (pieces.length > 1) return pieces;
  }
  return [];
}

/** Images without a target, and sana blocks. */
function requests(document: SourceDocument, selection: Range): readonly Piece[] {
  const images = emptyImages(document)
    .filter(({ place }) => isWithin(place, selection))
    .map(found => ({ title: shortened(found.prompt, TITLE), range: found.place, found }));
  const blocks = nodesOfType(parsedOf(document).root, 'code')
    .filter(node => isWithin(rangeOf(node), selection))
    .flatMap(sanaPiece);
  return [...images, ...blocks].sort((one, other) => one.range.start - other.range.start);
}

function sanaPiece(node: Code): readonly Piece[] {
  const [first = ''] = node.value.trim().split('\n');
  const piece = { title: shortened(first, TITLE), range: rangeOf(node) };
  try {
    const found = blockPrompt(node);
    return found ? [{ ...piece, found }] : [];
  } catch (error) {
    return [{ ...piece, found: { why: SanaError.from(error).toData() } }];
  }
}

function sections(document: SourceDocument, selection: Range): readonly Piece[] {
  const { root } = parsedOf(document);
  if (!root.children.some(({ type }) => type === 'heading')) return [];
  return sectionsOf(document)
    .filter(({ place, illustrated }) => !illustrated && isWithin(place, selection))
    .map(({ title, ...found }) => ({ title, range: found.place, found }));
}

/** Headings with nothing below them but the next heading. */
function titles(document: SourceDocument, selection: Range): readonly Piece[] {
  const { root, opaque } = parsedOf(document);
  const nodes = root.children.filter(node => isWithin(rangeOf(node), selection));
  const headings = nodes.filter((node): node is Heading => node.type === 'heading');
  if (headings.length < nodes.length) return [];
  return headings.flatMap(heading => {
    const title = plainText(heading, { text: document.text, opaque });
    // of all that may follow after the selection, only the words of the heading are meant
    const found = title !== '' && sectionPrompt(document, heading);
    return found ? [{ title, range: found.place, found: { ...found, prompt: title } }] : [];
  });
}

/** Paragraphs, and the first one of each item of a list; in lists in one another, of the outermost. */
function passages(document: SourceDocument, selection: Range): readonly Piece[] {
  const { root } = parsedOf(document);
  const paragraphs = blocksIn(root, selection).filter(
    ({ node, ancestors }) =>
      node.type === 'paragraph' &&
      isWithin(rangeOf(node), selection) &&
      (ancestors.at(-1)?.type !== 'listItem' || ancestors.at(-1)?.children[0] === node),
  );
  const depth = Math.min(...paragraphs.map(depthOf).filter(inLists => inLists > 0));
  return paragraphs
    .filter(block => depthOf(block) === 0 || depthOf(block) === depth)
    .flatMap(block => {
      const range = rangeOf(block.node);
      const found = isIllustrated(document, block) ? undefined : wordsPrompt(document, block, range.start);
      // it says what the list below it is
      if (!found || (depthOf(block) === 0 && depth < Infinity && /[:：]$/u.test(found.prompt))) return [];
      return [{ title: shortened(found.prompt, TITLE), range, found }];
    });
}

function depthOf({ ancestors }: Block): number {
  return ancestors.filter(({ type }) => type === 'listItem').length;
}

function isIllustrated(document: SourceDocument, { node, ancestors }: Block): boolean {
  const item = ancestors.findLast(({ type }) => type === 'listItem');
  const range = rangeOf(item ?? node);
  const hasImage = imagesOf(document).some(image => isWithin(image, range));
  return hasImage || (item === undefined && imageBehind(document, range) !== undefined);
}

function isWithin({ start, end }: Range, outer: Range): boolean {
  return outer.start <= start && end <= outer.end;
}
