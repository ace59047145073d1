import type { Heading, RootContent } from 'mdast';
import { parsedOf, remembered, type SourceDocument } from '../document.ts';
import { altFor } from './alt.ts';
import type { FoundPrompt, Place } from './found.ts';
import { frontMatterWords, isFrontMatter } from './front-matter.ts';
import { htmlImages } from './html-images.ts';
import { imagesAt } from './images.ts';
import { nodesOfType, rangeOf } from './parse.ts';
import { plainText, type Source, sentences, shortened } from './plain-text.ts';
import { PROSE_LIMIT, prose, wordsPrompt } from './words.ts';

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
  const hasTitle = second?.type === 'heading' && second.depth === 1;
  return prose('cover', prompt, belowBadges(root.children, hasTitle ? 1 : 0, source(document)));
}

/** A heading at the root, and which part of the document is its own. */
interface Outlined {
  readonly heading: Heading;
  /** Of the first node behind it, among those of the root. */
  readonly from: number;
  /** Of the next heading, whatever its rank. */
  readonly next: number;
  /** Of the next heading of its rank or a higher one. */
  readonly end: number;
  /** The first heading of a document, if no other one has its rank. */
  readonly isTitle: boolean;
}

const outlineOf = remembered((document): ReadonlyMap<Heading, Outlined> => {
  const { children } = parsedOf(document).root;
  const headings = children.flatMap((node, index) => (node.type === 'heading' ? [{ node, index }] : []));
  const isAlone = headings.filter(({ node }) => node.depth === 1).length === 1;
  const outline = new Map<Heading, Outlined>();
  // from the end: by its rank, where the nearest one is that was passed
  const ends = new Array<number>(7).fill(children.length);
  let next = children.length;
  for (const { node: heading, index } of headings.toReversed()) {
    const end = Math.min(...ends.slice(0, heading.depth + 1));
    const isTitle = isAlone && heading.depth === 1 && index === headings[0]!.index;
    outline.set(heading, { heading, from: index + 1, next, end, isTitle });
    ends[heading.depth] = index;
    next = index;
  }
  return outline;
});

/**
 * What a heading at the root and its section say. The title at the top of a document stands for all of it: there the title and the
 * first paragraph are the prompt, and the picture goes below the badges.
 */
export function sectionPrompt(document: SourceDocument, heading: Heading): FoundPrompt | undefined {
  const { children } = parsedOf(document).root;
  const { from, end, isTitle } = outlineOf(document).get(heading)!;
  const title = plainText(heading, source(document));
  const words = wordsBetween(document, from, end, isTitle);
  const prompt = sentences([title, ...words].filter(text => text !== ''));
  if (prompt === '') return undefined;
  const place = isTitle ? belowBadges(children, from - 1, source(document)) : afterNode(heading);
  return { ...prose('section', prompt, place), alt: altFor(title === '' ? prompt : title) };
}

/** What the nodes of a section say, as far as a prompt goes; below the title at the top, the first paragraph. */
function wordsBetween(document: SourceDocument, from: number, end: number, isTitle: boolean): readonly string[] {
  const { children } = parsedOf(document).root;
  const words: string[] = [];
  let length = 0;
  let first: string | undefined;
  for (let index = from; index < end && length <= PROSE_LIMIT; index++) {
    const node = children[index]!;
    const text = plainText(node, source(document));
    if (text === '') continue;
    if (!isTitle) {
      words.push(text);
      length += text.length;
    } else if (node.type === 'paragraph') return [text];
    else if (node.type !== 'heading') first ??= text;
  }
  return first === undefined ? words : [first];
}

/** What could be drawn to illustrate the whole document: one picture for each section with words of its own. */
export function sectionsOf(document: SourceDocument): SectionPrompt[] {
  return [...eachSectionOf(document)];
}

/** As `sectionsOf`, one after the other. */
export function* eachSectionOf(document: SourceDocument): Generator<SectionPrompt> {
  const { root } = parsedOf(document);
  const headings = [...outlineOf(document).values()].reverse();
  for (const node of headings.length === 0 ? root.children : []) {
    if (node.type !== 'paragraph') continue;
    const found = wordsPrompt(document, { node, ancestors: [root] }, rangeOf(node).start);
    if (found) yield { ...found, title: shortened(found.prompt, 60), illustrated: false };
  }
  for (const { heading, from, next } of headings) {
    const own = root.children.slice(from, next);
    const title = plainText(heading, source(document));
    if (title === '' || own.every(node => plainText(node, source(document)) === '')) continue;
    const following = root.children[next];
    const end = following ? rangeOf(following).start : document.text.length;
    const badges = badgesBelow(root.children, from - 1, source(document)).map(rangeOf);
    const illustrated = imagesAt(document, { start: rangeOf(heading).end, end }).some(
      ({ target, ...picture }) =>
        target !== '' && !badges.some(badge => badge.start <= picture.start && picture.end <= badge.end),
    );
    yield { ...sectionPrompt(document, heading)!, title, illustrated };
  }
}

function source(document: SourceDocument): Source {
  return { text: document.text, opaque: parsedOf(document).opaque };
}

function afterNode(node: RootContent): Place {
  return { kind: 'after', ...rangeOf(node) };
}

function belowBadges(nodes: readonly RootContent[], index: number, words: Source): Place {
  const node = nodes[index]!;
  const last = badgesBelow(nodes, index, words).at(-1) ?? node;
  return { kind: 'after', start: rangeOf(node).start, end: rangeOf(last).end };
}

/** What stands right below a title and is nothing but small pictures of the web: they belong to it. */
function badgesBelow(nodes: readonly RootContent[], index: number, words: Source): RootContent[] {
  let end = index + 1;
  while (end < nodes.length && isBadges(nodes[end]!, words)) end++;
  return nodes.slice(index + 1, end);
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
