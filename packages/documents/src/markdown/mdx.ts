import type { Range } from './parse.ts';

/** At the beginning of a line: a statement of a module, which ends before an empty line. */
const STATEMENT = /^(?:import|export)\s/u;
const TAG = /^<(?:\/?[\p{ID_Start}$_]|\/?>)/u;
/** UTF-16 units that are looked at for each one of the text: what is opened and never closed costs more than that. */
const LOOKS = 8;

/**
 * What in MDX is JavaScript: statements of the module, expressions in braces, and tags with what is in them.
 * @param code ranges where nothing is a mark, sorted
 */
export function mdxRanges(text: string, code: readonly Range[]): Range[] {
  return new Scanner(text).ranges(code);
}

class Scanner {
  readonly #text: string;
  #looks: number;

  constructor(text: string) {
    this.#text = text;
    this.#looks = text.length * LOOKS;
  }

  ranges(code: readonly Range[]): Range[] {
    const found: Range[] = [];
    let next = 0;
    for (let at = 0; at < this.#text.length; ) {
      while (next < code.length && code[next]!.end <= at) next++;
      const block = code[next];
      if (block && block.start <= at) {
        at = block.end;
        continue;
      }
      const end = this.#looks > 0 ? this.#endOfScript(at) : undefined;
      if (end !== undefined) found.push({ start: at, end });
      at = end ?? at + (this.#text[at] === '\\' ? 2 : 1);
    }
    return found;
  }

  #endOfScript(at: number): number | undefined {
    const text = this.#text;
    if (text[at] === '{') return this.#endOfExpression(at);
    if (text[at] === '<') return TAG.test(text.slice(at, at + 4)) ? this.#endOfTag(at) : undefined;
    const beginsLine = at === 0 || text[at - 1] === '\n';
    return beginsLine && STATEMENT.test(text.slice(at, at + 8)) ? this.#endOfStatement(at) : undefined;
  }

  /** Behind the brace that closes the one at `at`. */
  #endOfExpression(at: number): number | undefined {
    let depth = 0;
    for (let here = at; here < this.#text.length && this.#looks-- > 0; here++) {
      const character = this.#text[here]!;
      if (character === '{') depth++;
      else if (character === '}' && --depth === 0) return here + 1;
      else if (character === '/' && this.#text[here + 1] === '*') here = this.#find('*/', here + 2) + 1;
      else if ('"\'`'.includes(character)) here = this.#endOfString(here);
    }
    return undefined;
  }

  /** At the mark that ends a string; an apostrophe in words ends nothing. */
  #endOfString(at: number): number {
    const mark = this.#text[at];
    for (let here = at + 1; here < this.#text.length && this.#looks-- > 0; here++) {
      if (this.#text[here] === '\\') here++;
      else if (this.#text[here] === mark) return here;
      else if (this.#text[here] === '\n' && mark !== '`') return at;
    }
    return at;
  }

  #endOfTag(at: number): number | undefined {
    for (let here = at + 1; here < this.#text.length && this.#looks-- > 0; here++) {
      const character = this.#text[here]!;
      if (character === '>') return here + 1;
      if (character === '{') here = (this.#endOfExpression(here) ?? this.#text.length) - 1;
      else if (character === '"' || character === "'") here = this.#find(character, here + 1);
    }
    return undefined;
  }

  /** Before the first empty line that is in no braces of the statement. */
  #endOfStatement(at: number): number {
    for (let here = at; here < this.#text.length; here++) {
      if (this.#text[here] === '{') here = (this.#endOfExpression(here) ?? here + 1) - 1;
      else if (this.#text[here] === '\n' && /^\r?(?:\n|$)/u.test(this.#text.slice(here + 1, here + 3))) return here;
    }
    return this.#text.length;
  }

  /** Where `mark` is next; the end of the text if it is nowhere. */
  #find(mark: string, from: number): number {
    const found = this.#text.indexOf(mark, from);
    const at = found < 0 ? this.#text.length : found;
    this.#looks -= at - from;
    return at;
  }
}
