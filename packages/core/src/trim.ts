/**
 * The text without the characters at its end that `goes` says so of, code point by code point. `replace(/[…]+$/, '')`
 * would look for the end from each of them, in time that grows with the square of their number.
 */
export function trimmedEnd(text: string, goes: (character: string) => boolean): string {
  let end = text.length;
  while (end > 0) {
    const before = text.codePointAt(end - 2) ?? 0;
    const start = end > 1 && before > 0xffff ? end - 2 : end - 1;
    if (!goes(text.slice(start, end))) break;
    end = start;
  }
  return text.slice(0, end);
}
