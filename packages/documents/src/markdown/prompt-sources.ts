import { SanaError } from '@sana-studio/core';
import type { Code } from 'mdast';
import { parsedOf, type SourceDocument } from '../document.ts';
import { altFor } from './alt.ts';
import type { FoundPrompt, Place } from './found.ts';
import { isFrontMatter } from './front-matter.ts';
import { imagePrompt, imagesOf } from './images.ts';
import { blockAt, ifParsable, nodesOfType, type Range, rangeOf, touches } from './parse.ts';
import { plainText } from './plain-text.ts';
import { readSanaBlock } from './sana-block.ts';
import { coverOf, sectionPrompt } from './sections.ts';
import { prose, wordsPrompt } from './words.ts';

/**
 * The prompt at the cursor or of the selection: selected words, an image without a target, a sana block, front matter,
 * a heading with its section, or the words of a paragraph or cell. Undefined where there is nothing to draw.
 * @throws SanaError `request-invalid` if a sana block there has a setting that cannot be used; `over-budget` without a
 *   selection in a document that is too long
 */
export function promptAt(document: SourceDocument, selection: Range): FoundPrompt | undefined {
  if (selection.start < selection.end) return selectionPrompt(document, selection);
  const { root } = parsedOf(document);
  const offset = selection.start;
  const image = emptyImages(document).find(({ place }) => touches(place, offset));
  if (image) return image;
  const block = blockAt(root, document.text, offset);
  if (!block) return undefined;
  if (isFrontMatter(block.node)) return coverOf(document);
  switch (block.node.type) {
    case 'code':
      return blockPrompt(block.node);
    case 'heading':
      return block.ancestors.length === 1 ? sectionPrompt(document, block.node) : wordsPrompt(document, block, offset);
    default:
      return wordsPrompt(document, block, offset);
  }
}

/** Where a picture goes whose words are not from the document: behind what is at the cursor. */
export function placeAt(document: SourceDocument, offset: number): Place {
  const block = ifParsable(() => blockAt(parsedOf(document).root, document.text, offset));
  return { kind: 'after', ...(block ? rangeOf(block.node) : { start: offset, end: offset }) };
}

/** Every image without a target whose alt text says what it should show. */
export function emptyImages(document: SourceDocument): FoundPrompt[] {
  return imagesOf(document)
    .filter(({ target }) => target === '')
    .flatMap(image => imagePrompt(image) ?? []);
}

/** The range of every sana block that has a prompt. Says nothing of their settings, which may be wrong. */
export function sanaBlocks(document: SourceDocument): Range[] {
  return nodesOfType(parsedOf(document).root, 'code')
    .filter(({ lang, value }) => lang === 'sana' && value.trim() !== '')
    .map(rangeOf);
}

function selectionPrompt(document: SourceDocument, selection: Range): FoundPrompt | undefined {
  const { text } = document;
  // past the budget its words are taken as they are written
  const parsed = ifParsable(() => parsedOf(document));
  // Inside code and HTML nothing is a mark: what is selected is what is meant.
  const written = text.slice(selection.start, selection.end);
  const prompt = (parsed && plainText(parsed.root, { text, opaque: parsed.opaque }, selection)) || written.trim();
  if (prompt === '') return undefined;
  const end = selection.start + written.trimEnd().length;
  const block = parsed && blockAt(parsed.root, text, end);
  const range = block ? rangeOf(block.node) : { start: end, end };
  return prose('selection', prompt, { kind: 'after', ...range });
}

/**
 * What a sana block says; undefined for other code, and for one without words.
 * @throws SanaError `request-invalid` for a setting that cannot be used, and for a block that nothing ends before another paragraph
 */
export function blockPrompt(node: Code): FoundPrompt | undefined {
  if (node.lang !== 'sana') return undefined;
  if (isOpen(node)) throw new SanaError('request-invalid:block-open');
  const { prompt, settings } = readSanaBlock(node.meta ?? '', node.value);
  if (prompt === '') return undefined;
  const place = { kind: 'block', ...rangeOf(node) } as const;
  return { kind: 'block', prompt, alt: settings.alt ?? altFor(prompt), settings, place };
}

/** Whether it has no last line of its own, and words behind an empty line: what follows in the document belongs to it by accident. */
function isOpen({ value, position }: Code): boolean {
  if (!position || !/\n[ \t]*\n[ \t]*\S/u.test(value)) return false;
  return position.end.line - position.start.line <= value.split('\n').length;
}
