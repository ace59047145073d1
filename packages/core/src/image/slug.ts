import { emojiName } from './emoji-name.ts';

/** Bytes of UTF-8: far below the 255 that file systems allow, so that a seed, a number and an extension fit as well. */
const MOST_BYTES = 96;
/** Windows refuses these, with any extension. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/;
/** Words, flags (two letters of a country, from 🇦 on) and emoji. */
const PARTS = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*|\p{RI}{2}|\p{Extended_Pictographic}/gu;
const FIRST_REGIONAL = '🇦'.codePointAt(0)!;

const bytes = (text: string): number => new TextEncoder().encode(text).length;

/**
 * The words of a prompt as the beginning of a file's name, without anything that could name another folder: letters and
 * digits of any script in lower case, emoji by their English names, hyphens between. `A cute 🐶 on the grass` →
 * `a-cute-dog-face-on-the-grass`. It ends with a whole word, unless there is but one that is too long; without any word
 * it is `sana`.
 * @param most characters, where 96 bytes are too many
 */
export function slug(prompt: string, most: number = MOST_BYTES): string {
  // how an emoji looks, and the frame around a key's digit, are no part of a name
  const text = prompt
    .replace(/[\ufe0e\ufe0f\u20e3]/g, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’]/g, '');
  const fits = (name: string) => [...name].length <= most && bytes(name) <= MOST_BYTES;
  let name = '';
  let last = '';
  for (const [part] of text.matchAll(PARTS)) {
    const word = wordOf(part);
    // a row of the same emoji is one of them
    if (word === undefined || (word === last && word !== part)) continue;
    const longer = name ? `${name}-${word}` : beginning(word, fits);
    if (!fits(longer)) break;
    name = longer;
    last = word;
  }
  if (name === '') return 'sana';
  return RESERVED.test(name) ? `${name}-sana` : name;
}

function wordOf(part: string): string | undefined {
  if (/^\p{RI}/u.test(part)) {
    const letters = [...part].map(letter => String.fromCharCode(97 + letter.codePointAt(0)! - FIRST_REGIONAL));
    return `flag-${letters.join('')}`;
  }
  return /^\p{Extended_Pictographic}/u.test(part) ? emojiName(part) : part;
}

/** A text without spaces may be one long word. Cut between characters: half a surrogate pair is no name. */
function beginning(word: string, fits: (name: string) => boolean): string {
  const characters = [...word].slice(0, MOST_BYTES);
  while (!fits(characters.join(''))) characters.pop();
  return characters.join('');
}
