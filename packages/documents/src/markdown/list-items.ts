import { parsedOf, type SourceDocument } from '../document.ts';
import { nodesOfType } from './parse.ts';
import { onOneLine, plainText } from './plain-text.ts';

export interface ListItem {
  /** Its words without those of lists inside it. */
  readonly words: string;
  /** From 1. */
  readonly line: number;
}

/** The items of all lists of a document that have words, in its order; one inside another is one of its own. */
export function listItems(document: SourceDocument): ListItem[] {
  const { root, opaque } = parsedOf(document);
  return nodesOfType(root, 'listItem').flatMap(item => {
    const own = item.children.filter(child => child.type !== 'list');
    const words = onOneLine(own.map(child => plainText(child, { text: document.text, opaque })).join(' ')).trim();
    return words === '' ? [] : [{ words, line: item.position!.start.line }];
  });
}
