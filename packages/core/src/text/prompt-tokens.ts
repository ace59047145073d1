import type { PromptTokenizer } from './tokenizer.ts';

/** The complex human instruction of a model, as text and as tokens (BOS included). */
export interface Instruction {
  readonly text: string;
  readonly ids: readonly number[];
}

export function encodeInstruction(tokenizer: PromptTokenizer, lines: readonly string[]): Instruction {
  const text = lines.join('\n');
  return { text, ids: tokenizer.encode(text) };
}

export interface PromptTokens {
  /** What the text encoder runs on: BOS first, no padding. */
  readonly ids: number[];
  /** Which rows of the encoder's output condition the picture: ascending indices into `ids`. */
  readonly keep: number[];
  /** How many of the first tokens are the same for every prompt; the instruction's last one merges with some prompts. */
  readonly constant: number;
}

/**
 * Tokens of one prompt, as diffusers' SanaPipeline arranges them. With an instruction of K tokens the padded sequence is
 * K + maxSequenceLength − 2 long, of which BOS and the last maxSequenceLength − 1 rows are kept: the instruction itself is
 * read and dropped. The −2 is BOS, counted twice, and the instruction's trailing space, which usually merges into the
 * prompt's first word. Padding is left out, because no real token ever attends to it.
 *
 * @param instruction null for negative prompts
 * @param prompt normalised text
 */
export function promptTokens(
  tokenizer: PromptTokenizer,
  instruction: Instruction | null,
  prompt: string,
  maxSequenceLength = 300,
): PromptTokens {
  if (instruction === null) {
    const ids = tokenizer.encode(prompt, maxSequenceLength);
    return { ids, keep: ids.map((_, row) => row), constant: 0 };
  }
  const last = instruction.ids.length - 1;
  const ids = tokenizer.encode(instruction.text + prompt, last + maxSequenceLength - 1);
  const keep = ids.map((_, row) => row).filter(row => row === 0 || row >= last);
  const differs = instruction.ids.findIndex((id, index) => id !== ids[index]);
  return { ids, keep, constant: differs < 0 ? last : Math.min(differs, last) };
}
