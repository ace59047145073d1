import type { ModelFolder } from '../checkpoint/model-folder.ts';
import { assertSane } from '../finite.ts';
import { COMPLEX_HUMAN_INSTRUCTION } from '../prompt/instruction.ts';
import { normalisePrompt } from '../prompt/normalise.ts';
import type { ProgramCache } from '../runtime/program-cache.ts';
import type { LoadOptions } from '../runtime/session.ts';
import { PromptEncoder, type TextRows } from './prompt-encoder.ts';
import { promptTokens } from './prompt-tokens.ts';
import { loadTokenizer, type PromptTokenizer } from './tokenizer.ts';

/** Texts whose hidden states are remembered; 300 rows of 2304 numbers are 2.8 MB. */
const REMEMBERED = 16;

/** From a prompt to the rows that condition the transformer. Drawing the same words again costs nothing here. */
export class PromptConditioner {
  readonly #model: ModelFolder;
  readonly #encoder: PromptEncoder;
  readonly #instruction: readonly string[] | null;
  #tokenizer: PromptTokenizer | undefined;
  /** Least recently used first. */
  readonly #remembered = new Map<string, TextRows>();

  constructor(model: ModelFolder, programs: ProgramCache) {
    this.#model = model;
    this.#encoder = new PromptEncoder(model.textEncoder, programs);
    const { complexHumanInstruction } = model.settings;
    this.#instruction = complexHumanInstruction === undefined ? COMPLEX_HUMAN_INSTRUCTION : complexHumanInstruction;
  }

  prompt(text: string, options: LoadOptions = {}): Promise<TextRows> {
    return this.#rows(text, this.#instruction, options);
  }

  /** Negative prompts never get the instruction. */
  negative(text: string, options: LoadOptions = {}): Promise<TextRows> {
    return this.#rows(text, null, options);
  }

  dispose(): Promise<void> {
    return this.#encoder.dispose();
  }

  async #rows(text: string, instruction: readonly string[] | null, options: LoadOptions): Promise<TextRows> {
    const prompt = normalisePrompt(text);
    const key = `${instruction === null ? 'plain' : 'instructed'}:${prompt}`;
    const rows = this.#remembered.get(key) ?? (await this.#encode(prompt, instruction, options));
    this.#remembered.delete(key);
    this.#remembered.set(key, rows);
    const oldest = this.#remembered.keys().next();
    if (this.#remembered.size > REMEMBERED && !oldest.done) this.#remembered.delete(oldest.value);
    return rows;
  }

  async #encode(prompt: string, instruction: readonly string[] | null, options: LoadOptions): Promise<TextRows> {
    this.#tokenizer ??= loadTokenizer(this.#model.tokenizer.json, this.#model.tokenizer.config);
    const { maxSequenceLength } = this.#model.settings;
    const { ids, keep } = promptTokens(this.#tokenizer, instruction, prompt, maxSequenceLength);
    const prefix = instruction === null ? 0 : constantPrefix(this.#tokenizer.encode(instruction.join('\n')), ids);
    const hidden = await this.#encoder.encode(ids, prefix, options);
    await assertSane(hidden.values, 'the text encoder', this.#model.textEncoder.tensors);
    const width = this.#model.textEncoder.config.hidden_size;
    const values = new Float32Array(keep.length * width);
    for (const [index, row] of keep.entries()) {
      values.set(hidden.values.subarray(row * width, (row + 1) * width), index * width);
    }
    return { count: keep.length, values };
  }
}

/** How many tokens of the instruction stay as they are when a prompt follows: usually all but its last. */
function constantPrefix(instruction: readonly number[], ids: readonly number[]): number {
  const end = instruction.length - 1;
  const differs = instruction.findIndex((id, index) => id !== ids[index]);
  return differs < 0 ? end : Math.min(differs, end);
}
