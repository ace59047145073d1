import type { Definition, Nodes, Root } from 'mdast';
import { type Parsed, parsedOf, type SourceDocument } from '../document.ts';
import type { FoundPrompt, Place } from './found.ts';
import { htmlImages } from './html-images.ts';
import { blocksIn, destinationOf, type Range, rangeOf, touches } from './parse.ts';
import { onOneLine } from './plain-text.ts';

/** An image in a document: the range is all of it, as it is written. */
export interface DocumentImage extends Range {
  readonly kind: 'inline' | 'reference' | 'html';
  /** As the link says it; empty if it says nothing. */
  readonly target: string;
  readonly alt: string;
  /** What of the document is the target, in the image or in the definition that it refers to. */
  readonly destination: Range;
  /** Around the target in HTML. */
  readonly quote?: '"' | "'" | '';
  readonly place: Place;
}

/** Every image in the order of the document. Where an editor or a program shows several by one definition, they are several. */
export function imagesOf(document: SourceDocument): readonly DocumentImage[] {
  const before = known.get(document);
  if (before) return before;
  const parsed = parsedOf(document);
  const definitions = definitionsOf(parsed.root);
  const found: DocumentImage[] = [];
  const visit = (node: Nodes) => {
    found.push(...imagesIn(node, document, parsed, definitions));
    if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(parsed.root);
  known.set(document, found);
  return found;
}

const known = new WeakMap<SourceDocument, readonly DocumentImage[]>();

/** The image at a cursor. */
export function imageAt(document: SourceDocument, offset: number): DocumentImage | undefined {
  return imagesOf(document).find(image => touches(image, offset));
}

/** The image that alone is the paragraph behind a block. */
export function imageBehind(document: SourceDocument, block: Range): DocumentImage | undefined {
  const next = blocksIn(parsedOf(document).root, { start: block.end + 1, end: document.text.length })[0]?.node;
  const [only, ...others] = next?.type === 'paragraph' ? next.children : [];
  const range = only && rangeOf(only);
  return range && others.length === 0 ? imagesOf(document).find(({ start }) => start === range.start) : undefined;
}

/** What an image's alt text says, as a prompt for its target; undefined if it says nothing. */
export function imagePrompt({ alt, place }: DocumentImage): FoundPrompt | undefined {
  const prompt = onOneLine(alt);
  return prompt === '' ? undefined : { kind: 'image', prompt, alt, settings: {}, place };
}

function imagesIn(
  node: Nodes,
  { text, languageId }: SourceDocument,
  { opaque }: Parsed,
  definitions: ReadonlyMap<string, Definition>,
): DocumentImage[] {
  const range = rangeOf(node);
  const place: Place = { kind: 'link', ...range };
  switch (node.type) {
    case 'image': {
      const destination = destinationOf(node);
      if (!destination || opaque.some(({ start, end }) => start <= range.start && range.end <= end)) return [];
      return [{ kind: 'inline', ...range, target: node.url, alt: node.alt ?? '', destination, place }];
    }
    case 'imageReference': {
      const definition = definitions.get(node.identifier);
      const destination = definition && destinationOf(definition);
      if (!destination) return [];
      return [{ kind: 'reference', ...range, target: definition.url, alt: node.alt ?? '', destination, place }];
    }
    case 'html':
      // in MDX it is JavaScript
      if (languageId === 'mdx') return [];
      return htmlImages(text.slice(range.start, range.end)).map(({ start, end, alt, src, value, quote }) => {
        const own = { start: range.start + start, end: range.start + end };
        const destination = { start: range.start + value.start, end: range.start + value.end };
        return { kind: 'html', ...own, target: src, alt, destination, quote, place: { kind: 'link', ...own } };
      });
    default:
      return [];
  }
}

/** Of several definitions of one name the first counts. */
function definitionsOf(root: Root): ReadonlyMap<string, Definition> {
  const found = new Map<string, Definition>();
  const visit = (node: Nodes) => {
    if (node.type === 'definition' && !found.has(node.identifier)) found.set(node.identifier, node);
    if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(root);
  return found;
}
