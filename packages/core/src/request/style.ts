/** Behind these a style begins a sentence of its own. */
const ENDS = ['.', '!', '?', '…', '。', '！', '？'];
/** Would stand twice. */
const COMMAS = [',', ';', '，', '、', '；'];

/** A prompt of what is drawn and how: the style stands at its end. Without one, the words as they are. */
export function withStyle(words: string, style: string): string {
  const how = style.trim();
  if (how === '') return words;
  const what = trimmed(words);
  if (what === '') return how;
  return what + (endsWith(what, ENDS) ? ' ' : ', ') + how;
}

/** The words of a prompt that say what is drawn, without those of its style. */
export function mainWords({ prompt, style = '' }: { readonly prompt: string; readonly style?: string }): string {
  const how = style.trim();
  return how !== '' && prompt.endsWith(how) ? trimmed(prompt.slice(0, -how.length)) : prompt;
}

function trimmed(words: string): string {
  let rest = words.trim();
  while (endsWith(rest, COMMAS)) rest = rest.slice(0, -1).trimEnd();
  return rest;
}

function endsWith(words: string, ends: readonly string[]): boolean {
  return ends.some(end => words.endsWith(end));
}
