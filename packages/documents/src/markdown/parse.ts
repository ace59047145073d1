import { SanaError } from '@sana-studio/core';
import type { Nodes, Parents, Root, RootContent } from 'mdast';
import { type Extension, fromMarkdown } from 'mdast-util-from-markdown';
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { frontmatter } from 'micromark-extension-frontmatter';
import { gfm } from 'micromark-extension-gfm';
import { finished } from '../steps.ts';
import { assertParsable } from './budget.ts';
import { type Constructs, PartParser } from './part-parser.ts';
import { frontMatterIn } from './parts.ts';
import { nodesOfTypes } from './placed-nodes.ts';

/** Part of a document: offsets in UTF-16 units, the end excluded. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

declare module 'mdast' {
  interface Toml extends Literal {
    type: 'toml';
  }
  interface RootContentMap {
    toml: Toml;
  }
  interface FrontmatterContentMap {
    toml: Toml;
  }
  interface Data {
    /** Where the destination of a link is written, or would be: offsets from the node's own start. */
    destination?: Range;
  }
}

/** What the tree does not tell: where in a link its destination stands. */
const destinations: Extension = {
  enter: {
    resourceMarker({ end }) {
      const node = this.stack.at(-1)!;
      if (node.data?.destination === undefined) noteDestination(node, end.offset, end.offset);
    },
    resourceDestination({ start, end }) {
      noteDestination(this.stack.at(-1)!, start.offset, end.offset);
    },
    definitionDestination({ start, end }) {
      noteDestination(this.stack.at(-1)!, start.offset, end.offset);
    },
  },
};

function noteDestination(
  node: Pick<Nodes, 'position'> & { data?: object | undefined },
  start: number,
  end: number,
): void {
  const from = node.position?.start.offset ?? 0;
  node.data = { ...node.data, destination: { start: start - from, end: end - from } };
}

const MARKS = gfm();
const FRONT_MATTER = frontmatter(['yaml', 'toml']);
const MDAST_EXTENSIONS = [gfmFromMarkdown(), frontmatterFromMarkdown(['yaml', 'toml']), destinations];

function parse(text: string, besides: Constructs = {}): Root {
  assertParsable(text, 'documentPartBlocks');
  // where front matter has no end, its construct would keep lists and quotations from interrupting paragraphs
  const front = frontMatterIn(text) > 0 ? [FRONT_MATTER] : [];
  return fromMarkdown(text, { extensions: [MARKS, ...front, besides], mdastExtensions: MDAST_EXTENSIONS });
}

/** UTF-16 units of documents that are short enough to be parsed whole with every letter that is typed. */
const SHORT = 30_000;

/** Remembers the parts of long documents. */
const parts = new PartParser(parse);

/**
 * Markdown as CommonMark and GitHub read it, with front matter in YAML or TOML. Every node knows its offsets in `text`,
 * which has no byte order mark. The tree shares nodes with those of other versions of the document: nobody changes it.
 * @throws SanaError `over-budget` for what would take too long
 */
export function parseMarkdown(text: string): Root {
  return finished(parsingSteps(text));
}

/** `parseMarkdown` in steps of some milliseconds, for who has other things to do meanwhile, or may lose interest. */
export function* parsingSteps(text: string): Generator<void, Root> {
  assertParsable(text);
  if (text.length > SHORT) return yield* parts.steps(text);
  return parse(text);
}

/** What `read` finds; undefined in documents that are too long to be parsed: there, nobody who did not ask is told. */
export function ifParsable<Found>(read: () => Found): Found | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof SanaError && error.code === 'over-budget') return undefined;
    throw error;
  }
}

/** Where a parsed node stands in the text. */
export function rangeOf(node: Nodes): Range {
  return { start: node.position?.start.offset ?? 0, end: node.position?.end.offset ?? 0 };
}

/** Where an image's or a definition's destination is written, with its angle brackets. */
export function destinationOf(node: Nodes): Range | undefined {
  const { start } = rangeOf(node);
  const written = node.data?.destination;
  return written && { start: start + written.start, end: start + written.end };
}

/** Whether a cursor at `offset`, at either edge or inside, is in the range. */
export function touches({ start, end }: Range, offset: number): boolean {
  return start <= offset && offset <= end;
}

/** The line that an offset is in, without its end. */
export function lineAt(text: string, offset: number): Range {
  let start = offset;
  while (start > 0 && !isLineEnd(text[start - 1])) start--;
  let end = offset;
  while (end < text.length && !isLineEnd(text[end])) end++;
  return { start, end };
}

function isLineEnd(character: string | undefined): boolean {
  return character === '\n' || character === '\r';
}

/** A block that holds text rather than other blocks, and what it is nested in, outermost first. */
export interface Block {
  readonly node: RootContent;
  readonly ancestors: readonly Parents[];
}

/** Every block that holds text, in the order of the document, of those that touch `within`. */
export function blocksIn(root: Root, within: Range): Block[] {
  return [...eachBlockIn(root, [root], within)];
}

/** The first block that begins at an offset or behind it. */
export function firstBlockFrom(root: Root, offset: number): Block | undefined {
  for (const block of eachBlockIn(root, [root], { start: offset, end: Number.POSITIVE_INFINITY })) return block;
  return undefined;
}

function* eachBlockIn(parent: Parents, ancestors: readonly Parents[], within: Range): Generator<Block> {
  const { children } = parent;
  for (let index = firstTouching(children, within.start); index < children.length; index++) {
    const child = children[index]!;
    if (rangeOf(child).start > within.end) break;
    if (isContainer(child)) yield* eachBlockIn(child, [...ancestors, child], within);
    else yield { node: child, ancestors };
  }
}

/** The index of the first of a container's blocks that does not end before an offset. */
export function firstTouching(blocks: readonly Nodes[], offset: number): number {
  return firstWhere(blocks.length, index => rangeOf(blocks[index]!).end >= offset);
}

/** The first index of a sorted list of which something holds that holds of all behind it; the length if there is none. */
export function firstWhere(length: number, holds: (index: number) => boolean): number {
  let from = 0;
  let to = length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (holds(middle)) to = middle;
    else from = middle + 1;
  }
  return from;
}

/** Of ranges that are sorted and apart, the first that ends behind an offset: its index, or how many there are. */
export function firstEndingBehind(ranges: readonly Range[], offset: number): number {
  return firstWhere(ranges.length, index => ranges[index]!.end > offset);
}

/** The innermost block at a cursor, or on the cursor's line, where it stands in a mark; undefined between blocks. */
export function blockAt(root: Root, text: string, offset: number): Block | undefined {
  const [touched] = blocksIn(root, { start: offset, end: offset });
  if (touched) return touched;
  const distance = ({ node }: Block) => {
    const { start, end } = rangeOf(node);
    return Math.max(start - offset, offset - end);
  };
  const [nearest] = blocksIn(root, lineAt(text, offset)).sort((one, other) => distance(one) - distance(other));
  return nearest;
}

export function isContainer(node: Nodes): node is Extract<RootContent, Parents> {
  return ['blockquote', 'list', 'listItem', 'footnoteDefinition'].includes(node.type);
}

/** Every node of a type in a node, in the order of the document. */
export function nodesOfType<Type extends RootContent['type']>(
  root: Nodes,
  type: Type,
): Extract<RootContent, { type: Type }>[] {
  return nodesOfTypes(root, [type]);
}
