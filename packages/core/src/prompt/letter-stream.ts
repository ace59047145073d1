import {
  type Cluster,
  classOf,
  eachCluster,
  LEET_SIGNS,
  type Letter,
  SCRIPT,
  type Script,
  Sign,
  standsFor,
} from './letters.ts';

/** What stands between a letter and the one before it. */
export const GAP = {
  none: 0,
  /** Up to three marks and no space: `f.u`, `f🔥u`. */
  joined: 1,
  /** One hyphen or apostrophe, which also stand between words. */
  hyphen: 2,
  /** One space. */
  space: 3,
  /** Up to three spaces and marks. */
  spaced: 4,
  wide: 5,
} as const;
export type Gap = (typeof GAP)[keyof typeof GAP];

/** A letter, with the ones that only repeat it. */
export interface Unit {
  letter: string;
  readonly script: Script;
  readonly accented: string;
  readonly begins: boolean;
  ends: boolean;
  /** A digit or symbol that may be meant as a letter. */
  readonly leet: boolean;
  readonly capital: boolean;
  readonly gap: Gap;
  /** How often the letter stands here in a row. */
  run: number;
  /** What stands between two of them. */
  seam: Gap;
  /** UTF-16 range in the original. */
  readonly start: number;
  end: number;
  /** Counts words, in scripts without spaces two letters for one. */
  readonly word: number;
  readonly sentence: number;
}

export interface Item {
  readonly cluster: Cluster;
  readonly start: number;
  readonly end: number;
}

export function readItems(text: string): Item[] {
  const items: Item[] = [];
  eachCluster(text, (read, start, end) => {
    if (read.sign !== Sign.invisible) items.push({ cluster: read, start, end });
  });
  return items;
}

const ALPHABETS: ReadonlySet<Script> = new Set([SCRIPT.latin, SCRIPT.cyrillic, SCRIPT.greek]);

const isAlphabetic = ({ cluster: { letters } }: Item): boolean =>
  letters[0] !== undefined && ALPHABETS.has(letters[0].script);
const isLeet = ({ cluster: { sign, glyph } }: Item): boolean => sign !== Sign.letters && LEET_SIGNS.has(glyph);

/** For every item whether it is a digit or symbol that may be meant as a letter: `sh1t`, `a$$`, but not `A55` or `!`. */
export function leetItems(items: readonly Item[]): Uint8Array {
  const leet = new Uint8Array(items.length);
  for (let from = 0; from < items.length; from++) {
    if (!isLeet(items[from]!) && !isAlphabetic(items[from]!)) continue;
    let to = from;
    let letters = 0;
    let signs = 0;
    let money = false;
    for (; to < items.length && (isLeet(items[to]!) || isAlphabetic(items[to]!)); to++) {
      if (isAlphabetic(items[to]!)) letters += 1;
      else signs += 1;
      money ||= items[to]!.cluster.glyph === '$' || items[to]!.cluster.glyph === '@';
    }
    const coloured = items[from - 1]?.cluster.glyph === '#';
    const enough = letters >= 2 || (letters === 1 && money);
    if (signs > 0 && enough && !coloured && signs <= (money ? letters * 2 + 1 : letters + 1)) {
      for (let at = from; at < to; at++) leet[at] = isLeet(items[at]!) ? 1 : 0;
    }
    from = to;
  }
  return leet;
}

/**
 * @param leet of `leetItems`; without it, digits and symbols are marks like any other
 * @param seams whether a letter that is repeated behind a space or a mark is one with the first: `nig_ger`
 */
export function readUnits(items: readonly Item[], leet?: Uint8Array, seams = false): Unit[] {
  const units: Unit[] = [];
  let spaces = 0;
  let marks = 0;
  let mark = '';
  let stopped = false;
  let word = 0;
  let sentence = 0;
  for (let index = 0; index < items.length; index++) {
    const item = items[index]!;
    const { sign, letters, capital, glyph } = item.cluster;
    const asLetter = leet?.[index] === 1;
    const next = items[index + 1];
    if (!asLetter && sign !== Sign.letters) {
      if (sign === Sign.space) spaces += 1;
      else marks += 1;
      mark = glyph;
      if (sign === Sign.stop) stopped ||= endsSentence(glyph, next);
      continue;
    }
    const read = asLetter ? leetLetter(glyph) : letters;
    if (stopped) sentence += 1;
    const before = units.at(-1);
    if (before && spaces + marks === 0 && (stretches(before, read) || isSyllableAgain(items[index - 1], item))) {
      before.run += 1;
      before.end = item.end;
      continue;
    }
    for (let at = 0; at < read.length; at++) {
      const { letter, script, accented, begins, ends } = read[at]!;
      const gap = at > 0 ? GAP.none : gapOf(spaces, marks, stopped && spaces > 0, mark);
      if (script === SCRIPT.devanagari && gap === GAP.none) joinNasal(units, letter);
      const last = units.at(-1);
      const again = last && (gap === GAP.none ? isSame(last, read[at]!, asLetter) : isSpelled(last, letter, gap, next));
      const seam = seams && last?.letter === letter && gap !== GAP.none && gap <= GAP.space && script < SCRIPT.hangul;
      if (last && (again || seam)) {
        if (!asLetter) last.letter = letter;
        last.run += 1;
        last.end = item.end;
        if (!again) last.seam = gap;
        continue;
      }
      if (last && script >= SCRIPT.han) word += gap === GAP.none ? 0.5 : 1;
      else if (last && (gap !== GAP.none || !sameScript(last.script, script))) word += 1;
      const { start, end } = item;
      units.push({
        letter,
        script,
        accented,
        begins,
        ends,
        leet: asLetter,
        capital,
        gap,
        run: 1,
        seam: GAP.none,
        start,
        end,
        word,
        sentence,
      });
    }
    spaces = 0;
    marks = 0;
    stopped = false;
  }
  return units;
}

const leetLetters = new Map<string, Cluster['letters']>();

function leetLetter(letter: string): Cluster['letters'] {
  let read = leetLetters.get(letter);
  if (read === undefined) {
    read = [{ letter, script: SCRIPT.latin, accented: '', begins: true, ends: true }];
    leetLetters.set(letter, read);
  }
  return read;
}

const sameScript = (a: Script, b: Script): boolean => Math.floor(a / 100) === Math.floor(b / 100);

/** A full stop within a word or number ends nothing. */
function endsSentence(sign: string, next: Item | undefined): boolean {
  return sign > '\u2fff' || next === undefined || next.cluster.sign === Sign.space;
}

const HYPHENS = "-‐‑–'’";

function gapOf(spaces: number, marks: number, stopped: boolean, mark: string): Gap {
  if (spaces + marks === 0) return GAP.none;
  if (stopped || spaces + marks > 3) return GAP.wide;
  if (spaces === 0) return marks === 1 && HYPHENS.includes(mark) ? GAP.hyphen : GAP.joined;
  return spaces === 1 && marks === 0 ? GAP.space : GAP.spaced;
}

/** A letter that only repeats the last one: `fuuck`, or `pu$sy`. */
function isSame(last: Unit, { letter, script, accented }: Letter, leet: boolean): boolean {
  // a letter of one kana behind the same of the other is a word of its own
  if (last.letter === letter) return script !== SCRIPT.hangul && (script !== SCRIPT.kana || accented === last.accented);
  return leet !== last.leet && (leet ? standsFor(letter, last.letter) : standsFor(last.letter, letter));
}

/** The same where letters stand one by one: `a-s-s`. */
function isSpelled(last: Unit, letter: string, gap: Gap, next: Item | undefined): boolean {
  const alone = last.gap !== GAP.none && next?.cluster.sign !== Sign.letters;
  return last.letter === letter && alone && gap < GAP.wide && last.script < SCRIPT.han;
}

/** A syllable that is doubled as a whole, in scripts where it is several letters. */
function isSyllableAgain(before: Item | undefined, { cluster: { glyph, letters } }: Item): boolean {
  const script = letters[0]?.script;
  return (
    (script === SCRIPT.hangul || script === SCRIPT.devanagari) && letters.length > 1 && before?.cluster.glyph === glyph
  );
}

/** The long vowel of Korean: a syllable without consonants that goes on with the vowel of the one before. */
function stretches(last: Unit, read: readonly { readonly letter: string; readonly script: Script }[]): boolean {
  return read.length === 2 && read[0]!.letter === 'ᄋ' && last.ends && read[1]!.letter === last.letter;
}

const VIRAMA = '्';
const NASALS = 'नणमङञ';

/** A nasal before a consonant is written as a letter or as a dot; a doubled consonant is one that repeats. */
function joinNasal(units: Unit[], letter: string): void {
  if (units.at(-1)?.letter !== VIRAMA) return;
  const nasal = units.at(-2);
  if (!nasal || letter < 'क' || letter > 'ह') return;
  if (nasal.letter === letter) units.pop();
  else if (NASALS.includes(nasal.letter)) units.splice(-2, 2, { ...nasal, letter: 'ं' });
}

/** As `classes`, of letters as one text. */
export function classesOf(letters: string): Uint16Array {
  const numbers: number[] = [];
  for (const letter of letters) numbers.push(classOf(letter));
  return Uint16Array.from(numbers);
}

export function classes(units: readonly Pick<Unit, 'letter'>[]): Uint16Array {
  const numbers = new Uint16Array(units.length);
  for (let at = 0; at < units.length; at++) numbers[at] = classOf(units[at]!.letter);
  return numbers;
}
