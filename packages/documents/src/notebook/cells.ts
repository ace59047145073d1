import { SanaError } from '@sana-studio/core';
import { getNodeValue, type Node, type ParseError, parseTree } from 'jsonc-parser';
import type { Edit } from '../insertion/edit.ts';

/** A markdown cell of a notebook's file. */
export interface NotebookCell {
  readonly text: string;
  /** What says that in the file: a text, or a list of its lines. */
  readonly source: Node;
}

/**
 * The markdown cells of a notebook, as Jupyter keeps them: https://nbformat.readthedocs.io/en/latest/format_description.html
 * @throws SanaError `document-refused` if the file is no JSON
 */
export function cellsOf(text: string): readonly NotebookCell[] {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true });
  if (!root || errors.length > 0) throw new SanaError('document-refused:not-json');
  return (memberOf(root, 'cells')?.children ?? []).flatMap(cell => {
    const source = memberOf(cell, 'source');
    if (!source || memberOf(cell, 'cell_type')?.value !== 'markdown') return [];
    const lines: unknown[] = source.type === 'array' ? getNodeValue(source) : [source.value];
    return lines.every(line => typeof line === 'string') ? [{ text: lines.join(''), source }] : [];
  });
}

/** The offset in the file of what begins a line of a cell, which counts from 1. */
export function offsetOfLine({ source }: NotebookCell, line: number): number {
  let before = 1;
  let { offset } = source;
  for (const part of source.type === 'array' ? (source.children ?? []) : []) {
    ({ offset } = part);
    before += lineEnds(String(part.value));
    if (before > line) break;
  }
  return offset;
}

/** The change that makes a cell say something else, written as the file writes it. */
export function cellEdit(file: string, { source }: NotebookCell, text: string): Edit {
  const { offset: start, length } = source;
  const end = start + length;
  if (source.type !== 'array') return { start, end, text: JSON.stringify(text) };
  const [first] = source.children ?? [];
  const last = source.children?.at(-1);
  // what is between the brackets and the lines, and so between lines
  const before = first ? file.slice(start + 1, first.offset) : '';
  const behind = last ? file.slice(last.offset + last.length, end - 1) : '';
  const lines = text === '' ? [] : text.split(/(?<=\n)/u);
  const between = before === '' ? ' ' : before;
  return { start, end, text: `[${before}${lines.map(line => JSON.stringify(line)).join(`,${between}`)}${behind}]` };
}

function memberOf(object: Node, name: string): Node | undefined {
  if (object.type !== 'object') return undefined;
  // of several the last counts, as for `JSON.parse`
  return object.children?.findLast(({ children }) => children?.[0]?.value === name)?.children?.[1];
}

function lineEnds(text: string): number {
  return text.split('\n').length - 1;
}
