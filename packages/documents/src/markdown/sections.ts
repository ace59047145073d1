import type { Heading, Root, RootContent } from 'mdast';
import { parsedOf, type SourceDocument } from '../document.ts';
import { altFor } from './alt.ts';
import type { FoundPrompt, Place } from './found.ts';
import { frontMatterWords, isFrontMatter } from './front-matter.ts';
import { htmlImages } from './html-images.ts';
import { imagesOf } from './images.ts';
import { nodesOfType, rangeOf } from './parse.ts';
import { plainText, type Source, sentences, shortened } from './plain-text.ts';
import { prose, wordsPrompt } from './words.ts';

/** A part of a document under one heading, or a paragraph of a document without any. */
export interface SectionPrompt extends FoundPrompt {
  readonly title: string;
  /** A picture is there already. */
  readonly illustrated: boolean;
}

/** The section the cursor is in: from the nearest heading above to the next one of its rank. */
export function sectionAt(document: SourceDocument, offset: number): FoundPrompt | undefined {
  const { root } = parsedOf(document);
  const heading = root.children.findLast(
    (node): node is Heading => node.type === 'heading' && rangeOf(node).start <= offset,
  );
  return heading && sectionPrompt(document, heading);
}

/** The title and description of the front matter, for a picture at the top. */
export function coverOf(document: SourceDocument): FoundPrompt | undefined {
  const { root } = parsedOf(document);
  const [first, second] = root.children;
  if (!isFrontMatter(first)) return undefined;
  const prompt = sentences(frontMatterWords(first));
  if (prompt === '') return undefined;
  const title = second?.type === 'heading' && second.depth === 1 ? second : first;
  return prose('cover', prompt, belowBadges(root, title, source(document)));
}

/**
 * What a heading at the root and its section say. The title at the top of a document stands for all of it: there the title and the
 * first paragraph are the prompt, and the picture goes below the badges.
 */
export function sectionPrompt(document: SourceDocument, heading: Heading): FoundPrompt | undefined {
  const { root } = parsedOf(document);
  const from = root.children.indexOf(heading);
  const isTitle = isTitleOf(root, heading);
  const behind = root.children.slice(from + 1);
  const next = behind.findIndex(node => node.type === 'heading' && node.depth <= heading.depth);
  const own = behind.slice(0, next < 0 ? undefined : next);
  const title = plainText(heading, source(document));
  const words = own.map(node => [node, plainText(node, source(document))] as const).filter(([, text]) => text !== '');
  const first = words.find(([{ type }]) => type === 'paragraph') ?? words.find(([{ type }]) => type !== 'heading');
  const said = isTitle ? (first ? [first[1]] : []) : words.map(([, text]) => text);
  const prompt = sentences([title, ...said].filter(text => text !== ''));
  if (prompt === '') return undefined;
  const place = isTitle ? belowBadges(root, heading, source(document)) : afterNode(heading);
  return { ...prose('section', prompt, place), alt: altFor(title === '' ? prompt : title) };
}

/** What could be drawn to illustrate the whole document: one picture for each section with words of its own. */
export function sectionsOf(document: SourceDocument): SectionPrompt[] {
  const { root } = parsedOf(document);
  const headings = root.children.filter(node => node.type === 'heading');
  if (headings.length === 0) {
    return root.children
      .filter(node => node.type === 'paragraph')
      .flatMap(node => {
        const found = wordsPrompt(document, { node, ancestors: [root] }, rangeOf(node).start);
        return found ? [{ ...found, title: shortened(found.prompt, 60), illustrated: false }] : [];
      });
  }
  const pictures = imagesOf(document).filter(({ target }) => target !== '');
  const places = new Map(root.children.map((node, index) => [node, index]));
  return headings.flatMap((heading, index) => {
    const from = places.get(heading)!;
    const next = headings[index + 1];
    const own = root.children.slice(from + 1, next && places.get(next));
    const title = plainText(heading, source(document));
    const body = sentences(own.map(node => plainText(node, source(document))));
    if (title === '' || body === '') return [];
    const [start, end] = [rangeOf(heading).end, next ? rangeOf(next).start : document.text.length];
    const badges = badgesBelow(root, heading, source(document));
    const illustrated = pictures.some(
      picture =>
        start <= picture.start &&
        picture.end <= end &&
        !badges.some(badge => rangeOf(badge).start <= picture.start && picture.end <= rangeOf(badge).end),
    );
    return [{ ...sectionPrompt(document, heading)!, title, illustrated }];
  });
}

/** The first heading of a document, if no other one has its rank. */
function isTitleOf(root: Root, heading: Heading): boolean {
  const headings = root.children.filter(node => node.type === 'heading');
  return heading === headings[0] && heading.depth === 1 && headings.filter(({ depth }) => depth === 1).length === 1;
}

function source(document: SourceDocument): Source {
  return { text: document.text, opaque: parsedOf(document).opaque };
}

function afterNode(node: RootContent): Place {
  return { kind: 'after', ...rangeOf(node) };
}

function belowBadges(root: Root, node: RootContent, words: Source): Place {
  const last = badgesBelow(root, node, words).at(-1) ?? node;
  return { kind: 'after', start: rangeOf(node).start, end: rangeOf(last).end };
}

/** What stands right below a title and is nothing but small pictures of the web: they belong to it. */
function badgesBelow(root: Root, node: RootContent, words: Source): RootContent[] {
  const behind = root.children.slice(root.children.indexOf(node) + 1);
  const end = behind.findIndex(other => !isBadges(other, words));
  return behind.slice(0, end < 0 ? undefined : end);
}

function isBadges(node: RootContent, words: Source): boolean {
  if (node.type === 'html') {
    const images = htmlImages(node.value);
    return (
      images.length > 0 && images.every(({ src }) => isOnWeb(src)) && node.value.replace(/<[^<>]*>/gu, '').trim() === ''
    );
  }
  if (node.type !== 'paragraph' || plainText(node, words) !== '') return false;
  const references = nodesOfType(node, 'imageReference');
  const images = nodesOfType(node, 'image');
  return references.length + images.length > 0 && images.every(({ url }) => isOnWeb(url));
}

function isOnWeb(target: string): boolean {
  return /^(?:https?:)?\/\//iu.test(target);
}
