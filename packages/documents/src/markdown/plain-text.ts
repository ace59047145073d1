import type { Nodes } from 'mdast';
import { parseMarkdown, type Range, rangeOf } from './parse.ts';

/** Scripts written without spaces, whose lines are joined without one. */
const UNSPACED =
  '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\u3000-\\u303f\\uff00-\\uffef]';
const BEGINS_WITH_UNSPACED = new RegExp(`^${UNSPACED}`, 'u');
const ENDS_WITH_UNSPACED = new RegExp(`${UNSPACED}$`, 'u');
const ENDS_WITH_WORD = /[\p{L}\p{N}\p{M}]$/u;

/**
 * The words of a piece of markdown without its marks: no emphasis, link targets, HTML tags, pictures or code blocks.
 * @param clip only what lies in this range of `source`
 * @param source the text the node was parsed from
 */
export function plainText(node: Nodes, source: string, clip?: Range): string {
  switch (node.type) {
    case 'text':
      return clip ? clippedText(node.value, rangeOf(node), source, clip) : node.value;
    case 'inlineCode':
      return clip && !overlaps(rangeOf(node), clip) ? '' : node.value;
    case 'break':
      return '\n';
    case 'paragraph':
    case 'heading':
    case 'tableCell':
      return onOneLine(node.children.map(child => plainText(child, source, clip)).join(''));
    case 'root':
    case 'blockquote':
    case 'list':
    case 'listItem':
    case 'footnoteDefinition':
    case 'table':
    case 'tableRow':
      return sentences(node.children.map(child => plainText(child, source, clip)));
    case 'emphasis':
    case 'strong':
    case 'delete':
    case 'link':
    case 'linkReference':
      return node.children.map(child => plainText(child, source, clip)).join('');
    default:
      return '';
  }
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

function clippedText(value: string, range: Range, source: string, clip: Range): string {
  if (!overlaps(range, clip)) return '';
  const start = Math.max(range.start, clip.start);
  const end = Math.min(range.end, clip.end);
  if (start === range.start && end === range.end) return value;
  const written = source.slice(start, end);
  // Escapes and entities make the value differ from what is written: then the part is read on its own.
  if (source.slice(range.start, range.end) === value) return written;
  return (
    written.slice(0, written.length - written.trimStart().length) +
    plainText(parseMarkdown(written), written) +
    written.slice(written.trimEnd().length)
  );
}
