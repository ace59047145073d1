/** What Python writes for numbers that JSON does not have, and what JSON.parse makes the same value of. */
const LITERALS = [
  ['NaN', 'null'],
  // the shortest standard JSON number that overflows to an infinity
  ['Infinity', '1e999'],
  ['-Infinity', '-1e999'],
] as const;

/** What may stand around a value. */
const BEFORE = ' \t\r\n[:,';
const BEHIND = ' \t\r\n],}';

/**
 * Parses JSON as Python's json module writes it, i.e. also `Infinity` and `-Infinity` (which the scheduler
 * configurations contain); `NaN` becomes null. In time and memory in proportion to the text, whatever is in it.
 * @throws SyntaxError for anything else
 */
export function parsePythonJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return JSON.parse(asJson(text));
  }
}

/** The text with Python's literals in JSON's words. Strings stay as they are, so that the words inside them do. */
function asJson(text: string): string {
  const pieces: string[] = [];
  let taken = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (character === '"') at = closingQuote(text, at);
    if (character !== 'N' && character !== 'I' && character !== '-') continue;
    const found = LITERALS.find(([literal]) => standsAt(text, literal, at));
    if (!found) continue;
    const [literal, json] = found;
    pieces.push(text.slice(taken, at), json);
    taken = at + literal.length;
    at = taken - 1;
  }
  pieces.push(text.slice(taken));
  return pieces.join('');
}

/** Where the string that begins at `start` ends: at the first quote that no backslash escapes, or with the text. */
function closingQuote(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at;
  }
  return text.length;
}

/** Whether a literal is all of a value there: Python reads neither `1Infinity` nor `Infinity5`. */
function standsAt(text: string, literal: string, at: number): boolean {
  if (!text.startsWith(literal, at)) return false;
  return isOf(BEFORE, text[at - 1]) && isOf(BEHIND, text[at + literal.length]);
}

function isOf(characters: string, character: string | undefined): boolean {
  return character === undefined || characters.includes(character);
}
