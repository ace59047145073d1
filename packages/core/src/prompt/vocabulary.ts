import ar from 'naughty-words/ar.json';
import cs from 'naughty-words/cs.json';
import da from 'naughty-words/da.json';
import de from 'naughty-words/de.json';
import en from 'naughty-words/en.json';
import es from 'naughty-words/es.json';
import fa from 'naughty-words/fa.json';
import fi from 'naughty-words/fi.json';
import fil from 'naughty-words/fil.json';
import fr from 'naughty-words/fr.json';
import hi from 'naughty-words/hi.json';
import hu from 'naughty-words/hu.json';
import it from 'naughty-words/it.json';
import ja from 'naughty-words/ja.json';
import ko from 'naughty-words/ko.json';
import nl from 'naughty-words/nl.json';
import no from 'naughty-words/no.json';
import pl from 'naughty-words/pl.json';
import pt from 'naughty-words/pt.json';
import ru from 'naughty-words/ru.json';
import sv from 'naughty-words/sv.json';
import th from 'naughty-words/th.json';
import tr from 'naughty-words/tr.json';
import zh from 'naughty-words/zh.json';
import { foldText, letterRuns } from './folded-text.ts';
import {
  ADDITIONS,
  INNOCENT_PHRASES,
  INNOCENT_WORDS,
  type Language,
  LIST_USES,
  TRADITIONAL_TO_SIMPLIFIED,
} from './vocabulary-data.ts';

const LISTS: Readonly<Record<Language, readonly string[]>> = {
  ...{ ar, cs, da, de, en, es, fa, fi, fil, fr, hi, hu, it, ja, ko, nl, no, pl, pt, ru, sv, th, tr, zh },
};

/** Scripts written without spaces between words. */
export const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
/** A word ends where the script changes to or from one of those, or Hangul: porn사진, 画porn图. */
export const WORD = new RegExp(
  `\\p{Script=Hangul}+|(?:(?!${UNSPACED.source}|\\p{Script=Hangul})[\\p{L}\\p{M}])+`,
  'gu',
);

/** Terms in folded form, sorted by how they are looked for. */
export interface Vocabulary {
  readonly words: ReadonlySet<string>;
  /** Beginnings of words. Korean terms stand here too, because particles follow them. */
  readonly prefixes: ReadonlySet<string>;
  readonly longestPrefix: number;
  readonly infixes: readonly string[];
  /** Words of a phrase by its first word; longest phrases first. */
  readonly phrases: ReadonlyMap<string, readonly string[][]>;
  /** Terms of unspaced scripts by their first UTF-16 unit; longest first. */
  readonly unspaced: ReadonlyMap<string, readonly string[]>;
  /** Latin terms by their letters with doubled ones reduced. */
  readonly byLetters: ReadonlyMap<string, readonly number[][]>;
  /** Latin words by first letter and length, for those with letters masked out. */
  readonly byShape: ReadonlyMap<string, readonly string[]>;
  readonly innocentWords: ReadonlySet<string>;
  readonly innocentPhrases: ReadonlyMap<string, readonly string[][]>;
}

const simplified = new Map<string, string>();
for (let i = 0; i + 1 < TRADITIONAL_TO_SIMPLIFIED.length; i += 2) {
  simplified.set(TRADITIONAL_TO_SIMPLIFIED.charAt(i), TRADITIONAL_TO_SIMPLIFIED.charAt(i + 1));
}

/** Chinese in one spelling; the length stays. */
export function simplifyChinese(text: string): string {
  return text.replace(/\p{Script=Han}/gu, character => simplified.get(character) ?? character);
}

function group<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}

function groupPhrases(phrases: readonly string[]): Map<string, string[][]> {
  const groups = new Map<string, string[][]>();
  for (const phrase of phrases) {
    const words = phrase.match(WORD) ?? [];
    if (words.length > 1) group(groups, words[0]!, words);
  }
  for (const candidates of groups.values()) candidates.sort((a, b) => b.length - a.length);
  return groups;
}

const foldAll = (terms: string): string[] => terms.split('|').map(term => foldText(term).text);

function listedTerms(): string[] {
  return Object.entries(LIST_USES).flatMap(([language, use]) => {
    const terms = LISTS[language as Language].map(term => foldText(term.trim()).text);
    const except = new Set(foldAll(use.except ?? ''));
    const only = use.only === undefined ? undefined : new Set(foldAll(use.only));
    return terms.filter(term => !except.has(term) && (only === undefined || only.has(term)));
  });
}

export function buildVocabulary(): Vocabulary {
  const words = new Set<string>();
  const prefixes = new Set<string>();
  const infixes: string[] = [];
  const phrases: string[] = [];
  const unspaced = new Map<string, string[]>();
  for (const term of new Set([...listedTerms(), ...foldAll(ADDITIONS)])) {
    const stem = term.replaceAll('*', '');
    if (UNSPACED.test(stem)) group(unspaced, simplifyChinese(stem).charAt(0), simplifyChinese(stem));
    else if (term.startsWith('*')) infixes.push(stem);
    else if (term.endsWith('*') || /^\p{Script=Hangul}+$/u.test(stem)) prefixes.add(stem);
    else if (/^[\p{L}\p{M}]+$/u.test(stem)) words.add(stem);
    else phrases.push(stem);
  }
  for (const terms of unspaced.values()) terms.sort((a, b) => b.length - a.length);
  const byLetters = new Map<string, number[][]>();
  const byShape = new Map<string, string[]>();
  for (const word of [...words, ...prefixes, ...infixes]) {
    if (!/^[a-z]{3,}$/.test(word)) continue;
    const { letters, lengths } = letterRuns(word);
    group(byLetters, letters, lengths);
    if (word.length > 3) group(byShape, word.charAt(0) + word.length, word);
  }
  return {
    words,
    prefixes,
    longestPrefix: Math.max(...[...prefixes].map(prefix => prefix.length)),
    infixes,
    phrases: groupPhrases(phrases),
    unspaced,
    byLetters,
    byShape,
    innocentWords: new Set(foldAll(INNOCENT_WORDS)),
    innocentPhrases: groupPhrases(foldAll(INNOCENT_PHRASES)),
  };
}
