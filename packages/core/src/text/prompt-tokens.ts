import { BUDGETS, overBudget } from '../budgets.ts';
import type { PromptTokenizer } from './tokenizer.ts';

/** The complex human instruction of a model, as text and as tokens (BOS included). */
export interface Instruction {
  readonly text: string;
  readonly ids: readonly number[];
}

/** @throws SanaError `over-budget` where it has more tokens than attention can go over */
export function encodeInstruction(tokenizer: PromptTokenizer, lines: readonly string[]): Instruction {
  const text = lines.join('\n');
  const ids = tokenizer.encode(text);
  if (ids.length > BUDGETS.instructionTokens.most) throw overBudget('instructionTokens', 'complexHumanInstruction');
  return { text, ids };
}

export interface PromptTokens {
  /** What the text encoder runs on: BOS first, no padding. */
  readonly ids: number[];
  /** Which rows of the encoder's output condition the picture: ascending indices into `ids`. */
  readonly keep: number[];
  /** How many of the first tokens are the same for every prompt; the instruction's last one merges with some prompts. */
  readonly constant: number;
  /** Of the prompt alone, were it read to its end. */
  readonly count: number;
  /** How many of them are read at most. */
  readonly limit: number;
  /** UTF-16 units at the end of the prompt that are not read. */
  readonly unreadUnits: number;
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
  const text = (instruction?.text ?? '') + prompt;
  // index of the prompt's first token
  const first = instruction === null ? 1 : instruction.ids.length - 1;
  const { ids, unread } = tokenizer.split(text, first + maxSequenceLength - 1);
  const differs = instruction?.ids.findIndex((id, index) => id !== ids[index]) ?? 0;
  const { suffixLength } = tokenizer;
  return {
    ids,
    keep: ids.map((_, row) => row).filter(row => row === 0 || row >= first),
    constant: instruction === null ? 0 : differs < 0 ? first : Math.min(differs, first),
    count: ids.length + unread.length - first - suffixLength,
    limit: maxSequenceLength - 1 - suffixLength,
    unreadUnits: tokenizer.unitsOf(unread),
  };
}

/** The rows of the prompt's own tokens: not BOS, not the instruction, not what the template puts behind every text. */
export function ownRows({ ids, keep }: PromptTokens, suffixLength: number): readonly number[] {
  return keep.filter(row => row > 0 && row < ids.length - suffixLength);
}
