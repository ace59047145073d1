import type { Root } from 'mdast';
import { mdxRanges } from './mdx.ts';
import { firstEndingBehind, lineAt, type Range, rangeOf } from './parse.ts';
import { placedNodes } from './placed-nodes.ts';

const SHORTCODES = [
  ['{{<', '>}}'],
  ['{{%', '%}}'],
  ['{%', '%}'],
  ['{{', '}}'],
] as const;
/** Shortcodes between which everything is code, or nothing. */
const VERBATIM = /^\{[{%][<%]?-?\s*(raw|highlight|comment)\b/u;
/** `:::tip`, `::: {.callout}`, `::youtube[…]`, and the admonitions and tabs of MkDocs. */
const DIRECTIVE = /^(?::{2,}|!!! |\?\?\?\+? |===[!+]? ")/u;
/** `:class: tip`, in the lines below MyST's `:::{admonition}`. */
const OPTION = /^:[a-z][\w-]{0,50}:(?:\s|$)/iu;
/** What is looked for where its mark is in the document. */
interface Marked {
  readonly mark: string;
  readonly pattern: RegExp;
}

/** Parts of a line that are no words. */
const UNSEEN: readonly Marked[] = [
  // `{#id .class key=value}`, `{: .class}`, `{-}`
  { mark: '{', pattern: /\\?\{(?:[:#.][^{}\n]{0,500}|[\w-]{1,100}=[^{}\n]{0,500}|-)\}/gu },
  // a mark of a footnote that is defined nowhere
  { mark: '[^', pattern: /\[\^[^[\]\s]{1,100}\](?!:)/gu },
  // a note in the line, as Pandoc has it
  { mark: '^[', pattern: /\^\[[^[\]\n]{1,500}\](?![([:])/gu },
  // what Obsidian and wikis write: the name of a block, `![[a.png|200]]`, `[[toc]]`, `%%a comment%%`
  { mark: '^', pattern: /(?<=\s)\^[\w-]{1,60}(?=[ \t]*$)/gmu },
  { mark: '![[', pattern: /!\[\[[^[\]\n]{1,300}\]\]/gu },
  { mark: '[[', pattern: /\[\[_?toc_?\]\]/giu },
  { mark: '%%', pattern: /(?<!\S)%%[^%\n]{1,1000}%%/gu },
];
/** `[[Sea|the sea]]`, `==bold==`, of which the words are seen. */
const SEEN: readonly Marked[] = [
  { mark: '[[', pattern: /(\[\[(?:[^[\]|\n]{1,300}\|)?)[^[\]|\n]{1,300}(\]\])/gu },
  { mark: '==', pattern: /(==)(?=[^\s=])[^=\n]{1,500}(?<=\S)(==)/gu },
];
/** What an equation is called, behind it. */
const LABEL_BEHIND = /\$\$\s*\{#[^{}]*\}$/u;
/** Between two such lines is a comment of Obsidian's. */
const COMMENT = '%%';
/** `[!NOTE]`, and what Obsidian writes to fold it. */
const ALERT = /^\[![\w-]{1,50}\][+-]?/u;
/** What containers put before the words of a line. */
const MARKS = /^[\s>]*(?:(?:[-*+:]|\d{1,9}[.)]|\[\^[^\]\s]{1,200}\]:)\s+)*/u;
/** A note's further lines are indented by four, however long its label. */
const LABEL = '[^';
const NOTE_INDENTED = 4;
const INDENTATION = /^[\s>]*/u;

/**
 * Parts of a document that are neither words nor a place for a picture, sorted and apart: mathematics, directives, shortcodes, lists
 * of attributes, names of alerts; in MDX, what is JavaScript.
 */
export function opaqueRanges(text: string, root: Root, mdx: boolean): Range[] {
  const code = codeRanges(root);
  const isThere = ({ mark }: Marked) => text.includes(mark);
  const [unseen, seen] = [UNSEEN.filter(isThere), SEEN.filter(isThere)];
  const found: Range[] = [...alerts(root), ...(mdx ? mdxRanges(text, code) : [])];
  for (const { start, end } of between(code, text.length)) {
    const part = text.slice(start, end);
    const add = (from: number, to: number) => found.push({ start: start + from, end: start + to });
    shortcodes(part, add);
    for (const { pattern } of unseen) {
      for (const match of part.matchAll(pattern)) add(match.index, match.index + match[0].length);
    }
    for (const { pattern } of seen) {
      for (const { index, 0: whole, 1: open = '', 2: close = '' } of part.matchAll(pattern)) {
        add(index, index + open.length);
        add(index + whole.length - close.length, index + whole.length);
      }
    }
  }
  lines(text, code, found);
  return merged(found);
}

/** Whether an offset is in the middle of one of these ranges, which are sorted and apart. */
export function isInside(ranges: readonly Range[], offset: number): boolean {
  const range = ranges[firstEndingBehind(ranges, offset)];
  return range !== undefined && range.start < offset;
}

/** What is code or front matter, where nothing is a mark. */
function codeRanges(root: Root): Range[] {
  return placedNodes(root, ['code', 'inlineCode', 'yaml', 'toml']).map(({ node, at }) => {
    const { start, end } = rangeOf(node);
    return { start: start + at.offset, end: end + at.offset };
  });
}

function between(ranges: readonly Range[], length: number): Range[] {
  const starts = [0, ...ranges.map(({ end }) => end)];
  return starts.map((start, index) => ({ start, end: ranges[index]?.start ?? length }));
}

function shortcodes(part: string, add: (from: number, to: number) => void): void {
  // each mark is looked for once in all: the next one stays the next until it is passed
  const next = new Map<string, number>();
  const closing = (mark: string, from: number): number => {
    const known = next.get(mark);
    if (known !== undefined && (known < 0 || known >= from)) return known;
    const found = part.indexOf(mark, from);
    next.set(mark, found);
    return found;
  };
  for (let at = part.indexOf('{'); at >= 0; at = part.indexOf('{', at)) {
    const [open, close] = SHORTCODES.find(([mark]) => part.startsWith(mark, at)) ?? [];
    let end = open === undefined ? -1 : closing(close!, at + open.length);
    const [, name] = (end >= 0 && VERBATIM.exec(part.slice(at, end))) || [];
    const last = name === undefined ? -1 : closing(open === '{%' ? `end${name}` : `/${name}`, end);
    if (last >= 0) end = Math.max(end, closing(close!, last));
    if (end >= 0) add(at, end + close!.length);
    at = end < 0 ? at + 1 : end + close!.length;
  }
}

/** Lines that are directives, and what is between lines of `$$` or `%%`: mathematics and comments. */
function lines(text: string, code: readonly Range[], found: Range[]): void {
  let open: { readonly mark: string; readonly start: number; readonly indented: number } | undefined;
  let inOptions = false;
  let next = 0;
  for (let at = 0; at < text.length; ) {
    const { end } = lineAt(text, at);
    while (next < code.length && code[next]!.end <= at) next++;
    const inCode = next < code.length && code[next]!.start <= at;
    const line = inCode ? '' : text.slice(at, end);
    const [marks] = MARKS.exec(line)!;
    const words = line.slice(marks.length).trimEnd();
    const start = at + marks.length;
    // with the list or quotation that it is in it is over, and was none
    const isOutside = words !== '' && INDENTATION.exec(line)![0].length < (open?.indented ?? 0);
    if (isOutside) open = undefined;
    inOptions = inOptions && OPTION.test(words);
    if (open) {
      if (open.mark === COMMENT ? words === COMMENT : endsMathematics(words)) {
        found.push({ start: open.start, end: start + words.length });
        open = undefined;
      }
    } else if (words.startsWith('$$')) {
      if (words.length > 4 && words.indexOf('$$', 2) > 0 && endsMathematics(words)) {
        found.push({ start, end: start + words.length });
      } else if (words.indexOf('$$', 2) < 0) open = { mark: '$$', start, indented: indentationIn(marks) };
    } else if (words === COMMENT) open = { mark: COMMENT, start, indented: indentationIn(marks) };
    else if (inOptions || DIRECTIVE.test(words)) {
      found.push({ start, end: start + words.length });
      inOptions = inOptions || words.startsWith(':::');
    }
    at = text.startsWith('\r\n', end) ? end + 2 : end + 1;
  }
}

function endsMathematics(words: string): boolean {
  return words.endsWith('$$') || LABEL_BEHIND.test(words);
}

/** What further lines are indented by, at least, in what begins with these marks. */
function indentationIn(marks: string): number {
  if (marks.includes(LABEL)) return NOTE_INDENTED;
  return marks.trim() === '' ? Number(marks.length >= NOTE_INDENTED) : marks.trimEnd().length;
}

function alerts(root: Root): Range[] {
  return placedNodes(root, ['blockquote']).flatMap(({ node, at }) => {
    const [first] = node.children;
    const [words] = first?.type === 'paragraph' ? first.children : [];
    const [name] = (words?.type === 'text' && ALERT.exec(words.value)) || [];
    if (!words || name === undefined) return [];
    const start = at.offset + rangeOf(words).start;
    return [{ start, end: start + name.length }];
  });
}

function merged(ranges: Range[]): Range[] {
  const apart: Range[] = [];
  for (const range of ranges.sort((one, other) => one.start - other.start)) {
    const last = apart.at(-1);
    if (last && range.start < last.end) {
      apart[apart.length - 1] = { start: last.start, end: Math.max(last.end, range.end) };
    } else apart.push(range);
  }
  return apart;
}
