import ar from 'naughty-words/ar.json';
import cs from 'naughty-words/cs.json';
import da from 'naughty-words/da.json';
import deList from 'naughty-words/de.json';
import enList from 'naughty-words/en.json';
import esList from 'naughty-words/es.json';
import fa from 'naughty-words/fa.json';
import fi from 'naughty-words/fi.json';
import fil from 'naughty-words/fil.json';
import frList from 'naughty-words/fr.json';
import hiList from 'naughty-words/hi.json';
import hu from 'naughty-words/hu.json';
import it from 'naughty-words/it.json';
import jaList from 'naughty-words/ja.json';
import koList from 'naughty-words/ko.json';
import nl from 'naughty-words/nl.json';
import no from 'naughty-words/no.json';
import pl from 'naughty-words/pl.json';
import ptList from 'naughty-words/pt.json';
import ruList from 'naughty-words/ru.json';
import sv from 'naughty-words/sv.json';
import th from 'naughty-words/th.json';
import tr from 'naughty-words/tr.json';
import zhList from 'naughty-words/zh.json';
import { Automaton } from '../automaton.ts';
import { classesOf } from '../letter-stream.ts';
import { classOf } from '../letters.ts';
import { compileLanguage, compileLatin, compileList, type Pattern } from './compile.ts';
import type { LanguageVocabulary } from './concepts.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { hi } from './hi.ts';
import { ja } from './ja.ts';
import { ko } from './ko.ts';
import { LIST_USES, type ListLanguage } from './lists.ts';
import { pt } from './pt.ts';
import { ru } from './ru.ts';
import { zh } from './zh.ts';

const LANGUAGES: Readonly<Record<string, LanguageVocabulary>> = { en, zh, ja, ko, ru, hi, fr, es, de, pt };

const LISTS: Readonly<Record<ListLanguage, readonly string[]>> = {
  ...{ ar, cs, da, fa, fi, fil, hu, it, nl, no, pl, sv, th, tr },
  ...{ de: deList, en: enList, es: esList, fr: frList, hi: hiList, ja: jaList, ko: koList, pt: ptList },
  ...{ ru: ruList, zh: zhList },
};

export interface Vocabulary {
  readonly patterns: readonly Pattern[];
  readonly automaton: Automaton;
  /** Terms by the class of their first letter, for those with letters masked out. */
  readonly byFirst: ReadonlyMap<number, readonly Pattern[]>;
}

/** What only letters, spaces and hyphens make up. */
const WORDS = /^[\p{L}\p{M} '-]+$/u;

/**
 * Scripts without letters that pass for those of another. A word that has one of these is found only in a text that has some,
 * and is costly to read; the letters of Latin, Cyrillic and Greek are taken for each other.
 */
const OTHER_SCRIPTS =
  /[\p{Script=Hangul}\p{Script=Devanagari}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Arabic}\p{Script=Thai}]/u;
const NOT_ALPHABETIC = /[^\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Common}\p{Script=Inherited}]/u;

const isAlphabetic = (entry: string): boolean => !OTHER_SCRIPTS.test(entry);

/** Of what is in the vocabulary, the words that can be in a text. */
export type VocabularyPart = 'alphabetic' | 'all';

/** Which part has all that there is to find in a text. */
export function partFor(text: string): VocabularyPart {
  return NOT_ALPHABETIC.test(text.normalize('NFKC')) ? 'all' : 'alphabetic';
}

/** Entries of the maintained lists that the files of languages say nothing about. */
function listed(known: ReadonlySet<string>, isWanted: (entry: string) => boolean): Pattern[] {
  return Object.entries(LIST_USES).flatMap(([language, use]) => {
    const entries = LISTS[language as ListLanguage].map(entry => entry.trim().toLowerCase());
    const except = new Set(use.except?.split('|'));
    const only = use.only === undefined ? undefined : new Set(use.only.split('|'));
    const kept = entries.filter(
      entry => isWanted(entry) && WORDS.test(entry) && !except.has(entry) && (only === undefined || only.has(entry)),
    );
    return compileList(language, kept, use.concept).filter(({ letters }) => !known.has(letters));
  });
}

export function buildVocabulary(part: VocabularyPart = 'all'): Vocabulary {
  const isWanted = part === 'all' ? () => true : isAlphabetic;
  const own = Object.entries(LANGUAGES).flatMap(([language, words]) => compileLanguage(language, words, isWanted));
  const known = new Set(
    own.flatMap(({ role, letters }) => (role.role === 'term' || role.role === 'innocent' ? [letters] : [])),
  );
  return vocabularyOf([...own, ...listed(known, isWanted), ...compileLatin()]);
}

/** Patterns in the form that they are searched in. */
export function vocabularyOf(patterns: readonly Pattern[]): Vocabulary {
  let byFirst: Vocabulary['byFirst'] | undefined;
  return {
    patterns,
    automaton: new Automaton(patterns.map(({ letters }) => classesOf(letters))),
    // only where a prompt has signs in place of letters
    get byFirst() {
      byFirst ??= groupedByFirst(patterns);
      return byFirst;
    },
  };
}

function groupedByFirst(patterns: readonly Pattern[]): Vocabulary['byFirst'] {
  const byFirst = new Map<number, Pattern[]>();
  for (const pattern of patterns) {
    if (pattern.role.role !== 'term' || pattern.glyphs.length < 3) continue;
    const first = classOf(pattern.glyphs[0]!);
    const group = byFirst.get(first);
    if (group) group.push(pattern);
    else byFirst.set(first, [pattern]);
  }
  return byFirst;
}
