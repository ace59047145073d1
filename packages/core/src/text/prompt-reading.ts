import type { Remark } from '../errors.ts';
import { normalisePrompt } from '../prompt/normalise.ts';
import type { PromptTokens } from './prompt-tokens.ts';
import type { PromptTokenizer } from './tokenizer.ts';

/** How much of a prompt a model reads. Plain data. */
export interface PromptReading {
  /** Tokens of the whole prompt. */
  readonly tokens: number;
  /** As many are read at most. */
  readonly limit: number;
  /** The words at the prompt's end that are not read, beginning with the one that is cut; empty if all are. */
  readonly unread: string;
}

let segmenter: Intl.Segmenter | undefined;

/** Made at first use, as it takes its time. */
function segments(text: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'word' });
  return segmenter.segment(text);
}

/** @param prompt as it was before normalisePrompt */
export function promptReading(prompt: string, { count, limit, unreadUnits }: PromptTokens): PromptReading {
  return { tokens: count, limit, unread: lastWords(prompt, unreadUnits) };
}

/** UTF-16 units that a sentence shows of words that are not read: their beginning, and their end, where much may stand. */
const SHOWN = { beginning: 60, end: 60 };

/** What there is to say of a prompt that is not read to its end. */
export function cutRemark(
  { tokens, limit, unread }: PromptReading,
  remark: 'prompt-cut' | 'negative-cut' = 'prompt-cut',
): Remark | undefined {
  if (unread === '') return undefined;
  return { remark, data: { tokens, limit, unread: shortened(unread) } };
}

/** Between words where there are some, so that no character is torn. */
function shortened(text: string): string {
  const { beginning, end } = SHOWN;
  if (text.length <= beginning + end) return text;
  const whole = (index: number) => segments(text).containing(index)?.index ?? index;
  return `${text.slice(0, whole(beginning)).trim()} … ${text.slice(whole(text.length - end)).trim()}`;
}

/**
 * The words of a prompt that some of its tokens stand for, in its order; those of the instruction before it are none.
 * @param prompt normalised text
 */
export function wordsOf(
  prompt: string,
  { ids, keep, unreadUnits }: PromptTokens,
  isMeant: ReadonlySet<number>,
  tokenizer: Pick<PromptTokenizer, 'unitsOf' | 'suffixLength'>,
): readonly string[] {
  const found = new Map<number, string>();
  let behind = unreadUnits;
  const first = keep.find(row => row > 0) ?? ids.length;
  for (const id of ids.slice(first, ids.length - tokenizer.suffixLength).reverse()) {
    if (isMeant.has(id)) {
      const word = segments(prompt).containing(Math.max(0, prompt.length - behind - 1));
      if (word?.segment.trim()) found.set(word.index, word.segment);
    }
    behind += tokenizer.unitsOf([id]);
  }
  return [...found].toSorted(([a], [b]) => a - b).map(([, word]) => word);
}

/** The last `units` of the text, from the beginning of the word that they begin in. */
function lastWords(prompt: string, units: number): string {
  if (units === 0) return '';
  const normalised = normalisePrompt(prompt);
  const trimmed = prompt.trim();
  // lower case may have another length, e.g. that of İ: then the words are shown as the model would have read them
  const shown = trimmed.length === normalised.length ? trimmed : normalised;
  const start = Math.max(0, shown.length - units);
  return shown.slice(segments(shown).containing(start)?.index ?? start).trim();
}
