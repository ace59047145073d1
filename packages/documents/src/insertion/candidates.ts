import type { Parents, RootContent } from 'mdast';
import type { Parsed, SourceDocument } from '../document.ts';
import type { Place } from '../markdown/found.ts';
import { isInside } from '../markdown/opaque.ts';
import { type Block, blockAt, blocksIn, lineAt, type Range, rangeOf } from '../markdown/parse.ts';
import type { ImageToInsert, TextChange } from './edit.ts';
import { lineEndBehind, lineEndOf, prefixOf } from './lines.ts';
import { type WrittenImage, writtenImage } from './markdown-image.ts';
import type { Claim } from './proof.ts';

/** A change that may be what is wanted. */
export interface Candidate extends Claim {
  readonly change: TextChange;
}

/** Blocks behind the one that a picture belongs to, of which one may have it instead. */
const FURTHER_BLOCKS = 8;
/** Lists and quotations in one another, from the inside and from the outside, behind which a picture is tried: each try reads the document anew. */
const ENCLOSING_BLOCKS = 4;
/** A line that belongs to the block above. */
const BELONGS_ABOVE = /^[ \t>]*\{:[^}\n]*\}[ \t]*$/u;
const BLANK = /^[ \t>]*$/u;

/** Where the image is written in a text, from the nearest place to the farthest; none of it is proven yet. */
export function* candidatesFor(
  document: SourceDocument,
  parsed: Parsed,
  place: Place,
  image: ImageToInsert,
): Generator<Candidate> {
  const { text } = document;
  const written = writtenImage(image.alt, image.path, document.languageId);
  const block = blockAt(parsed.root, text, place.end);
  const is = (change: TextChange, plain: boolean, replaces = false): Candidate => {
    return { change, plain, intention: { kind: 'add', target: written.target, alt: written.alt, replaces } };
  };
  if (block && place.kind === 'block' && !image.keepBlock) {
    for (const change of replacements(text, block, written)) yield is(change, !inFootnote(block), true);
  }
  if (!block) {
    for (const change of atEmptyLine(text, place.end, written)) {
      if (!isInside(parsed.opaque, place.end)) yield is(change, true);
    }
  }
  const target = block ?? blocksIn(parsed.root, { start: 0, end: place.end }).at(-1);
  if (!target) return;
  for (const { node, ancestors } of enclosing(target)) {
    for (const prefix of prefixesOf(text, node, ancestors, place.end)) {
      const parent = ancestors.at(-1)!;
      for (const change of behind(
        text,
        followed(text, node, parent),
        prefix,
        parent.type === 'listItem' || parent.children.at(-1) !== node,
        written,
      )) {
        if (!isInside(parsed.opaque, change.start)) yield is(change, !inFootnote({ ancestors }));
      }
    }
  }
  const top = target.ancestors[1] ?? target.node;
  const others = parsed.root.children;
  const from = others.indexOf(top as RootContent) + 1;
  const further = [...others.slice(from, from + FURTHER_BLOCKS), ...others.slice(from + FURTHER_BLOCKS).slice(-1)];
  for (const node of further) {
    for (const change of behind(text, followed(text, node, parsed.root), '', true, written)) {
      if (!isInside(parsed.opaque, change.start)) yield is(change, true);
    }
  }
  for (const change of before(text, rangeOf(top as RootContent), written)) {
    if (!isInside(parsed.opaque, change.start)) yield is(change, true);
  }
}

/** A block, and what it is in, from the inside to the outside, as far as that may have a further block. */
function enclosing({ node, ancestors }: Block): Block[] {
  const blocks = ancestors
    .map((parent, index) => ({
      node: (ancestors[index + 1] ?? node) as RootContent,
      ancestors: ancestors.slice(0, index + 1),
      parent,
    }))
    .filter(({ parent }) => parent.type !== 'list')
    .reverse();
  const inner = blocks.slice(0, ENCLOSING_BLOCKS);
  return [...inner, ...blocks.slice(inner.length).slice(-ENCLOSING_BLOCKS)];
}

function inFootnote({ ancestors }: Pick<Block, 'ancestors'>): boolean {
  return ancestors.some(({ type }) => type === 'footnoteDefinition');
}

/** A definition of a list of such. */
const DEFINITION = /^[ \t>]*([:~][ \t]+)/u;
/** An indentation by more is code. */
const MOST_INDENTED = 3;

/** What begins the lines of another block beside this one. In a definition it is indented, if it is the last of its paragraph. */
function prefixesOf(text: string, node: RootContent, ancestors: readonly Parents[], offset: number): string[] {
  const own = prefixOf(text, node, ancestors);
  const { start, end } = rangeOf(node);
  const last = lineAt(text, end);
  const [, mark] = (node.type === 'paragraph' && DEFINITION.exec(text.slice(Math.max(last.start, start), end))) || [];
  if (mark === undefined || offset < last.start) return [own];
  return [own + ' '.repeat(Math.min(mark.length, MOST_INDENTED)), own];
}

/** The end of a block, with the lines behind it that belong to it. */
function followed(text: string, node: RootContent, parent: Parents): number {
  const siblings: readonly RootContent[] = parent.children;
  let { end } = rangeOf(node);
  for (let index = siblings.indexOf(node) + 1; index < siblings.length; index++) {
    const line = lineAt(text, rangeOf(siblings[index]!).start);
    const next = lineEndBehind(text, lineAt(text, end).end);
    if (line.start !== next || !BELONGS_ABOVE.test(text.slice(line.start, line.end))) break;
    end = rangeOf(siblings[index]!).end;
  }
  return end;
}

/** A sana block becomes its picture; empty lines are added only where it would run into what is around it. */
function* replacements(text: string, { node, ancestors }: Block, image: WrittenImage): Generator<TextChange> {
  const range = trimmed(text, rangeOf(node));
  const eol = lineEndOf(text, range.start);
  const { start: lineStart } = lineAt(text, range.start);
  const prefix = prefixOf(text, node, ancestors);
  const empty = prefix.trimEnd();
  const { end: lineEnd } = lineAt(text, range.end);
  const nextLine = lineAt(text, lineEndBehind(text, lineEnd));
  if (BELONGS_ABOVE.test(text.slice(nextLine.start, nextLine.end))) return;
  const alone = BLANK.test(text.slice(lineStart, range.start));
  for (const [above, below] of [
    ['', ''],
    ['', eol + empty],
    [empty + eol + prefix, ''],
    [empty + eol + prefix, eol + empty],
  ] as const) {
    if (above === '') yield written(range.start, range.end, '', below, image);
    else if (alone) yield written(lineStart, range.end, above, below, image);
  }
}

/** Behind a block, with an empty line above, and one below where something follows that it could run into. */
function* behind(
  text: string,
  end: number,
  prefix: string,
  isFollowed: boolean,
  image: WrittenImage,
): Generator<TextChange> {
  const { end: at } = lineAt(text, trimmed(text, { start: 0, end }).end);
  const eol = lineEndOf(text, at);
  const empty = eol + prefix.trimEnd();
  const next = lineAt(text, lineEndBehind(text, at));
  const nextIsEmpty = at === text.length || BLANK.test(text.slice(next.start, next.end));
  const below = isFollowed && !nextIsEmpty ? [empty, '', eol] : ['', empty, eol];
  for (const line of below) yield shifted(text, written(at, at, empty + eol + prefix, line, image));
}

/** In an empty line, or in a text of nothing. */
function* atEmptyLine(text: string, offset: number, image: WrittenImage): Generator<TextChange> {
  const line = lineAt(text, offset);
  const eol = lineEndOf(text, offset);
  const previous =
    line.start === 0 ? undefined : lineAt(text, line.start - (text.startsWith('\r\n', line.start - 2) ? 2 : 1));
  const next = line.end === text.length ? undefined : lineAt(text, lineEndBehind(text, line.end));
  const isEmpty = (other: Range | undefined) => !other || BLANK.test(text.slice(other.start, other.end));
  const below = isEmpty(next) ? '' : eol;
  yield written(line.end, line.end, isEmpty(previous) ? '' : eol, below, image);
  yield written(line.start, line.end, eol, eol, image);
}

/** Before a block: the last thing that can be done where one never ends. */
function* before(text: string, { start }: Range, image: WrittenImage): Generator<TextChange> {
  const { start: at } = lineAt(text, start);
  const eol = lineEndOf(text, at);
  for (const above of ['', eol]) yield written(at, at, above, eol + eol, image);
}

function trimmed(text: string, { start, end }: Range): Range {
  let last = end;
  while (last > start && '\r\n'.includes(text[last - 1]!)) last--;
  return { start, end: last };
}

function written(start: number, end: number, above: string, below: string, image: WrittenImage): TextChange {
  return {
    start,
    end,
    text: above + image.text + below,
    alt: { start: above.length + image.altStart, end: above.length + image.altEnd },
    imageEnd: above.length + image.text.length,
  };
}

/** The same insertion as far behind as it can be made, line by line: empty lines that were there stay before it. */
function shifted(text: string, change: TextChange): TextChange {
  const [line] = /^[ \t>]*(?:\r\n|\n|\r)/u.exec(change.text) ?? [];
  if (line === undefined || !text.startsWith(line, change.end) || !change.alt) return change;
  const back = line.length;
  return shifted(text, {
    start: change.start + back,
    end: change.end + back,
    text: change.text.slice(back) + line,
    alt: { start: change.alt.start - back, end: change.alt.end - back },
    imageEnd: change.imageEnd - back,
  });
}
