import type { Definition, Html, Image, ImageReference, Root } from 'mdast';
import { type Parsed, parsedOf, remembered, type SourceDocument } from '../document.ts';
import type { FoundPrompt, Place } from './found.ts';
import { htmlImages } from './html-images.ts';
import {
  destinationOf,
  firstBlockFrom,
  firstEndingBehind,
  nodesOfType,
  type Range,
  rangeOf,
  touches,
} from './parse.ts';
import { nodesOfTypes } from './placed-nodes.ts';
import { onOneLine } from './plain-text.ts';

/** An image in a document: the range is all of it, as it is written. */
export interface DocumentImage extends Range {
  readonly kind: 'inline' | 'reference' | 'html';
  /** As the link says it; empty if it says nothing. */
  readonly target: string;
  readonly alt: string;
  /** What of the document is the target, in the image or in the definition that it refers to. */
  readonly destination: Range;
  /** Of the definition, if it refers to one. */
  readonly identifier?: string;
  /** Around the target in HTML. */
  readonly quote?: '"' | "'" | '';
  /** In HTML, where its alternative text is written, name and all; undefined if it has none. */
  readonly altAttribute?: Range | undefined;
  readonly place: Place;
}

/** Every image in the order of the document. Where an editor or a program shows several by one definition, they are several. */
export const imagesOf: (document: SourceDocument) => readonly DocumentImage[] = remembered(document => {
  const parsed = parsedOf(document);
  const definitions = definitionsOf(parsed.root);
  const nodes = nodesOfTypes(parsed.root, ['image', 'imageReference', 'html']);
  return nodes.flatMap(node => imagesIn(node, document, parsed, definitions));
});

/** Images that share characters with a range. */
export function imagesAt(document: SourceDocument, { start, end }: Range): readonly DocumentImage[] {
  const images = imagesOf(document);
  const first = firstEndingBehind(images, start);
  let behind = first;
  while (behind < images.length && images[behind]!.start < end) behind++;
  return images.slice(first, behind);
}

/** The image at a cursor. */
export function imageAt(document: SourceDocument, offset: number): DocumentImage | undefined {
  return imagesOf(document).find(image => touches(image, offset));
}

/** The image that alone is the paragraph behind a block. */
export function imageBehind(document: SourceDocument, block: Range): DocumentImage | undefined {
  const next = firstBlockFrom(parsedOf(document).root, block.end + 1)?.node;
  const [only, ...others] = next?.type === 'paragraph' ? next.children : [];
  const range = only && rangeOf(only);
  return range && others.length === 0
    ? imagesAt(document, range).find(({ start }) => start === range.start)
    : undefined;
}

/** How large Obsidian shows an image: `![a boat|200]`, `![a boat|200x100]`. */
const SHOWN_SIZE = /\|\s?\d{1,5}(?:x\d{1,5})?$/u;

/** What an image's alt text says, as a prompt for its target; undefined if it says nothing. */
export function imagePrompt({ alt, place }: DocumentImage): FoundPrompt | undefined {
  const prompt = onOneLine(alt).replace(SHOWN_SIZE, '').trimEnd();
  return prompt === '' ? undefined : { kind: 'image', prompt, alt, settings: {}, place };
}

function imagesIn(
  node: Html | Image | ImageReference,
  { text, languageId }: SourceDocument,
  { opaque }: Parsed,
  definitions: ReadonlyMap<string, Definition>,
): DocumentImage[] {
  const range = rangeOf(node);
  const place: Place = { kind: 'link', ...range };
  switch (node.type) {
    case 'image': {
      const destination = destinationOf(node);
      const around = opaque[firstEndingBehind(opaque, range.start)];
      if (!destination || (around && around.start <= range.start && range.end <= around.end)) return [];
      return [{ kind: 'inline', ...range, target: node.url, alt: node.alt ?? '', destination, place }];
    }
    case 'imageReference': {
      const definition = definitions.get(node.identifier);
      const destination = definition && destinationOf(definition);
      if (!destination) return [];
      const { identifier } = node;
      return [
        { kind: 'reference', ...range, identifier, target: definition.url, alt: node.alt ?? '', destination, place },
      ];
    }
    case 'html':
      // in MDX it is JavaScript
      if (languageId === 'mdx') return [];
      return htmlImages(text.slice(range.start, range.end)).map(image => {
        const here = ({ start, end }: Range) => ({ start: range.start + start, end: range.start + end });
        const { alt, src: target, quote } = image;
        const own = here(image);
        const altAttribute = image.altAttribute && here(image.altAttribute);
        const destination = here(image.value);
        return { kind: 'html', ...own, target, alt, altAttribute, destination, quote, place: { kind: 'link', ...own } };
      });
  }
}

/** Of several definitions of one name the first counts. */
function definitionsOf(root: Root): ReadonlyMap<string, Definition> {
  const found = new Map<string, Definition>();
  for (const node of nodesOfType(root, 'definition')) {
    if (!found.has(node.identifier)) found.set(node.identifier, node);
  }
  return found;
}
