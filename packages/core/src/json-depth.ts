import { BUDGETS, overBudget } from './budgets.ts';

/**
 * Parses JSON that comes from outside. How deep it is nested is looked at before: a parser makes a value of every bracket.
 * @param what the file or address, as a person knows it
 * @throws SyntaxError; SanaError `over-budget` for what is nested deeper than `jsonDepth`
 */
export function parseJson(text: string, what: string): unknown {
  assertShallow(text, what);
  return JSON.parse(text);
}

/** @throws SanaError `over-budget` for what is nested deeper than `jsonDepth` */
export function assertShallow(text: string, what: string): void {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === BACKSLASH) at++;
      else if (code === QUOTE) inString = false;
    } else if (code === QUOTE) inString = true;
    else if (code === OPEN_LIST || code === OPEN_OBJECT) {
      if (++depth > BUDGETS.jsonDepth.most) throw overBudget('jsonDepth', what);
    } else if (code === CLOSE_LIST || code === CLOSE_OBJECT) depth--;
  }
}

const [QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x22, 0x5c, 0x5b, 0x5d, 0x7b, 0x7d];
