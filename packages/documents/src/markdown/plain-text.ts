import type { Nodes } from 'mdast';
import { decodeString } from 'micromark-util-decode-string';
import { firstEndingBehind, type Range, rangeOf } from './parse.ts';

/** Scripts written without spaces, whose lines are joined without one. */
const UNSPACED =
  '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\u3000-\\u303f\\uff00-\\uffef]';
const BEGINS_WITH_UNSPACED = new RegExp(`^${UNSPACED}`, 'u');
const ENDS_WITH_UNSPACED = new RegExp(`${UNSPACED}$`, 'u');
const ENDS_WITH_WORD = /[\p{L}\p{N}\p{M}]$/u;
/** What stands for its own address. */
const ADDRESS = /^(?:[a-z][\w+.-]*:|www\.)\S+$/iu;
/** Words between such tags are struck. */
const STRUCK = /^<(del|s|strike)[\s>]/iu;
const BREAK = /^<(?:br|wbr)[\s/>]/iu;
/** What containers put before a line of a paragraph. */
const CONTAINER_MARKS = /(\r\n|\n|\r)[ \t>]*/gu;

/** The text that nodes were parsed from, and what of it is no words. */
export interface Source {
  readonly text: string;
  /** Sorted and apart. */
  readonly opaque: readonly Range[];
}

/**
 * The words of a piece of markdown without its marks: no emphasis, link targets, HTML tags, pictures, code blocks or
 * struck words.
 * @param clip only what lies in this range of the source
 */
export function plainText(node: Nodes, source: Source, clip?: Range): string {
  switch (node.type) {
    case 'text':
      return visibleText(node.value, rangeOf(node), source, clip);
    case 'inlineCode':
      // in a tag of JSX it is no code
      return (clip && !overlaps(rangeOf(node), clip)) || isIn(rangeOf(node), source.opaque) ? '' : node.value;
    case 'break':
      return '\n';
    case 'paragraph':
    case 'heading':
    case 'tableCell':
      return onOneLine(phrase(node.children, source, clip));
    case 'root':
    case 'blockquote':
    case 'list':
    case 'listItem':
    case 'footnoteDefinition':
    case 'table':
    case 'tableRow':
      return sentences(node.children.map(child => plainText(child, source, clip)));
    case 'link': {
      const words = phrase(node.children, source, clip);
      return ADDRESS.test(words) || `mailto:${words}` === node.url ? '' : words;
    }
    case 'emphasis':
    case 'strong':
    case 'linkReference':
      return phrase(node.children, source, clip);
    default:
      return '';
  }
}

/** Words in a row. Tags of HTML are nodes of their own, so what is struck by them lies between two of these. */
function phrase(nodes: readonly Nodes[], source: Source, clip: Range | undefined): string {
  let words = '';
  let struck: string | undefined;
  for (const node of nodes) {
    if (node.type === 'html') {
      if (BREAK.test(node.value)) words += ' ';
      if (struck === undefined) struck = STRUCK.exec(node.value)?.[1]?.toLowerCase();
      else if (node.value.toLowerCase().startsWith(`</${struck}`)) struck = undefined;
    } else if (struck === undefined) words += plainText(node, source, clip);
  }
  return words;
}

/** Line ends become a space, or nothing between scripts that do not use any. */
export function onOneLine(text: string): string {
  return text
    .replace(/\s+/gu, (space, at: number) => {
      const [before, behind] = [
        text.slice(Math.max(0, at - 2), at),
        text.slice(at + space.length, at + space.length + 2),
      ];
      const inside = ENDS_WITH_UNSPACED.test(before) && BEGINS_WITH_UNSPACED.test(behind);
      return inside && space.includes('\n') ? '' : ' ';
    })
    .trim();
}

/** Puts pieces one after the other, with a full stop where one ends without punctuation. */
export function sentences(pieces: readonly string[]): string {
  return pieces
    .filter(piece => piece !== '')
    .map((piece, index, all) => (index === all.length - 1 ? piece : piece + sentenceEnd(piece.slice(-2))))
    .join('');
}

/** @param end of what another sentence follows, with its last character whole */
function sentenceEnd(end: string): string {
  const isWord = ENDS_WITH_WORD.test(end);
  if (ENDS_WITH_UNSPACED.test(end)) return isWord ? '。' : '';
  return isWord ? '. ' : ' ';
}

/** At most `limit` UTF-16 units, cut between words where there are any, never inside a character. */
export function shortened(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let cut = '';
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (cut.length + segment.length > limit) break;
    cut += segment;
  }
  const space = cut.lastIndexOf(' ');
  return (space > limit / 2 ? cut.slice(0, space) : cut).trimEnd();
}

function overlaps(range: Range, clip: Range): boolean {
  return range.start < clip.end && clip.start < range.end;
}

function isIn({ start, end }: Range, ranges: readonly Range[]): boolean {
  const around = ranges[firstEndingBehind(ranges, start)];
  return around !== undefined && around.start <= start && end <= around.end;
}

/** What of a text node lies in the clip and is words. */
function visibleText(value: string, range: Range, { text, opaque }: Source, clip: Range | undefined): string {
  const pieces = without(
    { start: Math.max(range.start, clip?.start ?? 0), end: Math.min(range.end, clip?.end ?? text.length) },
    opaque,
  );
  const [whole] = pieces;
  if (whole?.start === range.start && whole.end === range.end) return value;
  // as it is written, but for escapes and entities, and what quotations and lists put before its lines
  return pieces.map(({ start, end }) => decodeString(text.slice(start, end).replace(CONTAINER_MARKS, '$1'))).join('');
}

/** What of a range is in none of the others. */
function without(range: Range, others: readonly Range[]): Range[] {
  const pieces: Range[] = [];
  let { start } = range;
  for (let index = firstEndingBehind(others, start); index < others.length; index++) {
    const other = others[index]!;
    if (other.start >= range.end) break;
    if (other.start > start) pieces.push({ start, end: other.start });
    start = Math.max(start, other.end);
  }
  if (start < range.end) pieces.push({ start, end: range.end });
  return pieces;
}
