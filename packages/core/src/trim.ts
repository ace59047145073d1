/**
 * The text without the characters at its end that `goes` says so of, UTF-16 unit by unit. `replace(/[…]+$/, '')` would
 * look for the end from each of them, in time that grows with the square of their number.
 */
export function trimmedEnd(text: string, goes: (character: string) => boolean): string {
  let end = text.length;
  while (end > 0 && goes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}
