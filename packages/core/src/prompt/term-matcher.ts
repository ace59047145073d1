import { GAP, type Unit } from './letter-stream.ts';
import { SCRIPT, standsFor } from './letters.ts';
import type { Segments } from './segments.ts';
import { isUnspaced, type Pattern } from './vocabulary/compile.ts';
import { RISKY_SPLITS } from './vocabulary/splits.ts';

/** A pattern in a text: a range of units, with what is inflected behind it. */
export interface Match {
  readonly pattern: Pattern;
  /** Where the word begins that the pattern is the end of, and where the pattern does. */
  readonly start: number;
  readonly from: number;
  readonly to: number;
  /** Somebody took pains to hide it, so that no company is asked for. */
  readonly hidden: boolean;
  /** It is spelled in another way, as names may be. */
  readonly altered: boolean;
}

/** Longest ending or second half of a compound that is looked at. */
const LONGEST_TAIL = 24;
/** Diacritics that make other letters; others may be left out in longer words. */
const OWN_LETTER = /[ñäöüåøđłħı]/;
const ACCENTS_OPTIONAL_FROM = 6;

const sameWord = (a: Unit, b: Unit): boolean => Math.floor(a.script / 100) === Math.floor(b.script / 100);

/** Whether the unit goes on with the word of the one before. */
function goesOn(units: readonly Unit[], at: number): boolean {
  if (at === 0 || at >= units.length) return false;
  const before = units[at - 1]!;
  const unit = units[at]!;
  if (unit.gap !== GAP.none) return false;
  return sameWord(before, unit) && !before.leet && !unit.leet;
}

/** What stands between the words of an innocent phrase. */
const SPACES: ReadonlySet<number> = new Set([GAP.hyphen, GAP.space, GAP.spaced]);
const ONE_LETTER_WORDS = [...'aeiouyаивскуоя'];
/** Of Japanese, which a segment may swallow. */
const PARTICLES = 'のをがはにでともへなする';

interface Reading {
  readonly hidden: boolean;
  /** Letters are stretched or have diacritics that the word has not: only whole words are taken for that. */
  readonly altered: boolean;
  /** A letter stands three times or more in a row. */
  readonly drawn: boolean;
  readonly gaps: number;
  readonly widest: number;
}

/** How the pattern can be read in the units, if it can. */
function read(pattern: Pattern, units: readonly Unit[], from: number): Reading | undefined {
  const size = pattern.units.length;
  let hidden = false;
  let altered = false;
  let drawn = false;
  let exact = 0;
  let gaps = 0;
  let widest = 0;
  let digits = 0;
  for (let at = 0; at < size; at++) {
    const meant = pattern.units[at]!;
    const shown = units[from + at]!;
    if (shown.letter === meant.letter) exact += 1;
    else if (!standsFor(shown.letter, meant.letter)) return undefined;
    else if (OWN_LETTER.test(shown.letter)) altered = true;
    else hidden = true;
    if (shown.leet) digits += shown.letter === '$' || shown.letter === '@' ? 0.5 : 1;
    if (shown.seam !== GAP.none && meant.run > 1) {
      gaps += 1;
      widest = Math.max(widest, shown.seam);
    }
    if (shown.run < meant.run) return undefined;
    if (shown.run > meant.run) {
      // the last letter is doubled before many endings
      if (at < size - 1 || !goesOn(units, from + size) || shown.run > meant.run + 1) altered = true;
      if (shown.run > meant.run + 1) drawn = true;
    }
    if (meant.script === SCRIPT.latin && meant.accented !== shown.accented && !shown.leet) {
      if (meant.accented === '') altered = true;
      else if (OWN_LETTER.test(meant.accented) || size < ACCENTS_OPTIONAL_FROM) return undefined;
    }
    if (at === 0) continue;
    if (pattern.breaks.has(at)) {
      if (shown.gap > GAP.spaced || (pattern.role.role === 'innocent' && !SPACES.has(shown.gap))) return undefined;
    } else if (shown.gap !== GAP.none) {
      gaps += 1;
      widest = Math.max(widest, shown.gap);
      if (shown.gap === GAP.wide) return undefined;
    }
  }
  // words of five letters and more may have one digit more than half of them
  if (exact === 0 || digits * 2 > size + (size > 4 ? 1 : 0)) return undefined;
  return { hidden, altered, drawn, gaps, widest };
}

function tailOf(units: readonly Pick<Unit, 'letter'>[], from: number, to: number): string {
  let tail = '';
  for (let at = from; at < to; at++) tail += units[at]!.letter;
  return tail;
}

function isEnding(tail: string, { endings, language }: Pattern): boolean {
  if (endings === undefined) return false;
  if (endings.has(tail)) return true;
  if (language !== 'ko' && language !== 'hi') return false;
  for (let at = 1; at < tail.length; at++)
    if (endings.has(tail.slice(0, at)) && endings.has(tail.slice(at))) return true;
  return false;
}

/** The end of the word if what is behind the match is an ending of it. */
function endOf(pattern: Pattern, units: readonly Unit[], to: number): number | undefined {
  const last = units[to - 1]!;
  if (!goesOn(units, to)) return last.ends ? to : undefined;
  let end = to;
  while (end - to < LONGEST_TAIL && goesOn(units, end)) end += 1;
  if (pattern.open.end && last.ends) return end;
  return isEnding(tailOf(units, to, end), pattern) ? end : undefined;
}

/** How many characters the match has, and whether each of them stands by itself. */
function clustersOf(pattern: Pattern, units: readonly Unit[], from: number): { letters: number; apart: boolean } {
  let letters = 0;
  let apart = pattern.units.length > 1;
  for (let at = 0; at < pattern.units.length; at++) {
    const unit = units[from + at]!;
    if (at > 0 && unit.start === units[from + at - 1]!.start) continue;
    letters += pattern.units[at]!.run;
    if (at > 0 && unit.gap === GAP.none) apart = false;
  }
  return { letters, apart };
}

/** Terms cut into pieces, `fu_ck`, and those written letter by letter, `f u c k`: they stand by themselves. */
function standsAlone(pattern: Pattern, reading: Reading, units: readonly Unit[], from: number, to: number): boolean {
  if (pattern.breaks.size > 0) return false;
  const first = units[from]!;
  const { letters, apart } = clustersOf(pattern, units, from);
  if (letters < 3 && first.script < SCRIPT.hangul) return false;
  const next = units[to];
  const before = units[from - 1];
  if (apart && !isUnspaced(first)) {
    if (letters > 3 || first.script >= SCRIPT.hangul) return reading.widest <= GAP.spaced;
    const besideLetter = before && before.gap !== GAP.none && first.gap < GAP.wide;
    return !besideLetter && !(next && units[to + 1]?.gap !== GAP.none && next.gap < GAP.wide);
  }
  if (reading.widest === GAP.joined) return first.script >= SCRIPT.hangul || letters > 3;
  if ((reading.widest !== GAP.space && reading.widest !== GAP.hyphen) || reading.gaps !== 1) return false;
  if (isUnspaced(first)) return true;
  if ((letters < 4 && first.script < SCRIPT.hangul) || (from > 0 && first.gap < GAP.hyphen)) return false;
  const cut = pattern.units.findIndex((_, at) => at > 0 && units[from + at]!.gap !== GAP.none);
  const word = tailOf(pattern.units, 0, pattern.units.length);
  const halves = [word.slice(0, cut), word.slice(cut)] as const;
  return !halves.some(half => ONE_LETTER_WORDS.includes(half)) && !RISKY_SPLITS.has(halves.join(' '));
}

const isOtherKana = (pattern: Pattern, units: readonly Unit[], from: number): boolean =>
  pattern.units.some(({ script, accented }, at) => script === SCRIPT.kana && accented !== units[from + at]!.accented);

/** Whether katakana goes on before or behind, as in foreign names of several parts. */
function isInKana(units: readonly Unit[], from: number, to: number): boolean {
  const goesWith = (a: Unit | undefined, b: Unit | undefined): boolean =>
    a?.script === SCRIPT.kana &&
    a.accented !== '' &&
    b?.script === SCRIPT.kana &&
    b.gap === GAP.none &&
    b.accented !== '';
  return goesWith(units[from - 1], units[from]) || goesWith(units[to - 1], units[to]);
}

/** Katakana and one hiragana behind it, which belongs to the sentence: ポルの. */
function endsInParticle(pattern: Pattern, units: readonly Unit[], from: number): boolean {
  const last = pattern.units.length - 1;
  const isOther = (at: number) => pattern.units[at]!.accented !== units[from + at]!.accented;
  const isParticle = pattern.units[last]!.script === SCRIPT.kana && PARTICLES.includes(units[from + last]!.letter);
  return last > 1 && isParticle && isOther(last) && !pattern.units.slice(0, last).some((_, at) => isOther(at));
}

function inUnspaced(pattern: Pattern, units: readonly Unit[], from: number, to: number, segments: Segments): boolean {
  const size = to - from;
  if (pattern.role.role !== 'term' && size > 1) return true;
  let all = true;
  for (let at = from; at < to; at++) all &&= units[at]!.script === SCRIPT.han;
  if (pattern.anywhere) return true;
  // three characters of Chinese are hardly ever parts of other words
  if (all && size > 2) return true;
  // two letters of the other kind of kana are more often the end of a verb
  const before = units[from - 1];
  if (size < 3 && before && units[from]!.gap === GAP.none && isUnspaced(before) && isOtherKana(pattern, units, from))
    return false;
  if (endsInParticle(pattern, units, from)) return false;
  const starts = segments.begins(from);
  if (starts && (segments.begins(to) || (size > 2 && PARTICLES.includes(units[to]!.letter)))) return true;
  return all && size > 1 && segments.within(from, to);
}

/** The match of the pattern that ends before the unit `to`, if its letters, gaps and both its sides allow one. */
export function verify(pattern: Pattern, units: readonly Unit[], to: number, segments: Segments): Match | undefined {
  const from = to - pattern.units.length;
  const first = units[from]!;
  if (!first.begins || (!pattern.open.start && !isUnspaced(first) && goesOn(units, from))) return undefined;
  const reading = read(pattern, units, from);
  if (reading === undefined) return undefined;
  const { role } = pattern;
  const { hidden, altered, gaps } = reading;
  if (role.role !== 'term' && (hidden || gaps > 0 || (altered && !isUnspaced(first)))) return undefined;
  const size = to - from;
  if (altered && !hidden && !reading.drawn && !isUnspaced(first)) {
    if (size < 4 || gaps > 0 || (role.role === 'term' && !role.sure)) return undefined;
  }
  if (isUnspaced(first) && isUnspaced(units[to - 1]!)) {
    if (!inUnspaced(pattern, units, from, to, segments)) return undefined;
    if (gaps === 1 && isInKana(units, from, to)) return undefined;
    return { pattern, start: from, from, to, hidden: gaps > 0, altered: false };
  }
  if (gaps > 0 && goesOn(units, from)) return undefined;
  const end = isUnspaced(units[to - 1]!) ? to : endOf(pattern, units, to);
  if (end === undefined) return undefined;
  // a doubled letter and an ending together are more often another word
  if (altered && !hidden && !reading.drawn && end > to && size < 6) return undefined;
  if (gaps > 0 && end > to && reading.widest > GAP.joined) return undefined;
  if (gaps > 0 && !standsAlone(pattern, reading, units, from, end)) return undefined;
  let start = from;
  while (from - start < LONGEST_TAIL && goesOn(units, start)) start -= 1;
  const joined = gaps > 0 && (reading.widest === GAP.joined || gaps > 2);
  return { pattern, start, from, to: end, hidden: hidden || joined, altered };
}
