// Where a document can be cut into parts that read alone as they read together. Only what was changed has to be parsed
// again then. Between two parts is an empty line; the second begins at a margin, with no list item or quotation open that
// could reach into it, and in no block that holds empty lines: fenced code, HTML that ends with its own mark, front matter.

const FENCE = /^(`{3,}(?=[^`]*$)|~{3,})/;
const CLOSING = /^ {0,3}(`+|~+)[ \t]*$/;
const EMPTY = /^[ \t]*$/;
const MARKS = /^(?:[ \t>]|[*+-](?=[ \t])|\d{1,9}[.)](?=[ \t])|\[\^[^\]]*\]:)*/;
const FRONT_MATTER = /^(---|\+\+\+)[ \t]*$/;
/** What HTML ends with that goes on over empty lines, by what it begins with. */
const HTML = [
  { begins: /^<(?:script|pre|style|textarea)(?:[\s>]|$)/i, ends: /<\/(?:script|pre|style|textarea)>/i },
  { begins: /^<!--/, ends: /-->/ },
  { begins: /^<\?/, ends: /\?>/ },
  { begins: /^<!\[CDATA\[/, ends: /\]\]>/ },
  { begins: /^<![a-z]/i, ends: />/ },
] as const;
/** What may go on with the list above it, or begins a quotation or a note: a parser ends what is open above these elsewhere. */
const CONTAINER = /^(?:[*+>-]|\d|\[\^)/;

/** Of the lines that a part could begin with, one of so many does, if the part before it is not too long by then. */
const ONE_OF = 4;
const FEW_LEASTS = 10;

type State =
  | { readonly kind: 'none' }
  /** In a block that ends with such a line, whatever is in it. */
  | { readonly kind: 'until'; readonly ends: (line: string) => boolean }
  /** Something may be open, in a list or not. */
  | { readonly kind: 'unsure' };

const NONE: State = { kind: 'none' };
const UNSURE: State = { kind: 'unsure' };

/**
 * Offsets at which parts begin, the first of them 0.
 * @param least UTF-16 units of a part, but for the last one
 * @param ends whether what is written in a part would be over behind it, where lines do not tell
 */
export function beginningsOfParts(text: string, least: number, ends: (part: string) => boolean): number[] {
  const beginnings = [0];
  let start = 0;
  let state: State = NONE;
  let afterEmpty = false;
  /** Since the last empty line, a line may have begun HTML, in which nothing else begins. */
  let html = false;
  /** A part is not asked about again before it has grown by half: it is parsed for that. */
  let askAgain = least;
  for (let at = frontMatterIn(text); at < text.length; ) {
    const end = endOfLine(text, at);
    const first = text[at]!;
    if (afterEmpty && state.kind !== 'until' && !' \t\r\n'.includes(first) && at - start >= least) {
      const line = text.slice(at, end);
      // what a part begins with is chosen by the words, not by the distance: a letter more leaves all other parts as they are
      if (!CONTAINER.test(line) && (at - start >= FEW_LEASTS * least || hash(line) % ONE_OF === 0)) {
        const over = state.kind === 'none' || (at - start >= askAgain && ends(text.slice(start, at)));
        if (over) {
          beginnings.push(at);
          start = at;
          state = NONE;
          askAgain = least;
        } else askAgain = Math.max(askAgain, (at - start) * 1.5);
      }
    }
    const line = text.slice(at, end);
    afterEmpty = EMPTY.test(line);
    if (!afterEmpty) state = after(line, state, html);
    html = !afterEmpty && (html || line.slice(marksOf(line)).startsWith('<'));
    at = text.startsWith('\r\n', end) ? end + 2 : end + 1;
  }
  return beginnings;
}

/** @param doubtful whether the line may be in HTML */
function after(line: string, state: State, doubtful: boolean): State {
  if (state.kind === 'until') return state.ends(line) ? NONE : state;
  if (state.kind === 'unsure') return state;
  const marks = marksOf(line);
  const words = line.slice(marks);
  const [fence] = FENCE.exec(words) ?? [];
  const html = words.startsWith('<') ? HTML.find(({ begins }) => begins.test(words)) : undefined;
  if (fence === undefined && !html) return NONE;
  // behind a mark or an indentation it may be in a list, and over with that
  if (doubtful || marks > 0) return UNSURE;
  if (fence !== undefined) return { kind: 'until', ends: closing(fence) };
  return html!.ends.test(words) ? NONE : { kind: 'until', ends: other => html!.ends.test(other) };
}

function closing(fence: string): (line: string) => boolean {
  return line => {
    const [, marks = ''] = CLOSING.exec(line) ?? [];
    return marks[0] === fence[0] && marks.length >= fence.length;
  };
}

function marksOf(line: string): number {
  return MARKS.exec(line)![0].length;
}

/** FNV-1a. */
function hash(line: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < line.length; at++) value = Math.imul(value ^ line.charCodeAt(at), 0x01000193) >>> 0;
  return value >>> 8;
}

/** UTF-16 units of the front matter that a document begins with, 0 if it does not: without an end, it is something else. */
export function frontMatterIn(text: string): number {
  const [, mark] = FRONT_MATTER.exec(text.slice(0, endOfLine(text, 0))) ?? [];
  if (mark === undefined) return 0;
  for (let at = endOfLine(text, 0) + 1; at < text.length; ) {
    const end = endOfLine(text, at);
    if (text.startsWith(mark, at) && EMPTY.test(text.slice(at + mark.length, end))) return end;
    at = end + 1;
  }
  return 0;
}

function endOfLine(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) return at;
  }
  return text.length;
}
