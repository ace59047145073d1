import { BUDGETS, type BudgetName, overBudget } from './budgets.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const [OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/**
 * Makes sure, before anything is made of it, that JSON is not nested too deep and has not too many values and names: an empty
 * list takes two bytes in a file and twenty times as many in memory. Goes over the bytes once; what is no JSON is somebody
 * else's matter.
 * @param bytes UTF-8 @param what the file or address, as a person knows it
 * @param entries of which values, e.g. `configEntries`; without it their number is somebody else's matter, too
 * @throws SanaError `over-budget`
 */
export function assertJsonSize(bytes: Uint8Array, what: string, entries?: BudgetName): void {
  const most = entries === undefined ? Number.POSITIVE_INFINITY : BUDGETS[entries].most;
  const deepest = BUDGETS.jsonDepth.most;
  let depth = 0;
  const mostNames = BUDGETS.jsonNames.most;
  let count = 1;
  let names = 0;
  for (let at = 0; at < bytes.length; at++) {
    switch (bytes[at]) {
      case QUOTE:
        for (at++; at < bytes.length && bytes[at] !== QUOTE; at++) if (bytes[at] === BACKSLASH) at++;
        break;
      case OPEN_ARRAY:
      case OPEN_OBJECT:
        if (++depth > deepest) throw overBudget('jsonDepth', what);
        if (++count > most && entries) throw overBudget(entries, what);
        break;
      case COMMA:
        if (++count > most && entries) throw overBudget(entries, what);
        break;
      case COLON:
        if (++names > mostNames) throw overBudget('jsonNames', what);
        break;
      case CLOSE_ARRAY:
      case CLOSE_OBJECT:
        depth--;
        break;
      default:
    }
  }
}

/**
 * Parses JSON that comes from outside. How large it would be in memory is looked at before.
 * @param json as text, or in UTF-8 @param what the file or address, as a person knows it
 * @throws SyntaxError; SanaError `over-budget`
 */
export function parseJson(json: string | Uint8Array, what: string): unknown {
  const isText = typeof json === 'string';
  assertJsonSize(isText ? new TextEncoder().encode(json) : json, what);
  return JSON.parse(isText ? json : new TextDecoder().decode(json));
}
