import { onOneLine, shortened } from './plain-text.ts';

/** UTF-16 units: it is read out, between words that say more. */
const LONGEST = 100;
/** A number at the beginning, a letter and what is shortened end no sentence: `2. Kings`, `St. Mary`, `J. S. Bach`. */
const ENDS_NOTHING = '(?<!^\\d{1,3}|(?:^|[\\s(.])(?:\\p{L}|Mr|Mrs|Ms|Dr|St|Prof|pp|vs|No|Nr|Fig|Abb|ca))';
const SENTENCE = new RegExp(`^.+?(?:${ENDS_NOTHING}[.!?](?=\\s|$)|[。！？])`, 'u');
/** What a reader of the screen says by itself. */
const EMPTY_WORDS =
  /^(?:(?:an?|the)\s)?(?:picture|image|photo(?:graph)?|illustration|drawing|painting)\s(?:of|showing)\s/iu;
const REPEATED = /(?<![\p{L}\p{N}])([\p{L}\p{N}]+)(?:\s\1(?![\p{L}\p{N}]))+/giu;

/** What a picture shows, in a few words: the first sentence of its prompt, without what says nothing. */
export function altFor(prompt: string): string {
  const line = onOneLine(prompt);
  const sentence = (SENTENCE.exec(line)?.[0] ?? line).replace(/[.。]$/u, '');
  const words = sentence.replace(EMPTY_WORDS, '').replace(REPEATED, '$1');
  if (words.length <= LONGEST) return words;
  const clause = words.slice(0, LONGEST).search(/[,;:，；：、—–][^,;:，；：、—–]*$/u);
  return clause > LONGEST / 3 ? words.slice(0, clause).trimEnd() : shortened(words, LONGEST);
}
