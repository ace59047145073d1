import { EMOJI_NAMES } from './emoji-names.ts';

let names: ReadonlyMap<number, string> | undefined;

/** What Unicode calls an emoji of one code point, as words with hyphens: `dog-face`. @returns undefined for any other character */
export function emojiName(emoji: string): string | undefined {
  names ??= unpacked();
  return names.get(emoji.codePointAt(0) ?? 0);
}

function unpacked(): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  let code = 0;
  for (const token of EMOJI_NAMES.split(' ')) {
    if (token.startsWith('+')) code += Number.parseInt(token.slice(1), 36);
    else found.set(code++, token);
  }
  return found;
}
