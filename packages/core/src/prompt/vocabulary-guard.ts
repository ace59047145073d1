import { foldText } from './folded-text.ts';
import type { PromptGuard } from './guard.ts';
import { buildVocabulary, type Vocabulary } from './vocabulary.ts';
import { findTerms, type Span } from './vocabulary-matcher.ts';

const HEART = '❤️';
// Stands for a letter that was taken out while the rest is searched again.
const GONE = '\u2764';

/** Sorted, overlaps joined. */
function joinSpans(spans: readonly Span[]): Span[] {
  const joined: { start: number; end: number }[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = joined.at(-1);
    if (last && start < last.end) last.end = Math.max(last.end, end);
    else joined.push({ start, end });
  }
  return joined;
}

/** @param spans sorted, without overlaps */
function replaceSpans(text: string, spans: readonly Span[], replacement: (length: number) => string): string {
  let result = '';
  let kept = 0;
  for (const { start, end } of spans) {
    result += text.slice(kept, start) + replacement(end - start);
    kept = end;
  }
  return result + text.slice(kept);
}

/** What stands in the prompt where terms were found, as UTF-16 ranges of the prompt. */
function findInPrompt(prompt: string, vocabulary: Vocabulary): Span[] {
  const { text, starts, ends } = foldText(prompt);
  return joinSpans(
    findTerms(text, vocabulary).map(({ start, end }) => ({ start: starts[start]!, end: ends[end - 1]! })),
  );
}

let vocabulary: Vocabulary | undefined;

/**
 * Replaces every inappropriate word or phrase by ❤️ and keeps the rest of the prompt byte for byte. It finds whole words
 * of some twenty languages, also with letters replaced, masked, stretched, spelled out, taken from other scripts or mixed
 * with invisible characters. The vocabulary is built at the first check.
 */
export function vocabularyGuard(): PromptGuard {
  return {
    check(prompt) {
      vocabulary ??= buildVocabulary();
      let spans: Span[] = [];
      let masked = prompt;
      // Taking a word out may uncover another one; what comes out must pass unchanged the next time.
      for (let found = findInPrompt(prompt, vocabulary); found.length > 0; found = findInPrompt(masked, vocabulary)) {
        spans = joinSpans([...spans, ...found]);
        masked = replaceSpans(masked, found, length => GONE.repeat(length));
      }
      return {
        prompt: replaceSpans(prompt, spans, () => HEART),
        replaced: spans.map(({ start, end }) => ({ text: prompt.slice(start, end), start, end })),
      };
    },
  };
}
