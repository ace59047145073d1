import type { Parents, RootContent } from 'mdast';
import { firstWhere, lineAt, rangeOf } from '../markdown/parse.ts';

const LINE_ENDS = ['\r\n', '\n', '\r'] as const;

/** The line end of a document at an offset: that of its line, or if it has none, of the line before. */
export function lineEndOf(text: string, offset: number): string {
  const { start, end } = lineAt(text, offset);
  const own = LINE_ENDS.find(mark => text.startsWith(mark, end));
  const before = LINE_ENDS.find(mark => text.endsWith(mark, start) || text.slice(0, start).endsWith(mark));
  return own ?? before ?? '\n';
}

/** The number of the line that an offset of a text is in, from 1. */
export function lineNumbers(text: string): (offset: number) => number {
  const ends = Array.from(text.matchAll(/\r\n|\n|\r/gu), ({ index, 0: mark }) => index + mark.length);
  return offset => firstWhere(ends.length, index => ends[index]! > offset) + 1;
}

/** The offset of a line and column, both from 1; behind the end of a line counts as its end. */
export function offsetOf(
  text: string,
  { line, column }: { readonly line: number; readonly column?: number | undefined },
): number {
  let start = 0;
  for (let number = 1; number < line; number++) {
    const next = /\r\n|\n|\r/u.exec(text.slice(start));
    if (!next) break;
    start += next.index + next[0].length;
  }
  const [whole = ''] = /^[^\r\n]*/u.exec(text.slice(start)) ?? [];
  return start + (column === undefined ? whole.trimEnd().length : Math.min(Math.max(column, 1) - 1, whole.length));
}

/** Where the next line begins, from the end of one; the text's end if there is none. */
export function lineEndBehind(text: string, end: number): number {
  const mark = LINE_ENDS.find(candidate => text.startsWith(candidate, end));
  return end + (mark?.length ?? 0);
}

/**
 * What begins the lines of another block behind this one, in the same quotations and lists. Marks become spaces, but for those of
 * quotations: every line has these.
 */
export function prefixOf(text: string, node: RootContent, ancestors: readonly Parents[]): string {
  if (ancestors.length === 1) return '';
  const { start } = rangeOf(node);
  const line = lineAt(text, start);
  const parent = ancestors.at(-1);
  let marks = text.slice(line.start, start);
  // a task's box belongs to its words
  if (parent?.type === 'listItem' && typeof parent.checked === 'boolean')
    marks = marks.replace(/\[[ xX]\][ \t]+$/u, '');
  // a footnote is indented by four, however long its label
  const footnote = ancestors.findLast(({ type }) => type === 'footnoteDefinition');
  const from = footnote ? rangeOf(footnote).start : -1;
  if (from < line.start) return blank(marks);
  const label = /^\[\^[^\]]*\]:[ \t]*/u.exec(text.slice(from, start))?.[0].length ?? 0;
  return `${blank(text.slice(line.start, from))}    ${blank(text.slice(from + label, start).replace(/\[[ xX]\][ \t]+$/u, ''))}`;
}

function blank(marks: string): string {
  return marks.replace(/[^>\s]/gu, ' ');
}
