/**
 * Texts as they might be in a language that is written from right to left: the same words with every Latin letter turned
 * into a Hebrew one, a third longer. For tests of the layout; no shell has it.
 */
export function pseudo<T>(texts: T): T {
  return translated(texts) as T;
}

function translated(value: unknown): unknown {
  if (typeof value === 'string') return words(value);
  if (typeof value === 'function') return (...facts: unknown[]) => words(String(value(...facts)));
  if (Array.isArray(value)) return value.map(translated);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, translated(inner)]));
}

const FIRST = 'א'.codePointAt(0)!;
const LETTERS = 22;

function words(text: string): string {
  const turned = text.replace(/[a-z]/gi, letter => {
    return String.fromCodePoint(FIRST + ((letter.toLowerCase().codePointAt(0)! - 97) % LETTERS));
  });
  return turned + turned.slice(0, Math.ceil(turned.length / 3));
}
