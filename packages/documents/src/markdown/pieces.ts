import { type ErrorData, SanaError } from '@sana-studio/core';
import type { Code, Heading } from 'mdast';
import { parsedOf, type SourceDocument } from '../document.ts';
import type { FoundPrompt } from './found.ts';
import { imageBehind, imagesAt } from './images.ts';
import { type Block, blocksIn, nodesOfType, type Range, rangeOf } from './parse.ts';
import { plainText, shortened } from './plain-text.ts';
import { blockPrompt, emptyImages } from './prompt-sources.ts';
import { eachSectionOf, sectionPrompt } from './sections.ts';
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
 * @param most the first of these; the others are not looked for
 * @throws SanaError `over-budget` in a document that is too long
 */
export function piecesOf(document: SourceDocument, selection: Range, most = Infinity): readonly Piece[] {
  const kinds = [requests, sections, titles, passages];
  for (const kind of kinds) {
    const pieces: Piece[] = [];
    for (const piece of kind(document, selection)) {
      if (pieces.length === most) break;
      pieces.push(piece);
    }
    if (pieces.length > 1) return pieces;
  }
  return [];
}

/** Images without a target, and sana blocks. */
function* requests(document: SourceDocument, selection: Range): Generator<Piece> {
  const images = emptyImages(document).map(found => ({ range: found.place, found }));
  const blocks = nodesOfType(parsedOf(document).root, 'code').map(node => ({ range: rangeOf(node), node }));
  const all = [...images, ...blocks].filter(({ range }) => isWithin(range, selection));
  for (const one of all.sort((one, other) => one.range.start - other.range.start)) {
    if ('node' in one) yield* sanaPiece(one.node);
    else yield { title: shortened(one.found.prompt, TITLE), ...one };
  }
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

function* sections(document: SourceDocument, selection: Range): Generator<Piece> {
  const { root } = parsedOf(document);
  if (!root.children.some(({ type }) => type === 'heading')) return;
  for (const { title, illustrated, ...found } of eachSectionOf(document)) {
    if (!illustrated && isWithin(found.place, selection)) yield { title, range: found.place, found };
  }
}

/** Headings with nothing below them but the next heading. */
function* titles(document: SourceDocument, selection: Range): Generator<Piece> {
  const { root, opaque } = parsedOf(document);
  const nodes = root.children.filter(node => isWithin(rangeOf(node), selection));
  const headings = nodes.filter((node): node is Heading => node.type === 'heading');
  if (headings.length < nodes.length) return;
  for (const heading of headings) {
    const title = plainText(heading, { text: document.text, opaque });
    // of all that may follow after the selection, only the words of the heading are meant
    const found = title !== '' && sectionPrompt(document, heading);
    if (found) yield { title, range: found.place, found: { ...found, prompt: title } };
  }
}

/** Paragraphs, and the first one of each item of a list; in lists in one another, of the outermost. */
function* passages(document: SourceDocument, selection: Range): Generator<Piece> {
  const { root } = parsedOf(document);
  const paragraphs = blocksIn(root, selection).filter(
    ({ node, ancestors }) =>
      node.type === 'paragraph' &&
      isWithin(rangeOf(node), selection) &&
      (ancestors.at(-1)?.type !== 'listItem' || ancestors.at(-1)?.children[0] === node),
  );
  const depth = paragraphs.map(depthOf).reduce((least, own) => (own > 0 ? Math.min(least, own) : least), Infinity);
  for (const block of paragraphs.filter(one => depthOf(one) === 0 || depthOf(one) === depth)) {
    const range = rangeOf(block.node);
    const found = isIllustrated(document, block) ? undefined : wordsPrompt(document, block, range.start);
    // it says what the list below it is
    const leads = depthOf(block) === 0 && depth < Infinity && /[:：]$/u.test(found?.prompt ?? '');
    if (found && !leads) yield { title: shortened(found.prompt, TITLE), range, found };
  }
}

function depthOf({ ancestors }: Block): number {
  return ancestors.filter(({ type }) => type === 'listItem').length;
}

function isIllustrated(document: SourceDocument, { node, ancestors }: Block): boolean {
  const item = ancestors.findLast(({ type }) => type === 'listItem');
  const range = rangeOf(item ?? node);
  const hasImage = imagesAt(document, range).some(image => isWithin(image, range));
  return hasImage || (item === undefined && imageBehind(document, range) !== undefined);
}

function isWithin({ start, end }: Range, outer: Range): boolean {
  return outer.start <= start && end <= outer.end;
}
