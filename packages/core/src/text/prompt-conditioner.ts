import type { ModelFolder } from '../checkpoint/layout/model-folder.ts';
import { isErrorData } from '../errors/wording.ts';
import { SanaError } from '../errors.ts';
import { assertSane } from '../finite.ts';
import { COMPLEX_HUMAN_INSTRUCTION } from '../prompt/instruction.ts';
import { normalisePrompt } from '../prompt/normalise.ts';
import type { EncoderMark, StateChoice } from '../prompt/second-look/probe.ts';
import { RecentlyUsed } from '../recently-used.ts';
import type { ProgramCache } from '../runtime/program-cache.ts';
import type { LoadOptions } from '../runtime/session.ts';
import { pooledState } from './pooled-state.ts';
import { PromptEncoder, type TextRows } from './prompt-encoder.ts';
import { type PromptReading, promptReading, wordsOf } from './prompt-reading.ts';
import { encodeInstruction, type Instruction, ownRows, type PromptTokens, promptTokens } from './prompt-tokens.ts';
import { chanceOf, questionTokens } from './question.ts';
import type { PromptTokenizer } from './tokenizer.ts';

/** Texts whose hidden states are remembered; 300 rows of 2304 numbers are 2.8 MB. */
const REMEMBERED = 16;

/** What conditions the transformer, and what a layer in the middle made of the prompt's own tokens, if that is wanted. */
interface ConditionedText extends TextRows {
  /** [hidden] */
  readonly state?: Float32Array | undefined;
}

/** What of a model reads prompts. */
export type PromptModel = Pick<ModelFolder, 'tokenizer' | 'textEncoder' | 'settings'>;

/** From a prompt to the rows that condition the transformer. Drawing the same words again costs nothing here. */
export class PromptConditioner {
  readonly #model: PromptModel;
  readonly #encoder: PromptEncoder;
  readonly #looksAt: StateChoice | undefined;
  /** Made at first use. */
  #language: { readonly tokenizer: PromptTokenizer; readonly instruction: Instruction | null } | undefined;
  readonly #remembered = new RecentlyUsed<ConditionedText>();

  /**
   * @param looksAt the states that `state` gives
   * @param key under which its program is kept
   */
  constructor(model: PromptModel, programs: ProgramCache, looksAt?: StateChoice, key?: string) {
    this.#model = model;
    this.#looksAt = looksAt;
    this.#encoder = new PromptEncoder(model.textEncoder, programs, looksAt?.layer, key);
  }

  prompt(text: string, options: LoadOptions = {}): Promise<TextRows> {
    return this.#rows(text, true, options);
  }

  /**
   * What a layer in the middle makes of the prompt behind its instruction: [hidden]. It comes with the rows of `prompt`, so
   * that drawing the same words afterwards computes nothing again.
   * @returns undefined for a prompt without tokens, or if no layer was asked for
   */
  async state(text: string, options: LoadOptions = {}): Promise<Float32Array | undefined> {
    return (await this.#rows(text, true, options)).state;
  }

  /** What there is to compare of the text encoder. */
  async mark(): Promise<EncoderMark> {
    const { num_hidden_layers: layers, hidden_size: width } = this.#model.textEncoder.config;
    const [bos] = this.#tokens('', false).ids;
    return { layers, width, bos: await this.#encoder.row(bos!) };
  }

  /**
   * The chance that a text encoder which can talk answers that a prompt asks for what is not drawn.
   * @returns 0…1
   * @throws SanaError `model-unsupported` without turns in the tokenizer, and what encoding throws
   */
  async doubt(prompt: string, options: LoadOptions = {}): Promise<number> {
    const { config, tensors } = this.#model.textEncoder;
    const most = this.#model.settings.maxSequenceLength ?? 300;
    const { ids, constant, answers } = questionTokens(this.#loaded().tokenizer, prompt, most);
    const missing = await this.#encoder.gather([...ids, answers.unsafe, answers.fine], options.signal);
    if (missing) throw missing.cause;
    const { values } = await this.#encoder.encode(ids, constant, options);
    const last = values.subarray(-config.hidden_size);
    await assertSane(last, 'text-encoder', tensors);
    const [unsafe, fine] = await Promise.all([this.#encoder.row(answers.unsafe), this.#encoder.row(answers.fine)]);
    return chanceOf(last, unsafe, fine, config.final_logit_softcapping);
  }

  /** Negative prompts never get the instruction. */
  negative(text: string, options: LoadOptions = {}): Promise<TextRows> {
    return this.#rows(text, false, options);
  }

  /**
   * Reads what these texts need of the embedding table, before anything is computed for them.
   * @throws SanaError `model-incomplete` with the words that are not here; `cancelled`
   */
  async gather(prompt: string, negative: string | undefined, signal?: AbortSignal): Promise<void> {
    const texts = [{ text: prompt, instructed: true }];
    if (negative !== undefined) texts.push({ text: negative, instructed: false });
    const open = texts
      .map(({ text, instructed }) => ({ prompt: normalisePrompt(text), instructed }))
      .filter(({ prompt: read, instructed }) => !this.#remembered.has(`${instructed}:${read}`))
      .map(({ prompt: read, instructed }) => ({ read, tokens: this.#tokens(read, instructed) }));
    const missing = await this.#encoder.gather(
      open.flatMap(({ tokens }) => tokens.ids),
      signal,
    );
    if (!missing) return;
    const { tokenizer } = this.#language!;
    const words = open.flatMap(({ read, tokens }) => wordsOf(read, tokens, missing.ids, tokenizer));
    const { model, detail } = missing.cause.data;
    // Of the instruction alone, nobody typed a word.
    if (words.length === 0 || typeof model !== 'string' || !isErrorData(detail)) throw missing.cause;
    throw new SanaError('model-incomplete:words', { words: [...new Set(words)], model, detail }, missing.cause);
  }

  /** How much of a prompt is read, without reading it. */
  measure(text: string, instructed: boolean): PromptReading {
    return promptReading(text, this.#tokens(normalisePrompt(text), instructed));
  }

  dispose(): Promise<void> {
    return this.#encoder.dispose();
  }

  async #rows(text: string, instructed: boolean, options: LoadOptions): Promise<ConditionedText> {
    const prompt = normalisePrompt(text);
    const key = `${instructed}:${prompt}`;
    const rows = this.#remembered.get(key) ?? (await this.#encode(prompt, instructed, options));
    this.#remembered.set(key, rows);
    for (const oldest of this.#remembered.keys()) {
      if (this.#remembered.size <= REMEMBERED) break;
      this.#remembered.delete(oldest);
    }
    return rows;
  }

  async #encode(prompt: string, instructed: boolean, options: LoadOptions): Promise<ConditionedText> {
    const tokens = this.#tokens(prompt, instructed);
    const { ids, keep, constant } = tokens;
    const hidden = await this.#encoder.encode(ids, constant, options);
    await assertSane(hidden.values, 'text-encoder', this.#model.textEncoder.tensors);
    const width = this.#model.textEncoder.config.hidden_size;
    const values = new Float32Array(keep.length * width);
    for (const [index, row] of keep.entries()) {
      values.set(hidden.values.subarray(row * width, (row + 1) * width), index * width);
    }
    const { states } = hidden;
    const reads = instructed ? this.#looksAt?.reads : undefined;
    const { suffixLength } = this.#language!.tokenizer;
    const state = states && reads && pooledState(states, width, ownRows(tokens, suffixLength), reads);
    return { count: keep.length, values, state };
  }

  #loaded() {
    this.#language ??= this.#loadLanguage();
    return this.#language;
  }

  #tokens(prompt: string, instructed: boolean): PromptTokens {
    const { tokenizer, instruction } = this.#loaded();
    return promptTokens(tokenizer, instructed ? instruction : null, prompt, this.#model.settings.maxSequenceLength);
  }

  #loadLanguage() {
    const tokenizer = this.#model.tokenizer.load();
    const { complexHumanInstruction: lines = COMPLEX_HUMAN_INSTRUCTION } = this.#model.settings;
    return { tokenizer, instruction: lines && encodeInstruction(tokenizer, lines) };
  }
}
