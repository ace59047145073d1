// Apart from the rest, and loaded only for models that know one language: the detector's data are 0.9 MB.

import { eld } from 'eld/extrasmall';

/** Fewer words of Latin letters say too little: “dashboard” and “croissant” are English, too. */
const LEAST_WORDS = 3;
/** Share of a prompt's letters that are not Latin, above which it is not English whatever else it says. */
const OTHER_SCRIPT = 0.3;
/** Names in an English sentence make it look a little like other languages; a real one is told apart more clearly. */
const MOST_LIKE_ENGLISH = 0.8;

/**
 * The language of a prompt where that is clearly not English.
 * @returns a language tag, `und` for one that cannot be told; undefined for English and whatever may be
 */
export function otherLanguage(prompt: string): string | undefined {
  const letters = prompt.match(/\p{L}/gu) ?? [];
  const latin = letters.filter(letter => /\p{Script=Latin}/u.test(letter)).length;
  const isOtherScript = letters.length - latin > OTHER_SCRIPT * letters.length;
  const found = eld.detect(prompt);
  const { [found.language]: best = 0, en: english = 0 } = found.getScores();
  const isOther = found.language !== '' && found.language !== 'en';
  if (isOtherScript) return isOther ? found.language : 'und';
  if (!isOther || !found.isReliable() || english > MOST_LIKE_ENGLISH * best) return undefined;
  return (prompt.match(/\p{L}[\p{L}\p{M}’'-]*/gu)?.length ?? 0) >= LEAST_WORDS ? found.language : undefined;
}
