import type { Nodes, Root } from 'mdast';
import { SANA_BLOCK, type TreeNode } from './tree.ts';

const PLACES = new Set(['type', 'children', 'position', 'data', 'spread', 'alt', 'url', 'value', 'referenceType']);

/** What GitHub reads, as the rest of this package has it. */
export function readTree(node: Root): TreeNode {
  return nodeOf(node);
}

function nodeOf(node: Nodes): TreeNode {
  const children = 'children' in node ? node.children.map(nodeOf) : [];
  const rest = JSON.stringify(Object.entries(node).filter(([key]) => !PLACES.has(key)));
  const value = 'value' in node ? node.value : '';
  switch (node.type) {
    case 'image':
      return { kind: node.type, own: rest, children, target: node.url, alt: node.alt ?? '' };
    case 'imageReference':
      // `![a][]` and `![a][a]` are the same
      return { kind: node.type, own: rest, children, refers: node.identifier, alt: node.alt ?? '' };
    case 'linkReference':
      return { kind: node.type, own: rest + node.referenceType, children };
    case 'html':
      return { kind: node.type, own: rest, children, html: value };
    case 'definition':
      return { kind: node.type, own: rest, children, defines: node.url };
    case 'link':
      return { kind: node.type, own: rest + node.url, children };
    case 'code':
      return { kind: node.lang === 'sana' ? SANA_BLOCK : node.type, own: rest + value, children };
    case 'list':
      return {
        kind: node.type,
        own: rest,
        children,
        tight: !node.spread && !node.children.some(({ spread }) => spread),
      };
    default:
      return { kind: node.type, own: rest + value, children };
  }
}
