/** Bytes of UTF-8 that the words in a file's name may take: far below the 255 that file systems allow. */
const SLUG_BYTES = 96;
/** Windows refuses these, with any extension. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/u;

/**
 * The words of a prompt as the name of a file: letters and digits of any script in lower case, with hyphens between.
 * Nothing in a prompt can name another folder.
 */
export function slug(prompt: string): string {
  const words =
    prompt
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu) ?? [];
  let name = '';
  for (const word of words) {
    const longer = name === '' ? fit(word) : `${name}-${word}`;
    if (bytes(longer) > SLUG_BYTES) break;
    name = longer;
  }
  if (name === '') return 'picture';
  return RESERVED.test(name) ? `${name}-picture` : name;
}

/**
 * The n-th name to try for a picture, from 0; later ones are for when the earlier are taken.
 * @param pattern with `${slug}` and `${seed}`
 */
export function fileName(pattern: string, prompt: string, seed: number, extension: string, attempt: number): string {
  const filled = pattern
    .replaceAll(`\${slug}`, slug(prompt))
    .replaceAll(`\${seed}`, String(seed))
    .replace(/[\p{Cc}\\/:*?"<>|]/gu, '-')
    .replace(/^[.\s]+|[.\s]+$/gu, '');
  return `${filled === '' ? slug(prompt) : filled}${attempt === 0 ? '' : `-${attempt}`}.${extension}`;
}

function bytes(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** A text without spaces may be one long word. */
function fit(word: string): string {
  const characters = [...word];
  while (bytes(characters.join('')) > SLUG_BYTES) characters.pop();
  return characters.join('');
}
