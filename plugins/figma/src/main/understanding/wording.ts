// What kind of thing a text says, from its characters alone, in whatever language it is. Numbers, prices and times are
// told by their form; the lists of words only help where a form does not tell.

import { trimmedEnd } from '@sana-studio/core/text';
import {
  DAYS,
  EAST_ASIAN_UNITS,
  LATIN_FILLER,
  MONTH_BEGINNINGS,
  MONTHS,
  OTHER_FILLER,
  PRESSED,
  PRESSED_BEGINNINGS,
  PRESSED_JOINED,
  PRESSED_PAIRS,
  SLOT_OWNERS,
  SLOTS,
  STATES,
  UNITS,
} from './lexicon.ts';
import { holdsAny, wordsIn } from './lists.ts';

/**
 * `says`: may say what to draw; `weak`: only where nothing better is near ("Episode 12"); `number`: counts, prices,
 * dates, times; `link`: what is pressed; `filler`: lorem ipsum and words that stand for others; `contact`: addresses.
 */
export type Wording = 'says' | 'weak' | 'number' | 'link' | 'filler' | 'contact';

const MONEY =
  /\p{Sc}|(?<!\p{L})(?:usd|eur|gbp|chf|jpy|cny|rmb|krw|inr|brl|aed|sar|kr|zł|kč|руб|сом|fr|rs|tl|lei|ft|лв|ريال|درهم|جنيه|دينار|ر\.س|د\.إ|रु|रुपये|บาท)(?!\p{L})|[円元원]/iu;
/** UTF-16 units of a text's beginning that tell what it says. */
const MOST_JUDGED = 1000;
/** Words beside a price: "from", "per month". */
const MOST_WORDS_AT_PRICE = 3;
const MOST_PRESSED_WORDS = 5;
/** "Episode 12", "Only 3 left": a label with a number. */
const LABELLED_NUMBER = 2;
const ARROW = /^[←‹«〈]|[→›»➔➜▸▶⟶↗❯〉]$|\s>$/u;
const CONTACT =
  /^(?:@[\p{L}\p{N}_.]+|(?:https?:\/\/|www\.)\S+|[\p{L}\p{N}-]+\.(?:com|org|net|io|de|fr|es|it|ru|cn|jp|kr|br|app|dev)(?:\/\S*)?|(?:#[\p{L}\p{N}_]+\s*)+|©.*)$/iu;
/** Who, not what: "By Ines Duval", "文/小林". */
const BYLINE =
  /^(?:(?:by|von|par|por|di|da|от|بقلم|द्वारा)\s\p{Lu}[\p{L}\p{M}.'’-]*(?:\s\p{Lu}[\p{L}\p{M}.'’-]*){0,2}|(?:foto|photo|автор|фото|作者|文|撮影|글|사진)\s?[:：/|].+)$/iu;
/** "By the river": after a byline's first word names begin with capitals, which a search without case cannot tell. */
const LOWER_SECOND = /^\S+\s\p{Ll}/u;

const EAST_ASIAN = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/gu;

/** How many words a text has; two east Asian letters count as one. */
export function countWords(characters: string): number {
  const letters = characters.match(EAST_ASIAN)?.length ?? 0;
  return wordsIn(characters.replace(EAST_ASIAN, ' ')).length + Math.ceil(letters / 2);
}

/** What a text says. @param characters of the whole layer */
export function wordingOf(characters: string): Wording {
  const words = characters.slice(0, MOST_JUDGED).normalize('NFKC').replace(/\s+/gu, ' ').trim();
  if (!/\p{L}/u.test(words)) return wordingOfSigns(words);
  if (isFiller(words)) return 'filler';
  if (CONTACT.test(words) || isMailAddress(words)) return 'contact';
  const bare = trimmedEnd(words.toLowerCase(), sign => /[\s\p{P}\p{S}]/u.test(sign)).replace(/^[\s\p{P}\p{S}]+/u, '');
  if (isPressed(bare) || ((ARROW.test(words) || /^[+＋]\s/u.test(words)) && countWords(words) <= MOST_PRESSED_WORDS))
    return 'link';
  if (DAYS.has(bare) || STATES.has(bare)) return 'number';
  if (BYLINE.test(words) && !LOWER_SECOND.test(words)) return 'weak';
  if (/\p{Nd}/u.test(words)) return wordingOfNumbers(words);
  return isListOfLabels(words) ? 'weak' : 'says';
}

function isMailAddress(words: string): boolean {
  const at = words.indexOf('@', 1);
  // the last dot with something behind it
  return at > 0 && !words.includes(' ') && words.lastIndexOf('.', words.length - 2) > at + 1;
}

/** Several emoji may be a scene; one is an icon. */
function wordingOfSigns(words: string): Wording {
  const emoji = words.match(/\p{Emoji_Presentation}/gu)?.length ?? 0;
  return emoji > 1 ? 'says' : emoji === 1 && !/\p{Nd}/u.test(words) ? 'weak' : 'number';
}

function isPressed(words: string): boolean {
  if (PRESSED.has(words)) return true;
  if (
    PRESSED_JOINED.some(([first, last]) => [...first].some(w => words.startsWith(w) && last.has(words.slice(w.length))))
  ) {
    return true;
  }
  const parts = words.split(' ');
  if (parts.length === 2 && PRESSED_BEGINNINGS.has(parts[0]!)) return true;
  return PRESSED_PAIRS.some(([first, last]) =>
    [1, 2].some(
      cut =>
        first.has(parts.slice(0, cut).join(' ')) &&
        [1, 2].some(more => last.has(parts.slice(cut, cut + more).join(' '))) &&
        parts.length <= 4,
    ),
  );
}

function isFiller(words: string): boolean {
  const all = wordsIn(words);
  const lower = words.toLowerCase();
  const slot = all.length === 0 ? lower : all.join(' ');
  if (!/^\p{Nd}/u.test(words) && isSlot(slot)) return true;
  if (holdsAny(lower, OTHER_FILLER)) return true;
  const latin = all.filter(word => LATIN_FILLER.has(word));
  const known = latin.length;
  // "Consectetur" alone: no shorter one of these words is told from a name
  if (all.length === 1 && known === 1 && words.length >= 8) return true;
  // the short ones are words of other languages, too: "A library in a tram"
  if (all.length >= 2 && known >= 0.6 * all.length && latin.some(word => word.length >= 4)) return true;
  // "Text text text"
  return all.length >= 3 && new Set(all).size === 1;
}

/** "Title", "Card title", "Your headline". */
function isSlot(words: string): boolean {
  if (SLOTS.has(words)) return true;
  const [first, ...rest] = words.split(' ');
  return rest.length > 0 && SLOT_OWNERS.has(first!) && isSlot(rest.join(' '));
}

/** With digits in it, and single spaces between words: what is left without numbers, units, months and money decides. */
function wordingOfNumbers(words: string): Wording {
  const parts = words.split(/ ?[·•|｜・⋅] ?| [–—-] /u).filter(Boolean);
  const others = parts.filter(part => !/\p{Nd}/u.test(part) || restOf(part) > 1);
  if (parts.length > 1 && others.length < parts.length) {
    const left = others.reduce((sum, part) => sum + countWords(part), 0);
    // "Episode 12 – Why foghorns went silent" is a title, "By Ines · 4 March · 6 min read" is none
    if (left >= 3 && /\s[–—-]\s/u.test(words)) return 'says';
    return left > 4 ? 'weak' : 'number';
  }
  const rest = restOf(words);
  if (rest === 0) return 'number';
  if (MONEY.test(words) && rest <= MOST_WORDS_AT_PRICE) return 'number';
  const numberFirst = /^[\p{P}\p{S}\s]*\p{Nd}/u.test(words);
  if (numberFirst && rest <= 1) return 'number';
  return rest <= LABELLED_NUMBER ? 'weak' : 'says';
}

/** "Jazz · Blues · Soul". */
function isListOfLabels(words: string): boolean {
  const parts = words.split(/ ?[·•|｜] ?/u).filter(Boolean);
  return parts.length > 1 && parts.every(part => countWords(part) <= 2);
}

/** How many words there are beside numbers, units, days and months. */
function restOf(words: string): number {
  const letters = words
    .replace(EAST_ASIAN_UNITS, ' ')
    .replace(/(?<!\p{Nd})\p{Nd}+\p{L}{1,2}(?!\p{L})/gu, ' ')
    .replace(MONEY, ' ');
  const eastAsian = letters.match(EAST_ASIAN)?.length ?? 0;
  return wordsIn(letters.replace(EAST_ASIAN, ' ')).filter(word => !isUnit(word)).length + Math.ceil(eastAsian / 2);
}

function isUnit(word: string): boolean {
  if (UNITS.has(word) || MONTHS.has(word) || DAYS.has(word)) return true;
  return word.length <= 9 && MONTH_BEGINNINGS.has(word.slice(0, 3));
}

/** Up to three letters that stand for a person in a portrait. */
export function isInitials(characters: string): boolean {
  return /^(?:(?:\p{Lu}\.?\s?){1,3}|\p{Lo}{1,2})$/u.test(characters.trim());
}

/** Whether all letters that have a case are capitals: a label, where it is small. */
export function isUpperCase(characters: string): boolean {
  return /\p{Lu}.*\p{Lu}/su.test(characters) && !/\p{Ll}/u.test(characters);
}

export function isRightToLeft(characters: string): boolean {
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u.test(characters);
}
