/** Bytes of UTF-8: far below the 255 that file systems allow, so that a seed, a number and an extension fit as well. */
const MOST_BYTES = 96;
/** Windows refuses these, with any extension. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/;

const bytes = (text: string): number => new TextEncoder().encode(text).length;

/**
 * The words of a prompt as the beginning of a file's name, without anything that could name another folder: letters and
 * digits of any script in lower case, hyphens between. `A cute 🐶 on the grass` → `a-cute-on-the-grass`. It ends with a
 * whole word, unless there is but one that is too long; without any word it is `sana`.
 */
export function slug(prompt: string): string {
  const words = prompt
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’]/g, '')
    .match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu);
  let name = '';
  for (const word of words ?? ['sana']) {
    const longer = name ? `${name}-${word}` : beginning(word);
    if (bytes(longer) > MOST_BYTES) break;
    name = longer;
  }
  return RESERVED.test(name) ? `${name}-sana` : name;
}

/** A text without spaces may be one long word. Cut between characters: half a surrogate pair is no name. */
function beginning(word: string): string {
  const characters = [...word].slice(0, MOST_BYTES);
  while (bytes(characters.join('')) > MOST_BYTES) characters.pop();
  return characters.join('');
}
