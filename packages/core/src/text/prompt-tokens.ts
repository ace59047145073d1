import type { PromptTokenizer } from './tokenizer.ts';

export interface PromptTokens {
  /** What the text encoder runs on: BOS first, no padding. */
  readonly ids: number[];
  /** Which rows of the encoder's output condition the picture: ascending indices into `ids`. */
  readonly keep: number[];
}

/**
 * Tokens of one prompt, as diffusers' SanaPipeline arranges them. With an instruction of K tokens the padded sequence is
 * K + maxSequenceLength − 2 long, of which BOS and the last maxSequenceLength − 1 rows are kept: the instruction itself is
 * read and dropped. The −2 is BOS, counted twice, and the instruction's trailing space, which usually merges into the
 * prompt's first word. Padding is left out, because no real token ever attends to it.
 *
 * @param instruction lines of the complex human instruction; null for negative prompts
 * @param prompt normalised text
 */
export function promptTokens(
  tokenizer: PromptTokenizer,
  instruction: readonly string[] | null,
  prompt: string,
  maxSequenceLength = 300,
): PromptTokens {
  if (instruction === null) {
    const ids = tokenizer.encode(prompt).slice(0, maxSequenceLength);
    return { ids, keep: ids.map((_, row) => row) };
  }
  const prefix = instruction.join('\n');
  const prefixLength = tokenizer.encode(prefix).length;
  const ids = tokenizer.encode(prefix + prompt).slice(0, prefixLength + maxSequenceLength - 2);
  const keep = ids.map((_, row) => row).filter(row => row === 0 || row >= prefixLength - 1);
  return { ids, keep };
}
