// Patterns of module names come from files. They are regular expressions for peft; here they are matched step by step, all
// ways at once, so that no pattern takes longer than its length times the name's.

interface Piece {
  readonly takes: (letter: string) => boolean;
  readonly repeats: boolean;
  readonly optional: boolean;
}

const WORD = /^\w$/;
const DIGIT = /^\d$/;
const PLAIN = /^[\w-]$/;
/** What can be said with them is said otherwise, or not at all. */
const MOST_WAYS = 64;

/** Alternatives of a pattern without its groups: `a(b|c)` is `ab` and `ac`. @returns undefined where it is no pattern */
function alternatives(pattern: string): readonly string[] | undefined {
  const open = pattern.indexOf('(');
  if (open < 0) return pattern.includes(')') ? undefined : pattern.split('|');
  const close = pattern.indexOf(')', open);
  const inside = pattern.slice(open + 1, close).replace(/^\?:/, '');
  const rest = pattern.slice(close + 1);
  // `x(a)|y` has alternatives that begin before the group
  const outside = pattern.slice(0, open) + (rest.includes('(') ? '' : rest);
  if (close < 0 || inside.includes('(') || /^[*+?{]/.test(rest) || outside.includes('|')) return undefined;
  const ends = alternatives(rest);
  const ways = ends && inside.split('|').flatMap(way => ends.map(end => pattern.slice(0, open) + way + end));
  return ways && ways.length <= MOST_WAYS ? ways : undefined;
}

function classOf(letters: string): ((letter: string) => boolean) | undefined {
  const isNot = letters.startsWith('^');
  const allowed = new Set<string>();
  const body = (isNot ? letters.slice(1) : letters).replaceAll('\\d', '0-9').replaceAll('\\w', 'A-Za-z0-9_');
  if (/\\[A-Za-z]/.test(body)) return undefined;
  const units = [...body.replaceAll('\\', '')];
  for (let i = 0; i < units.length; i++) {
    const end = units[i + 1] === '-' ? units[i + 2] : undefined;
    const [from, to] = [units[i]!, end ?? units[i]!].map(unit => unit.codePointAt(0)!) as [number, number];
    if (from > to || to - from > 128) return undefined;
    for (let code = from; code <= to; code++) allowed.add(String.fromCodePoint(code));
    if (end !== undefined) i += 2;
  }
  return letter => allowed.has(letter) !== isNot;
}

/** @returns undefined where it is no pattern of one line that is known here */
function piecesOf(pattern: string): readonly Piece[] | undefined {
  const pieces: Piece[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const letter = pattern[at]!;
    let takes: Piece['takes'] | undefined;
    if (letter === '.') takes = () => true;
    else if (letter === '\\') {
      const next = pattern[++at] ?? '';
      if (next === 'd') takes = other => DIGIT.test(other);
      else if (next === 'w') takes = other => WORD.test(other);
      else if (next !== '' && !WORD.test(next)) takes = other => other === next;
    } else if (letter === '[') {
      const close = pattern.indexOf(']', at + 1);
      if (close > at) takes = classOf(pattern.slice(at + 1, close));
      at = close;
    } else if (PLAIN.test(letter)) takes = other => other === letter;
    if (!takes) return undefined;
    const after = pattern[at + 1];
    if (after === '*' || after === '+' || after === '?') at++;
    pieces.push({ takes, repeats: after === '*' || after === '+', optional: after === '*' || after === '?' });
  }
  return pieces;
}

/** Whether the pieces take the end of a text, from its beginning on or, unless `fromStart`, from behind a dot on. */
function takesEnd(pieces: readonly Piece[], text: string, fromStart: boolean): boolean {
  let places = new Set<number>();
  const add = (to: Set<number>, place: number) => {
    for (let at = place; !to.has(at); at++) {
      to.add(at);
      if (!pieces[at]?.optional) break;
    }
  };
  add(places, 0);
  for (const letter of text) {
    const next = new Set<number>();
    for (const place of places) {
      const piece = pieces[place];
      if (!piece?.takes(letter)) continue;
      add(next, place + 1);
      if (piece.repeats) next.add(place);
    }
    if (letter === '.' && !fromStart) add(next, 0);
    places = next;
  }
  return places.has(pieces.length);
}

/** What a pattern says of names. */
export interface NamePattern {
  readonly matches: (module: string) => boolean;
  /** Steps that each letter of a name takes at most. */
  readonly steps: number;
}

/**
 * A key of peft's alpha_pattern: a regular expression that has to match the end of a module's name, from a dot or from its
 * beginning on.
 * @returns undefined for what is known to regular expressions and not here, such as groups that repeat
 */
export function namePattern(pattern: string): NamePattern | undefined {
  if (pattern.length > 500) return undefined;
  const fromStart = pattern.startsWith('^');
  const bare = pattern.slice(fromStart ? 1 : 0, pattern.endsWith('$') && !pattern.endsWith('\\$') ? -1 : undefined);
  const ways = alternatives(bare)?.map(piecesOf);
  if (!ways?.every(way => way !== undefined)) return undefined;
  return {
    matches: module => ways.some(way => takesEnd(way, module, fromStart)),
    steps: ways.reduce((sum, way) => sum + way.length + 1, 0),
  };
}
