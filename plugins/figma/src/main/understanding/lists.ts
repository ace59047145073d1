// Word lists as one string each, and how they are looked up.

/** Entries are words or phrases between bars. */
export function listed(...entries: readonly string[]): ReadonlySet<string> {
  return new Set(entries.flatMap(entry => entry.split('|')).map(entry => entry.trim()));
}

/** Words of a text in lower case: runs of letters with their marks, apostrophes and hyphens inside. */
export function wordsIn(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}²]+(?:['’-][\p{L}\p{M}]+)*/gu) ?? [];
}

/** Whether one of the words is listed, or two or three that follow each other. */
export function mentions(words: readonly string[], list: ReadonlySet<string>): boolean {
  return words.some(
    (word, i) =>
      list.has(word) ||
      (i + 1 < words.length && list.has(`${word} ${words[i + 1]}`)) ||
      (i + 2 < words.length && list.has(`${word} ${words[i + 1]} ${words[i + 2]}`)),
  );
}

/** For scripts that put no spaces between words. */
export function holdsAny(text: string, parts: ReadonlySet<string>): boolean {
  for (const part of parts) if (text.includes(part)) return true;
  return false;
}
