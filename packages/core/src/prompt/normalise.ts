import { SanaError } from '../errors.ts';

/** UTF-16 units. Far above what the encoder reads (299 tokens), far below what would make a page stutter. */
export const MAX_PROMPT_LENGTH = 20_000;

// Python's str.strip() and JavaScript's trim() disagree on U+001C to U+001F, U+0085 (only Python) and U+FEFF (only JavaScript).
const isSpace = (char: string): boolean =>
  (/\s/.test(char) && char !== '\ufeff') || (char >= '\x1c' && char <= '\x1f') || char === '\x85';

/**
 * Refuses a prompt that nothing behind it could work on.
 * @throws SanaError `prompt-too-long` above MAX_PROMPT_LENGTH, `prompt-not-unicode` on a lone surrogate
 */
export function checkPrompt(prompt: string): void {
  if (prompt.length > MAX_PROMPT_LENGTH) {
    throw new SanaError('prompt-too-long', { length: prompt.length, limit: MAX_PROMPT_LENGTH });
  }
  const offset = prompt.search(/\p{Surrogate}/u);
  if (offset >= 0) {
    const unit = prompt.charCodeAt(offset).toString(16).toUpperCase();
    throw new SanaError('prompt-not-unicode:surrogate', { unit, offset });
  }
}

/**
 * What diffusers' Sana pipelines do to a positive or negative prompt when `clean_caption` is off (the default):
 * Python's `text.lower().strip()`.
 */
export function normalisePrompt(prompt: string): string {
  const text = prompt.toLowerCase();
  let start = 0;
  let end = text.length;
  while (start < end && isSpace(text.charAt(start))) start++;
  while (end > start && isSpace(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}
