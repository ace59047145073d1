import { SanaError } from '@sana-studio/core';
import type { Nodes, Parents, Root, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { frontmatter } from 'micromark-extension-frontmatter';
import { gfm } from 'micromark-extension-gfm';
import { assertParsable } from './budget.ts';

/** Part of a document: offsets in UTF-16 units, the end excluded. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * Markdown as CommonMark and GitHub read it, with YAML front matter. Every node knows its offsets in `text`.
 * @throws SanaError `over-budget` for what would take too long
 */
export function parseMarkdown(text: string): Root {
  assertParsable(text);
  return fromMarkdown(text, {
    extensions: [gfm(), frontmatter(['yaml'])],
    mdastExtensions: [gfmFromMarkdown(), frontmatterFromMarkdown(['yaml'])],
  });
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
