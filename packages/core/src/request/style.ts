/** Behind these a style begins a sentence of its own. */
const ENDS = ['.', '!', '?', '…', '。', '！', '？'];
/** Would stand twice. */
const COMMAS = [',', ';', '，', '、', '；'];

/** Where the words of a prompt go in a style that stands around them, as Sana's own styles do. */
const PLACE = '{prompt}';

/**
 * A prompt of what is drawn and how: the style stands at its end, or around it where it has `{prompt}`. Without one, the
 * words as they are.
 */
export function withStyle(words: string, style: string): string {
  const how = style.trim();
  if (how === '') return words;
  const what = trimmed(words);
  const around = aroundOf(how);
  if (around) return (around.before + what + around.behind).trim();
  if (what === '') return how;
  return what + (endsWith(what, ENDS) ? ' ' : ', ') + how;
}

/** The words of a prompt that say what is drawn, without those of its style. */
export function mainWords({ prompt, style = '' }: { readonly prompt: string; readonly style?: string }): string {
  const how = style.trim();
  const around = aroundOf(how);
  if (around) {
    const { before, behind } = around;
    const fits = prompt.startsWith(before) && prompt.endsWith(behind) && prompt.length >= before.length + behind.length;
    return fits ? trimmed(prompt.slice(before.length, prompt.length - behind.length)) : prompt;
  }
  return how !== '' && prompt.endsWith(how) ? trimmed(prompt.slice(0, -how.length)) : prompt;
}

function aroundOf(style: string): { readonly before: string; readonly behind: string } | undefined {
  const at = style.indexOf(PLACE);
  return at < 0 ? undefined : { before: style.slice(0, at), behind: style.slice(at + PLACE.length) };
}

function trimmed(words: string): string {
  let rest = words.trim();
  while (endsWith(rest, COMMAS)) rest = rest.slice(0, -1).trimEnd();
  return rest;
}

function endsWith(words: string, ends: readonly string[]): boolean {
  return ends.some(end => words.endsWith(end));
}
