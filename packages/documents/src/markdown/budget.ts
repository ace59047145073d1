import { BUDGETS, type BudgetName, overBudget } from '@sana-studio/core';

/** What containers begin with: quotations, bullets, numbers. */
const CONTAINER = />|(?:[*+-]|\d{1,9}[.)])(?=[ \t]|$)/y;
/** By the code of a character, whether it is one whose other end a parser looks for. */
const MARKS = Uint8Array.from({ length: 128 }, (_, code) => Number('*_~[]`<'.includes(String.fromCharCode(code))));
/** Columns that one more level of a list is indented by, at least. */
const LEVEL = 2;
/** What begins a block of its own even without an empty line before it: an item, a heading, a row of a table. */
const BEGINS = /^(?:[>\s]*(?:[*+-]|\d{1,9}[.)])\s|\s*[#|])/;

/**
 * Looks, in one pass, for what takes a parser of markdown more time or memory than a document is worth: the time grows
 * with the square of marks in one paragraph and of containers in one another.
 * @param most for how many blocks
 * @throws SanaError `over-budget`
 */
export function assertParsable(text: string, most: 'documentBlocks' | 'documentPartBlocks' = 'documentBlocks'): void {
  if (text.length > BUDGETS.document.most) throw over('document');
  let marks = 0;
  let blocks = 0;
  for (let at = 0; at < text.length; ) {
    const found = text.indexOf('\n', at);
    const end = found < 0 ? text.length : found;
    const line = text.slice(at, end);
    const begins = BEGINS.test(line);
    const { marked, deepest } = nesting(line);
    if (deepest > BUDGETS.documentNesting.most) throw over('documentNesting');
    blocks += Math.max(begins ? 1 : 0, marked);
    if (blocks > BUDGETS[most].most) throw over(most);
    if (begins || line.trim() === '') marks = 0;
    marks += marksOf(line);
    if (marks > BUDGETS.paragraphMarks.most) throw over('paragraphMarks');
    at = end + 1;
  }
}

function over(name: BudgetName) {
  return overBudget(name, 'The document');
}

/** Levels of containers that a line is in or begins: by its marks, and at most, by its indentation as well. */
function nesting(line: string): { readonly marked: number; readonly deepest: number } {
  let columns = 0;
  let marked = 0;
  for (let at = 0; at < line.length; at++) {
    if (line[at] === ' ') columns++;
    else if (line[at] === '\t') columns += 4;
    else {
      CONTAINER.lastIndex = at;
      const [mark] = CONTAINER.exec(line) ?? [];
      if (mark === undefined) return { marked, deepest: Math.max(marked, columns / LEVEL) };
      marked++;
      at += mark.length - 1;
    }
  }
  // a line of nothing but marks is a thematic break, or is nested as deep
  return { marked, deepest: marked };
}

/** Marks whose other end a parser looks for through the whole paragraph. */
function marksOf(line: string): number {
  let marks = 0;
  for (let at = 0; at < line.length; at++) marks += MARKS[line.charCodeAt(at)] ?? 0;
  return marks;
}
