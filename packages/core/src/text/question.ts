import { SanaError } from '../errors.ts';
import { QUESTION } from '../prompt/second-look/question.ts';
import type { PromptTokenizer } from './tokenizer.ts';

/** The question about one prompt, as tokens. */
export interface QuestionTokens {
  /** BOS first. */
  readonly ids: readonly number[];
  /** How many of them are the same whatever the prompt is. */
  readonly constant: number;
  /** What is compared behind the last of them. */
  readonly answers: { readonly unsafe: number; readonly fine: number };
}

/**
 * @param most tokens of a prompt; what is longer is asked about as far as that
 * @throws SanaError `model-unsupported` where the tokenizer has no turns
 */
export function questionTokens(tokenizer: PromptTokenizer, prompt: string, most: number): QuestionTokens {
  const idOf = (token: string): number => {
    const id = tokenizer.idOf(token);
    if (id === undefined) throw new SanaError('model-unsupported:no-turns', { token });
    return id;
  };
  const { preamble, start, before, after, end, epilogue, answers } = QUESTION;
  const turn = tokenizer.encodeAsText(before + prompt.trim() + after, [start, end]);
  const least = tokenizer.encodeAsText(before + after).length;
  const first = [...tokenizer.bos, ...tokenizer.encodeAsText(preamble), idOf(start)];
  // the line break before the end belongs to the question
  const kept =
    turn.length - least > most ? [...turn.slice(0, most + least - 2), ...tokenizer.encodeAsText(after)] : turn;
  return {
    ids: [...first, ...kept, idOf(end), ...tokenizer.encodeAsText(epilogue)],
    constant: first.length,
    answers: { unsafe: idOf(answers.unsafe), fine: idOf(answers.fine) },
  };
}

/**
 * The chance of the first of two answers, were there no others: their logits by the rows of the embedding table, which
 * Gemma shares with its last layer, capped softly.
 * @param hidden [width] of the last token, after the final norm
 */
export function chanceOf(hidden: Float32Array, unsafe: Float32Array, fine: Float32Array, cap: number | null): number {
  const logit = (row: Float32Array) => {
    const sum = row.reduce((total, value, index) => total + value * hidden[index]!, 0);
    return cap === null ? sum : cap * Math.tanh(sum / cap);
  };
  return 1 / (1 + Math.exp(logit(fine) - logit(unsafe)));
}
