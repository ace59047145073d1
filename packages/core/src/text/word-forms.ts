/** Characters of the beginning that two forms of a word have in common at least. */
const COMMON = 3;
/** And more than this share of the longer form. */
const SHARE = 0.5;
/** Accents, which come and go between forms: Apfel, Äpfel. Signs of vowels in other scripts are letters. */
const ACCENTS = /[\u0300-\u036f]/g;

/**
 * Whether two words are likely forms of one, as "hunde" and "hund", "кошку" and "кошка" are: most of them is the same
 * beginning. Words that are made of others ("firefly") may be taken for a form of these.
 */
export function areForms(word: string, other: string): boolean {
  const [a, b] = [letters(word), letters(other)];
  const differing = a.findIndex((letter, at) => letter !== b[at]);
  const common = differing < 0 ? a.length : differing;
  return common >= COMMON && common > SHARE * Math.max(a.length, b.length);
}

function letters(word: string): readonly string[] {
  return [...word.normalize('NFD').replace(ACCENTS, '')];
}
