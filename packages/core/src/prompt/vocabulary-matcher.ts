import { trimmedEnd } from '../trim.ts';
import { letterRuns, plainLatin } from './folded-text.ts';
import { simplifyChinese, UNSPACED, type Vocabulary, WORD } from './vocabulary.ts';

/** UTF-16 range in the folded text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

interface Word extends Span {
  readonly text: string;
}

// Longer than any term with stretched letters a person would type; keeps the work per word constant.
const LONGEST_WORD = 64;
const CUT_UP = /(?<![\p{L}\p{M}\p{N}_.\-·*])\p{L}{1,6}(?:[_.\-·*]\p{L}{1,6})+(?![\p{L}\p{M}\p{N}_\-·*])/gu;
const LONGEST_SPELLED_OUT = 16;
const CHUNK = new RegExp(`(?:(?!${UNSPACED.source}|\\p{Script=Hangul})[\\p{L}\\p{M}\\p{N}@$!|+*#])+`, 'gu');
const LEET_LETTERS = new Map('4a@a8b3e1i!i|i0o5s$s7t+t'.match(/../g)!.map(pair => [pair.charAt(0), pair.charAt(1)]));
const SPELLED_OUT = /(?<![\p{L}\p{M}\p{N}])\p{L}(?:[ ._\-*·•,/|~]{1,3}\p{L})+(?![\p{L}\p{M}\p{N}])/gu;

/** Every run of `phrases` among the words, as long as nothing but spaces, hyphens and the like stands between them. */
function findPhrases(text: string, words: readonly Word[], phrases: ReadonlyMap<string, readonly string[][]>): Span[] {
  const found: Span[] = [];
  words.forEach((first, index) => {
    for (const phrase of phrases.get(first.text) ?? []) {
      const matches = phrase.every((expected, i) => {
        const word = words[index + i];
        if (word?.text !== expected) return false;
        return i === 0 || /^[\s\-_.'’·]{1,3}$/.test(text.slice(words[index + i - 1]!.end, word.start));
      });
      if (!matches) continue;
      found.push({ start: first.start, end: words[index + phrase.length - 1]!.end });
      break;
    }
  });
  return found;
}

/** Whether the vocabulary has the word as it stands, with diacritics and look-alikes undone, or with letters stretched. */
function isTerm(word: string, vocabulary: Vocabulary): boolean {
  if (word.length > LONGEST_WORD) return vocabulary.infixes.some(infix => word.includes(infix));
  if (vocabulary.innocentWords.has(word)) return false;
  const plain = plainLatin(word);
  if (vocabulary.words.has(word) || vocabulary.words.has(plain)) return true;
  for (let length = Math.min(plain.length, vocabulary.longestPrefix); length > 0; length--) {
    if (vocabulary.prefixes.has(plain.slice(0, length)) || vocabulary.prefixes.has(word.slice(0, length))) return true;
  }
  const { letters, lengths } = letterRuns(plain);
  if (vocabulary.infixes.some(infix => plain.includes(infix) || letters.includes(infix))) return true;
  if (!/([a-z])\1\1/.test(plain)) return false;
  return (vocabulary.byLetters.get(letters) ?? []).some(term => term.every((count, i) => lengths[i]! >= count));
}

/** Prompts repeat their words: judges each spelling once. */
function judgeOnce(judge: (text: string) => boolean): (text: string) => boolean {
  const known = new Map<string, boolean>();
  return text => {
    const verdict = known.get(text) ?? judge(text);
    known.set(text, verdict);
    return verdict;
  };
}

/** Digits and symbols for letters (`sh1t`, `a$$`), and letters masked out (`f*ck`). */
function isDisguisedTerm(chunk: string, vocabulary: Vocabulary): boolean {
  if (chunk.length > LONGEST_WORD) return false;
  const letterCount = chunk.match(/\p{L}/gu)?.length ?? 0;
  if (letterCount === 0 || (letterCount === 1 && !/[@$]/.test(chunk))) return false;
  if (/^[a-z][a-z*#]+$/.test(chunk)) {
    if (letterCount * 2 < chunk.length && !/^[a-z][*#]+[a-z]$/.test(chunk)) return false;
    const fits = (word: string) => [...chunk].every((sign, at) => /[*#]/.test(sign) || word[at] === sign);
    return (vocabulary.byShape.get(chunk.charAt(0) + chunk.length) ?? []).some(fits);
  }
  const read = (text: string): string => text.replace(/[^\p{L}\p{M}]/gu, sign => LEET_LETTERS.get(sign) ?? sign);
  return [read(chunk), read(chunk.replace(/[1!|]/g, 'l'))].some(
    word => /^[\p{L}\p{M}]+$/u.test(word) && isTerm(word, vocabulary),
  );
}

function findDisguised(text: string, vocabulary: Vocabulary): Span[] {
  const found: Span[] = [];
  const isHit = judgeOnce(chunk => /[^\p{L}\p{M}]/u.test(chunk) && isDisguisedTerm(chunk, vocabulary));
  for (const { 0: chunk, index } of text.matchAll(CHUNK)) {
    const core = trimmedEnd(chunk, sign => '!|+'.includes(sign));
    const trimmed = core.replace(/^[!|+*#]+/, '');
    const start = index + core.length - trimmed.length;
    // A mask may stand at the end, too: `sh**`.
    const candidate = [trimmed, trimmedEnd(trimmed, sign => '*#'.includes(sign))].find(isHit);
    if (candidate !== undefined) found.push({ start, end: start + candidate.length });
  }
  return found;
}

/** Terms cut into pieces (`fu_ck`) and those written letter by letter: `f u c k`, `f.u.c.k`. Three of the latter letters count only when nothing else stands beside them. */
function findSpelledOut(text: string, vocabulary: Vocabulary): Span[] {
  const found: Span[] = [];
  const isHit = judgeOnce(
    word =>
      vocabulary.words.has(word) ||
      vocabulary.prefixes.has(word) ||
      vocabulary.infixes.includes(word) ||
      vocabulary.unspaced.get(word.charAt(0))?.includes(word) === true,
  );
  for (const { 0: run, index } of text.matchAll(CUT_UP)) {
    if (run.length <= LONGEST_WORD && isHit(plainLatin(run.replace(/[_.\-·*]/g, '')))) {
      found.push({ start: index, end: index + run.length });
    }
  }
  for (const { 0: run, index } of text.matchAll(SPELLED_OUT)) {
    const letters = [...run.matchAll(/\p{L}/gu)];
    const spelling = plainLatin(letters.map(match => match[0]).join(''));
    // Letters outside the basic plane take two units; no term has any.
    if (spelling.length !== letters.length) continue;
    const shortest = letters.length === 3 ? 3 : 4;
    for (let from = 0; from + shortest <= letters.length; from++) {
      for (let to = Math.min(letters.length, from + LONGEST_SPELLED_OUT); to - from >= shortest; to--) {
        if (!isHit(spelling.slice(from, to))) continue;
        found.push({ start: index + letters[from]!.index, end: index + letters[to - 1]!.index + 1 });
        from = to - 1;
        break;
      }
    }
  }
  return found;
}

/** Made at first use: it takes a tenth of the time that the command line needs to begin. */
let segmenter: Intl.Segmenter | undefined;

/**
 * Terms of scripts without spaces. One counts only where it begins and ends with a word, so that 性交 is not found in
 * 男性交往; katakana ends where the katakana end, and the end of a hiragana word is beyond any dictionary.
 */
function findUnspaced(text: string, vocabulary: Vocabulary): Span[] {
  if (!UNSPACED.test(text)) return [];
  const found: Span[] = [];
  const chinese = simplifyChinese(text);
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'word' });
  const segments = segmenter.segment(text);
  const isBoundary = (offset: number): boolean => (segments.containing(offset)?.index ?? offset) === offset;
  const isKatakana = (character: string): boolean => /[\u30a1-\u30fa\u30fc-\u30ff]/.test(character);
  const stands = (term: string, start: number, end: number): boolean => {
    if ([...term].every(isKatakana)) return !isKatakana(text.charAt(start - 1)) && !isKatakana(text.charAt(end));
    if (!isBoundary(start)) return false;
    return /^[\u3040-\u309f]+$/.test(term) || isBoundary(end);
  };
  for (let at = 0; at < chinese.length; at++) {
    const term = vocabulary.unspaced
      .get(chinese.charAt(at))
      ?.find(candidate => chinese.startsWith(candidate, at) && stands(candidate, at, at + candidate.length));
    if (term === undefined) continue;
    found.push({ start: at, end: at + term.length });
    at += term.length - 1;
  }
  return found;
}

/** All terms in a folded text, in no particular order, possibly overlapping. */
export function findTerms(text: string, vocabulary: Vocabulary): Span[] {
  const words = Array.from(text.matchAll(WORD), ({ 0: word, index }) => ({
    text: word,
    start: index,
    end: index + word.length,
  }));
  const isHit = judgeOnce(word => isTerm(word, vocabulary));
  const innocent = findPhrases(text, words, vocabulary.innocentPhrases);
  return [
    ...words.filter(word => isHit(word.text)),
    ...findPhrases(text, words, vocabulary.phrases),
    ...findDisguised(text, vocabulary),
    ...findSpelledOut(text, vocabulary),
    ...findUnspaced(text, vocabulary),
  ].filter(({ start, end }) => !innocent.some(phrase => phrase.start <= start && end <= phrase.end));
}
