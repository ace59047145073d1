import { GAP, readItems, readUnits, type Unit } from '../letter-stream.ts';
import { SCRIPT, type Script } from '../letters.ts';
import { CONCEPTS, type Concept, EXCUSES, type Excuse, type LanguageVocabulary, type Terms } from './concepts.ts';

/** What a word of the vocabulary is for. */
export type Role =
  | { readonly role: 'term'; readonly concept: Concept; readonly sure: boolean; readonly with?: string }
  /** Persons, bodies and beds, or, with a key, the company that one meaning needs. */
  | { readonly role: 'company'; readonly key: string }
  | { readonly role: 'excuse'; readonly excuse: Excuse }
  | { readonly role: 'innocent'; readonly inText: boolean }
  | { readonly role: 'title' }
  | { readonly role: 'common' }
  | { readonly role: 'latin' };

export type PatternUnit = Pick<Unit, 'letter' | 'run' | 'script' | 'accented'>;

/** One entry in the form that is searched for. */
export interface Pattern {
  readonly role: Role;
  readonly language: string;
  /** Of its units, as one text: repeated ones once. */
  readonly letters: string;
  readonly units: readonly PatternUnit[];
  /** Its characters one by one, as they are counted where some are masked. */
  readonly glyphs: readonly string[];
  /** Where words of a phrase begin. */
  readonly breaks: ReadonlySet<number>;
  /** Anything may stand before it, behind it. */
  readonly open: { readonly start: boolean; readonly end: boolean };
  readonly endings: ReadonlySet<string> | undefined;
  readonly name: boolean;
  /** Counts also where a segment begins or ends in it. */
  readonly anywhere: boolean;
}

const NO_BREAKS: ReadonlySet<number> = new Set();

/** Letters of units as one text, repeated ones once. */
export function textOf(units: readonly Pick<Unit, 'letter'>[]): string {
  let text = '';
  for (const { letter } of units) text += letter;
  return text;
}

export function unitsOf(text: string): Unit[] {
  return readUnits(readItems(text));
}

function compileEntry(entry: string, language: string, role: Role, endings: ReadonlySet<string>): Pattern | undefined {
  const inText = entry.endsWith('?');
  const body = entry.replace(/[?^!]/g, '');
  const start = body.startsWith('*');
  const end = body.endsWith('*');
  const stem = body.replace(/[*~]/g, '').replaceAll('_', ' ');
  const simple = simpleLetters(stem);
  const reading = simple === undefined ? readStem(stem) : undefined;
  const letters = simple ?? textOf(reading!.units);
  if (letters === '') return undefined;
  return new Entry(stem, reading, {
    role: role.role === 'innocent' ? { ...role, inText } : role,
    language,
    letters,
    open: { start, end: end || (language === 'ko' && role.role === 'innocent') },
    endings: body.endsWith('~') || language === 'ko' ? endings : undefined,
    name: entry.includes('^'),
    anywhere: entry.endsWith('!'),
  });
}

type Reading = Pick<Pattern, 'units' | 'glyphs' | 'breaks'>;

function readStem(stem: string): Reading {
  const items = readItems(stem);
  const units = readUnits(items);
  const breaks = new Set(units.flatMap(({ gap }, at) => (at > 0 && gap !== GAP.none ? [at] : [])));
  return {
    units: units.map(({ letter, run, script, accented }) => ({ letter, run, script, accented })),
    glyphs: items.flatMap(({ cluster: { letters, glyph } }) => (letters.length === 0 ? [] : [glyph])),
    breaks: breaks.size > 0 ? breaks : NO_BREAKS,
  };
}

/** There are sixteen thousand, of which a prompt has a few: what is not needed to find them is read when they are found. */
class Entry implements Pattern {
  readonly role;
  readonly language;
  readonly letters;
  readonly open;
  readonly endings;
  readonly name;
  readonly anywhere;
  readonly #stem: string;
  #reading: Reading | undefined;

  constructor(stem: string, reading: Reading | undefined, facts: Omit<Pattern, keyof Reading>) {
    this.#stem = stem;
    this.#reading = reading;
    this.role = facts.role;
    this.language = facts.language;
    this.letters = facts.letters;
    this.open = facts.open;
    this.endings = facts.endings;
    this.name = facts.name;
    this.anywhere = facts.anywhere;
  }

  get #read(): Reading {
    this.#reading ??= readStem(this.#stem);
    return this.#reading;
  }

  get units() {
    return this.#read.units;
  }

  get glyphs() {
    return this.#read.glyphs;
  }

  get breaks() {
    return this.#read.breaks;
  }
}

/** Of these one character is one letter, whatever stands beside it. */
const SIMPLE_SCRIPTS: ReadonlySet<Script> = new Set([SCRIPT.latin, SCRIPT.cyrillic, SCRIPT.greek, SCRIPT.han]);

/** By UTF-16 unit; undefined where it is not as simple. */
const simpleLetter = new Map<string, string | undefined>();

function readSimple(character: string): string | undefined {
  const [item, ...others] = readItems(character);
  const [letter, ...more] = item?.cluster.letters ?? [];
  if (!letter || others.length + more.length > 0 || letter.letter.length !== 1) return undefined;
  return SIMPLE_SCRIPTS.has(letter.script) && !/\p{M}/u.test(character) ? letter.letter : undefined;
}

/** Letters that stand alone are spelled words, perhaps. */
const ONE_LETTER = /(?:^| )[^ ](?: |$)/;

/** What `textOf(unitsOf(words))` gives, of words that can be read character by character. */
function simpleLetters(words: string): string | undefined {
  let letters = '';
  let last: string | undefined;
  if (words.includes(' ') && ONE_LETTER.test(words)) return undefined;
  for (let at = 0; at < words.length; at++) {
    const character = words.charAt(at);
    if (character === ' ') {
      last = undefined;
      continue;
    }
    let letter = simpleLetter.get(character);
    if (letter === undefined && !simpleLetter.has(character)) {
      letter = readSimple(character);
      simpleLetter.set(character, letter);
    }
    if (letter === undefined) return undefined;
    if (letter !== last) letters += letter;
    last = letter;
  }
  return letters;
}

const split = (words: string | undefined): string[] => words?.split(' ').filter(word => word !== '') ?? [];

const TRANSCRIBED: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

/** A word, and as it is spelled where the letters of German are missing. */
const spellings = (entry: string): string[] =>
  entry.length > 3 && /[äöüß]/.test(entry)
    ? [entry, entry.replaceAll('ß', 'ss'), entry.replace(/[äöüß]/g, letter => TRANSCRIBED[letter]!)]
    : [entry];

/** Latin of printers and liturgies, among which a few words are terms elsewhere. */
const LATIN =
  'lorem ipsum dolor sit amet consectetur adipiscing elit sed eiusmod tempor incididunt labore dolore magna aliqua enim minim veniam quis nostrud ullamco laboris nisi aliquip commodo consequat duis aute irure reprehenderit voluptate velit cillum fugiat nulla pariatur excepteur sint occaecat cupidatat proident culpa officia deserunt mollit laborum sociis natoque penatibus magnis dis parturient montes nascetur ridiculus mus vestibulum quam ut ac nec non est et in ante primis faucibus orci luctus ultrices posuere cubilia curae morbi tristique senectus netus malesuada fames turpis egestas deus dominus nobiscum vobiscum spiritu tuo laude gloria pater noster qui quod hoc ergo atque vel aut pro salo homo urbs urbi orbi dei agnus mundi annis annos viri arma';

/** @param isWanted of an entry as it is written */
export function compileLanguage(
  language: string,
  words: LanguageVocabulary,
  isWanted: (entry: string) => boolean,
): Pattern[] {
  const endings = new Set(split(words.endings).map(ending => textOf(unitsOf(ending))));
  const patterns: Pattern[] = [];
  const add = (entries: string | undefined, role: Role): void => {
    const wanted = split(entries).filter(isWanted);
    for (const entry of language === 'de' ? wanted.flatMap(entry => [...new Set(spellings(entry))]) : wanted) {
      const pattern = compileEntry(entry, language, role, endings);
      if (pattern) patterns.push(pattern);
    }
  };
  add(words.company, { role: 'company', key: language });
  const bare = `${language}:bare`;
  add(words.bare, { role: 'company', key: bare });
  for (const excuse of EXCUSES) add(words.excuses[excuse], { role: 'excuse', excuse });
  add(words.titles, { role: 'title' });
  add(words.innocent, { role: 'innocent', inText: false });
  add(words.common, { role: 'common' });
  for (const [concept, terms] of Object.entries(words.terms) as [Concept, Terms][]) {
    const key = `${language}:${concept}`;
    const company = terms.with === undefined ? {} : { with: key };
    add(terms.sure, { role: 'term', concept, sure: true });
    add(terms.company, { role: 'term', concept, sure: false, ...company });
    add(terms.everyday, { role: 'term', concept, sure: false, with: bare });
    add(terms.with, { role: 'company', key });
  }
  return patterns;
}

/** A word or phrase as a person wrote it, with its inflections left to them. */
export function compileWord(word: string, role: Role): Pattern | undefined {
  const entry = word
    .trim()
    .replace(/\s+/gu, '_')
    .replace(/[~^?!]/g, '');
  return compileEntry(entry, 'und', role, new Set());
}

/** Entries of a maintained list. */
export function compileList(language: string, entries: readonly string[], concept: Concept): Pattern[] {
  return entries.flatMap(entry => {
    const role: Role = { role: 'term', concept, sure: true };
    return compileEntry(`${entry.replaceAll(' ', '_')}^`, language, role, new Set()) ?? [];
  });
}

export function compileLatin(): Pattern[] {
  return split(LATIN).flatMap(word => compileEntry(word, 'la', { role: 'latin' }, new Set()) ?? []);
}

export const categoryOf = (concept: Concept): (typeof CONCEPTS)[Concept]['category'] => CONCEPTS[concept].category;

/** Scripts that write words without spaces between them. */
export const isUnspaced = ({ script }: Unit): boolean => script >= SCRIPT.han;
