import type { RootContent, Table } from 'mdast';
import { parsedOf, type SourceDocument } from '../document.ts';
import { altFor } from './alt.ts';
import type { FoundPrompt, Place } from './found.ts';
import { type Block, lineAt, type Range, rangeOf, touches } from './parse.ts';
import { plainText, shortened } from './plain-text.ts';

/** UTF-16 units of a prompt made of prose: more than the text encoder reads of any language. */
export const PROSE_LIMIT = 1500;
/** What a definition of a list of definitions begins with. */
const DEFINITION = /^[ \t>]*[:~][ \t]+/u;

/** The words of a paragraph, of the definition or the cell at a cursor in it. */
export function wordsPrompt(document: SourceDocument, { node }: Block, offset: number): FoundPrompt | undefined {
  const { opaque } = parsedOf(document);
  const source = { text: document.text, opaque };
  const clip = node.type === 'paragraph' ? definitionAt(document.text, rangeOf(node), offset) : undefined;
  const prompt =
    node.type === 'table' ? cellWords(node, offset, cell => plainText(cell, source)) : plainText(node, source, clip);
  return prompt === '' ? undefined : prose('paragraph', prompt, { kind: 'after', ...(clip ?? rangeOf(node)) });
}

export function prose(kind: FoundPrompt['kind'], words: string, place: Place): FoundPrompt {
  const prompt = shortened(words, PROSE_LIMIT);
  return { kind, prompt, alt: altFor(prompt), settings: {}, place };
}

/** The cell at a cursor, or all of its row if the cell has no words; nothing in the line between head and body. */
function cellWords(table: Table, offset: number, words: (node: RootContent) => string): string {
  const row = table.children.find(child => touches(rangeOf(child), offset));
  const cell = row?.children.find(child => touches(rangeOf(child), offset)) ?? row?.children.at(-1);
  return row && cell ? words(cell) || words(row) : '';
}

/**
 * Where a paragraph of CommonMark is a term with its definitions elsewhere, the one at a cursor: each begins with a line
 * of its own. Undefined for any other paragraph.
 */
function definitionAt(text: string, { start, end }: Range, offset: number): Range | undefined {
  const parts: Range[] = [];
  for (let at = start, first = true; at < end; first = false) {
    const line = lineAt(text, at);
    const mark = DEFINITION.exec(text.slice(at, line.end))?.[0].length;
    if (mark !== undefined || first) parts.push({ start: at + (mark ?? 0), end: Math.min(line.end, end) });
    else parts[parts.length - 1] = { start: parts.at(-1)!.start, end: Math.min(line.end, end) };
    at = text.startsWith('\r\n', line.end) ? line.end + 2 : line.end + 1;
  }
  const [first, second] = parts;
  const isDefined = first!.start > start || (second !== undefined && lineAt(text, first!.start).end >= first!.end);
  return isDefined ? (parts.findLast(part => part.start <= offset) ?? first) : undefined;
}
