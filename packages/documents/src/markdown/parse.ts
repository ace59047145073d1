import { SanaError } from '@sana-studio/core';
import type { Nodes, Parents, Root, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { frontmatter } from 'micromark-extension-frontmatter';
import { gfm } from 'micromark-extension-gfm';
import { assertParsable } from './budget.ts';
import { type Constructs, PartParser } from './part-parser.ts';
import { frontMatterIn } from './parts.ts';

/** Part of a document: offsets in UTF-16 units, the end excluded. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

const MARKS = gfm();
const FRONT_MATTER = frontmatter(['yaml']);
const MDAST_EXTENSIONS = [gfmFromMarkdown(), frontmatterFromMarkdown(['yaml'])];

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
 * Markdown as CommonMark and GitHub read it, with YAML front matter. Every node knows its offsets in `text`. The tree
 * shares nodes with those of other versions of the document: nobody changes it.
 * @throws SanaError `over-budget` for what would take too long
 */
export function parseMarkdown(text: string): Root {
  for (const steps = parsingSteps(text); ; ) {
    const { done, value } = steps.next();
    if (done) return value;
  }
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

/** Whether a cursor at `offset`, at either edge or inside, is in the range. */
export function touches({ start, end }: Range, offset: number): boolean {
  return start <= offset && offset <= end;
}

/** A block that holds text rather than other blocks, and what it is nested in, outermost first. */
export interface Block {
  readonly node: RootContent;
  readonly ancestors: readonly Parents[];
}

/** The innermost block at a cursor; undefined between blocks. */
export function blockAt(root: Root, offset: number): Block | undefined {
  const ancestors: Parents[] = [];
  let parent: Parents = root;
  for (;;) {
    ancestors.push(parent);
    const children: readonly RootContent[] = parent.children;
    const child = children.find(candidate => touches(rangeOf(candidate), offset));
    if (!child) return undefined;
    if (!isContainer(child)) return { node: child, ancestors };
    parent = child;
  }
}

function isContainer(node: RootContent): node is Extract<RootContent, Parents> {
  return ['blockquote', 'list', 'listItem', 'footnoteDefinition'].includes(node.type);
}

/** Every node of a type, in the order of the document. */
export function nodesOfType<Type extends RootContent['type']>(
  root: Nodes,
  type: Type,
): Extract<RootContent, { type: Type }>[] {
  const found: Extract<RootContent, { type: Type }>[] = [];
  const visit = (node: Nodes) => {
    if (node.type === type) found.push(node as Extract<RootContent, { type: Type }>);
    if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(root);
  return found;
}
