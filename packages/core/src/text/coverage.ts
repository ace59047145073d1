/** What of a text consists of known phrases. */
export interface Coverage {
  /** The phrases that were found. */
  readonly known: ReadonlySet<string>;
  /** What is left between them, in the text's order, without spaces and punctuation. */
  readonly unknown: readonly string[];
}

const SAID = /[\p{L}\p{M}\p{N}\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}\u200d]/u;
const IN_WORDS = /[\p{L}\p{M}\p{N}]/u;
/** Written without spaces between words. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;

/**
 * Takes known phrases out of a text, from its beginning on, the longest first. In scripts with spaces a phrase ends where
 * words do.
 * @param longest UTF-16 units of the longest phrase
 */
export function coverage(text: string, phrases: ReadonlySet<string>, longest: number): Coverage {
  const known = new Set<string>();
  const unknown: string[] = [];
  let rest = '';
  const close = () => {
    if (rest !== '') unknown.push(rest);
    rest = '';
  };
  for (let at = 0; at < text.length; ) {
    const found = isBorder(text, at) ? phraseAt(text, at, phrases, longest) : undefined;
    if (found !== undefined) {
      close();
      known.add(found);
      at += found.length;
      continue;
    }
    const character = String.fromCodePoint(text.codePointAt(at)!);
    if (SAID.test(character)) rest += character;
    else close();
    at += character.length;
  }
  close();
  return { known, unknown };
}

function phraseAt(text: string, at: number, phrases: ReadonlySet<string>, longest: number): string | undefined {
  for (let end = Math.min(text.length, at + longest); end > at; end--) {
    const phrase = text.slice(at, end);
    if (phrases.has(phrase) && isBorder(text, end)) return phrase;
  }
  return undefined;
}

/** Whether a phrase may begin or end at a place. */
function isBorder(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return true;
  const [before, after] = [characterBefore(text, at), String.fromCodePoint(text.codePointAt(at)!)];
  if (after === '\u200d' || before === '\u200d') return false;
  return !IN_WORDS.test(before) || !IN_WORDS.test(after) || UNSPACED.test(before) || UNSPACED.test(after);
}

function characterBefore(text: string, at: number): string {
  const unit = text.charCodeAt(at - 1);
  const isLow = unit >= 0xdc00 && unit < 0xe000;
  return text.slice(at - (isLow && at > 1 ? 2 : 1), at);
}
