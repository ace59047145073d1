import type { Heading, Image, Root, RootContent, Yaml } from 'mdast';
import { parse as parseYaml } from 'yaml';
import { type Block, blockAt, ifParsable, nodesOfType, parseMarkdown, type Range, rangeOf, touches } from './parse.ts';
import { plainText, sentences, shortened } from './plain-text.ts';
import { type PictureSettings, readSanaBlock } from './sana-block.ts';

/** Where a picture goes. */
export type Place =
  /** Behind the block that ends with the range; `prefix` keeps it inside the list or quotation the block is in. */
  | (Range & { readonly kind: 'after'; readonly prefix: string })
  /** The range is an image: only its target is written. */
  | (Range & { readonly kind: 'link' })
  /** The range is a sana block: the picture stands in for it, or behind it. */
  | (Range & { readonly kind: 'block'; readonly prefix: string });

export interface FoundPrompt {
  readonly kind: 'selection' | 'paragraph' | 'section' | 'image' | 'block' | 'cover';
  readonly prompt: string;
  /** What the picture shows, for those who cannot see it. */
  readonly alt: string;
  readonly settings: PictureSettings;
  readonly place: Place;
}

/** A part of a document under one heading, or a paragraph of a document without any. */
export interface SectionPrompt extends FoundPrompt {
  readonly title: string;
  /** A picture is there already. */
  readonly illustrated: boolean;
}

/** UTF-16 units of a prompt made of prose: more than the text encoder reads of any language. */
const PROSE_LIMIT = 1500;

/**
 * The prompt at the cursor or of the selection: selected words, an image without a target, a sana block, front matter,
 * a heading with its section, or a paragraph. Undefined where there is nothing to draw.
 * @throws SanaError `request-invalid` if a sana block there has a setting that cannot be used; `over-budget` without a
 *   selection in a document that is too long
 */
export function promptAt(text: string, selection: Range): FoundPrompt | undefined {
  if (selection.start < selection.end)
    return selectionPrompt(
      text,
      ifParsable(() => parseMarkdown(text)),
      selection,
    );
  const root = parseMarkdown(text);
  const offset = selection.start;
  const image = emptyImages(text, root).find(({ place }) => touches(place, offset));
  if (image) return image;
  const block = blockAt(root, offset);
  switch (block?.node.type) {
    case 'code':
      return blockPrompt(text, block);
    case 'yaml':
      return coverPrompt(root, block.node);
    case 'heading':
      return block.ancestors.length === 1 ? sectionPrompt(text, root, block.node) : wordsPrompt(text, block);
    default:
      return block && wordsPrompt(text, block);
  }
}

/** The section the cursor is in: from the nearest heading above to the next one of its rank. */
export function sectionAt(text: string, offset: number): FoundPrompt | undefined {
  const root = parseMarkdown(text);
  const heading = root.children.findLast(
    (node): node is Heading => node.type === 'heading' && rangeOf(node).start <= offset,
  );
  return heading && sectionPrompt(text, root, heading);
}

/** The title and description of the front matter, for a picture at the top. */
export function coverOf(text: string): FoundPrompt | undefined {
  const root = parseMarkdown(text);
  const [first] = root.children;
  return first?.type === 'yaml' ? coverPrompt(root, first) : undefined;
}

/** Every image without a target whose alt text says what it should show. */
export function emptyImages(text: string, root: Root = parseMarkdown(text)): FoundPrompt[] {
  return nodesOfType(root, 'image')
    .filter(({ url }) => url === '')
    .flatMap(node => imagePrompt(node) ?? []);
}

/** What an image's alt text says, as a prompt for its target. */
export function imagePrompt(node: Image): FoundPrompt | undefined {
  const prompt = (node.alt ?? '').trim();
  if (prompt === '') return undefined;
  return { kind: 'image', prompt, alt: prompt, settings: {}, place: { kind: 'link', ...rangeOf(node) } };
}

/** The range of every sana block that has a prompt. Says nothing of their settings, which may be wrong. */
export function sanaBlocks(text: string, root: Root = parseMarkdown(text)): Range[] {
  return nodesOfType(root, 'code')
    .filter(({ lang, value }) => lang === 'sana' && value.trim() !== '')
    .map(rangeOf);
}

/** What could be drawn to illustrate the whole document: one picture for each section with words of its own. */
export function sectionsOf(text: string): SectionPrompt[] {
  const root = parseMarkdown(text);
  const headings = root.children.filter(node => node.type === 'heading');
  if (headings.length === 0) {
    return root.children
      .filter(node => node.type === 'paragraph')
      .flatMap(node => {
        const found = wordsPrompt(text, { node, ancestors: [root] });
        return found ? [{ ...found, title: shortened(found.prompt, 60), illustrated: false }] : [];
      });
  }
  const places = new Map(root.children.map((node, index) => [node, index]));
  return headings.flatMap((heading, index) => {
    const from = places.get(heading)!;
    const next = headings[index + 1];
    const own = root.children.slice(from + 1, next && places.get(next));
    const title = plainText(heading, text);
    const body = words(own, text);
    if (title === '' || body === '') return [];
    const illustrated = own.some(node => nodesOfType(node, 'image').some(({ url }) => url !== ''));
    return [{ ...section(text, heading, sentences([title, body])), title, illustrated }];
  });
}

/** @param root undefined for a document past the budget: its words are taken as they are written */
function selectionPrompt(text: string, root: Root | undefined, selection: Range): FoundPrompt | undefined {
  // Inside code and HTML nothing is a mark: what is selected is what is meant.
  const prompt = (root && plainText(root, text, selection)) || text.slice(selection.start, selection.end).trim();
  if (prompt === '') return undefined;
  const trimmedEnd = selection.start + text.slice(selection.start, selection.end).trimEnd().length;
  const block = root && blockAt(root, trimmedEnd);
  const place: Place = block ? after(text, block) : { kind: 'after', start: trimmedEnd, end: trimmedEnd, prefix: '' };
  return prose('selection', prompt, place);
}

function blockPrompt(text: string, block: Block): FoundPrompt | undefined {
  if (block.node.type !== 'code' || block.node.lang !== 'sana') return undefined;
  const { prompt, settings } = readSanaBlock(block.node.meta ?? '', block.node.value);
  if (prompt === '') return undefined;
  const place = { ...after(text, block), kind: 'block' as const };
  return { kind: 'block', prompt, alt: settings.alt ?? prompt, settings, place };
}

function coverPrompt(root: Root, node: Yaml): FoundPrompt | undefined {
  const fields = frontMatter(node.value);
  const prompt = sentences(['title', 'description'].map(key => fields[key]).filter(value => typeof value === 'string'));
  if (prompt === '') return undefined;
  const [, second] = root.children;
  const last: RootContent = second?.type === 'heading' && second.depth === 1 ? second : node;
  return prose('cover', prompt, { kind: 'after', ...rangeOf(last), prefix: '' });
}

function frontMatter(yaml: string): Record<string, unknown> {
  try {
    const fields: unknown = parseYaml(yaml);
    return typeof fields === 'object' && fields !== null ? { ...fields } : {};
  } catch {
    return {}; // being written
  }
}

function sectionPrompt(text: string, root: Root, heading: Heading): FoundPrompt | undefined {
  const from = root.children.indexOf(heading);
  const to = root.children.findIndex(
    (node, index) => index > from && node.type === 'heading' && node.depth <= heading.depth,
  );
  const prompt = words(root.children.slice(from, to < 0 ? undefined : to), text);
  return prompt === '' ? undefined : section(text, heading, prompt);
}

function section(text: string, heading: Heading, prompt: string): FoundPrompt {
  return {
    ...prose('section', prompt, { kind: 'after', ...rangeOf(heading), prefix: '' }),
    alt: plainText(heading, text),
  };
}

function wordsPrompt(text: string, block: Block): FoundPrompt | undefined {
  const prompt = plainText(block.node, text);
  return prompt === '' ? undefined : prose('paragraph', prompt, after(text, block));
}

function words(nodes: readonly RootContent[], text: string): string {
  return sentences(nodes.map(node => plainText(node, text)));
}

function prose(kind: FoundPrompt['kind'], words: string, place: Place): FoundPrompt {
  const prompt = shortened(words, PROSE_LIMIT);
  return { kind, prompt, alt: prompt, settings: {}, place };
}

/** Behind a block, as deep inside lists and quotations as the block itself. */
function after(text: string, { node, ancestors }: Block): Extract<Place, { kind: 'after' }> {
  const range = rangeOf(node);
  const lineStart = text.lastIndexOf('\n', range.start - 1) + 1;
  let marks = ancestors.length > 1 ? text.slice(lineStart, range.start) : '';
  const item = ancestors.at(-1);
  if (item?.type === 'listItem' && typeof item.checked === 'boolean') marks = marks.replace(/\[[ xX]\]\s+$/u, '');
  return { kind: 'after', ...range, prefix: marks.replace(/[^>\s]/gu, ' ') };
}
