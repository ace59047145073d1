import type { Item } from './letter-stream.ts';
import { classOf, SCRIPT, Sign, standsFor } from './letters.ts';
import type { Pattern } from './vocabulary/compile.ts';
import type { Vocabulary } from './vocabulary/vocabulary.ts';

export interface MaskedMatch {
  readonly pattern: Pattern;
  /** UTF-16 range in the original. */
  readonly start: number;
  readonly end: number;
}

/** Longest run of letters and masks that is taken for one word. */
const LONGEST = 32;
/** Signs that people put in the place of letters. */
const MASK = /^[*#_•·・〇×\p{So}\p{Extended_Pictographic}]/u;

const isMask = ({ cluster: { sign, glyph } }: Item): boolean => sign === Sign.mark && MASK.test(glyph);
const isLetter = ({ cluster: { sign } }: Item): boolean => sign === Sign.letters;
/** What also stands between the parts of foreign names: オスマン・トルコ. */
const MIDDLE_DOT = /^[•·・]/u;
const isKana = (item: Item | undefined): boolean => item?.cluster.letters[0]?.script === SCRIPT.kana;
const isUnspacedItem = ({ cluster: { letters } }: Item): boolean => (letters[0]?.script ?? 0) >= SCRIPT.han;

/** How many items the pattern takes from there on with some of its letters masked, or 0. */
function fits(pattern: Pattern, items: readonly Item[], from: number, to: number): number {
  const { glyphs } = pattern;
  if (pattern.breaks.size > 0 || from + glyphs.length > to) return 0;
  let masks = 0;
  let stars = 0;
  for (let at = 1; at < glyphs.length; at++) {
    const glyph = glyphs[at]!;
    const item = items[from + at]!;
    if (isLetter(item)) {
      if (item.cluster.glyph !== glyph && !standsFor(item.cluster.glyph, glyph)) return 0;
    } else {
      masks += 1;
      if (item.cluster.glyph === '*' || item.cluster.glyph === '#') stars += 1;
    }
  }
  if (masks === 0) return 0;
  const letters = glyphs.length - masks;
  if (letters < masks && !(stars === masks && letters === 2 && isLetter(items[from + glyphs.length - 1]!))) return 0;
  if (glyphs.length === 3 && !(masks === 1 && isLetter(items[from]!))) return 0;
  return glyphs.length;
}

function endsWell(pattern: Pattern, items: readonly Item[], at: number, to: number): boolean {
  if (at === to || isUnspacedItem(items[at - 1]!) || isUnspacedItem(items[at]!)) return true;
  let tail = '';
  for (let index = at; index < to; index++) {
    if (!isLetter(items[index]!)) return index > at ? tail === '' : true;
    for (const { letter } of items[index]!.cluster.letters) tail += tail.endsWith(letter) ? '' : letter;
  }
  return pattern.open.end || pattern.endings?.has(tail) === true;
}

/** Whether the masks are dots between words that go on before or behind: parts of a foreign name. */
function isPartOfName(items: readonly Item[], from: number, to: number): boolean {
  const [before, behind] = [items[from - 1], items[to]];
  const isDot = ({ cluster: { glyph } }: Item) => MIDDLE_DOT.test(glyph);
  if (isDot(items[to - 1]!)) return behind !== undefined && isLetter(behind);
  return items.slice(from, to).some(isDot) && isKana(items[from]) && (isKana(before) || isKana(behind));
}

/** Sure terms of which letters are hidden behind signs: `f*ck`, `sh**`, `f🍆ck`. */
export function findMasked(items: readonly Item[], vocabulary: Vocabulary): MaskedMatch[] {
  const found: MaskedMatch[] = [];
  for (let from = 0; from < items.length; from++) {
    let to = from;
    let masks = 0;
    for (; to < items.length && to - from < LONGEST && (isLetter(items[to]!) || isMask(items[to]!)); to++) {
      if (isMask(items[to]!)) masks += 1;
    }
    if (masks > 0 && masks < to - from) found.push(...inRun(items, from, to, vocabulary));
    if (to > from) from = to;
  }
  return found;
}

function inRun(items: readonly Item[], from: number, to: number, vocabulary: Vocabulary): MaskedMatch[] {
  const found: MaskedMatch[] = [];
  for (let start = from; start < to; start++) {
    const item = items[start]!;
    if (!isLetter(item)) continue;
    // a word of an alphabet begins where the run does, behind signs at most
    if (start > from && !isUnspacedItem(item) && items.slice(from, start).some(isLetter)) break;
    let best: MaskedMatch | undefined;
    for (const pattern of vocabulary.byFirst.get(classOf(item.cluster.glyph)) ?? []) {
      if (pattern.role.role !== 'term' || !pattern.role.sure) continue;
      const size = fits(pattern, items, start, to);
      if (size === 0 || !endsWell(pattern, items, start + size, to)) continue;
      if (isPartOfName(items, start, start + size)) continue;
      const end = items[start + size - 1]!.end;
      if (best === undefined || end > best.end) best = { pattern, start: item.start, end };
    }
    if (best) found.push(best);
  }
  return found;
}
