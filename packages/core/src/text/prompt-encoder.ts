import { unlessAborted } from '../abort.ts';
import type { TextEncoderConfig } from '../checkpoint/layout/config.ts';
import type { ModelFolder } from '../checkpoint/layout/model-folder.ts';
import { SanaError } from '../errors.ts';
import { Parameters } from '../graph/parameters.ts';
import type { ProgramCache } from '../runtime/program-cache.ts';
import type { FloatTensor, LoadedProgram, LoadOptions } from '../runtime/session.ts';
import { EMBEDDING, gemmaProgram } from './gemma.ts';
import { attentionMask, rotaryTables } from './gemma-inputs.ts';

/** Hidden states of a text, one row for each token. */
export interface TextRows {
  readonly count: number;
  /** [count, hidden] */
  readonly values: Float32Array;
}

/** The same with what a layer in the middle made of the rows from `first` on. */
export interface EncodedText extends TextRows {
  /** [count − first, hidden], if the encoder was asked for it. */
  readonly states?: { readonly first: number; readonly values: Float32Array } | undefined;
}

/** Keys and values of tokens that come before others, and their own hidden states. */
interface Prefix {
  readonly ids: readonly number[];
  readonly hidden: Float32Array;
  readonly tensors: Readonly<Record<string, FloatTensor>>;
}

/** What prompts are drawn behind, and what they are asked about behind. */
const PREFIXES = 2;

/** Tokens of which a model that is kept in part has no rows. */
export interface MissingRows {
  readonly ids: ReadonlySet<number>;
  /** Why the first of them could not be fetched. */
  readonly cause: SanaError;
}

/** Runs Gemma-2 over token ids. What is the same for every prompt, the instruction before it, is computed once. */
export class PromptEncoder {
  readonly #model: ModelFolder['textEncoder'];
  readonly #programs: ProgramCache;
  readonly #key: string;
  readonly #prefixes: Prefix[] = [];
  readonly #statesAfter: number | undefined;
  /** Of the embedding table, for the texts that come next. */
  #gathered: ReadonlyMap<number, Float32Array> = new Map();

  /**
   * @param statesAfter the layer whose states are wanted too, counted from 1
   * @param key under which its program is kept
   */
  constructor(
    model: ModelFolder['textEncoder'],
    programs: ProgramCache,
    statesAfter?: number,
    key: string = 'text encoder',
  ) {
    this.#key = key;
    this.#model = model;
    this.#programs = programs;
    this.#statesAfter = statesAfter;
  }

  get #config(): TextEncoderConfig {
    return this.#model.config;
  }

  /**
   * Reads the rows of the embedding table that texts need, all at once, because they may come over a network.
   * @returns the ids whose rows could not be had, and why; undefined when all are here
   * @throws SanaError `cancelled`; what reading throws, unless it is that a part of the model is not here
   */
  async gather(ids: Iterable<number>, signal?: AbortSignal): Promise<MissingRows | undefined> {
    const wanted = [...new Set(ids)];
    const reading = Promise.allSettled(wanted.map(id => this.#gathered.get(id) ?? this.row(id)));
    const results = await unlessAborted(reading, signal, () => new SanaError('cancelled'));
    const rows = new Map<number, Float32Array>();
    const missing: number[] = [];
    let cause: SanaError | undefined;
    for (const [index, result] of results.entries()) {
      const id = wanted[index]!;
      if (result.status === 'fulfilled') rows.set(id, result.value);
      else if (result.reason instanceof SanaError && result.reason.code === 'model-incomplete') {
        missing.push(id);
        cause ??= result.reason;
      } else throw result.reason;
    }
    this.#gathered = rows;
    return cause && { ids: new Set(missing), cause };
  }

  /**
   * @param ids tokens with BOS first
   * @param prefixLength how many of them every prompt begins with (0: none); those are computed once and kept
   * @param padding masked tokens (id 0) that the reference appends; they see the real tokens and nothing sees them
   * @returns the hidden states of all of them, after the final norm
   */
  async encode(
    ids: readonly number[],
    prefixLength: number,
    options: LoadOptions = {},
    padding = 0,
  ): Promise<EncodedText> {
    const program = await this.#load(options);
    const { hidden_size: width } = this.#config;
    const prefix = prefixLength > 0 ? await this.#prefixOf(program, ids.slice(0, prefixLength)) : undefined;
    const padded = [...ids.slice(prefixLength), ...Array<number>(padding).fill(0)];
    const values = new Float32Array((ids.length + padding) * width);
    if (prefix) values.set(prefix.hidden);
    const count = ids.length + padding;
    if (padded.length === 0) return { count, values };
    const wanted = this.#statesAfter === undefined ? ['hidden'] : ['hidden', 'states'];
    const { hidden, states } = await this.#run(program, padded, prefix, ids.length, wanted);
    values.set(await taken(hidden!), prefixLength * width);
    return { count, values, states: states && { first: prefixLength, values: await taken(states) } };
  }

  async dispose(): Promise<void> {
    this.#keepPrefixes(0);
  }

  /** @param most the oldest go first */
  #keepPrefixes(most: number): void {
    while (this.#prefixes.length > most) {
      for (const tensor of Object.values(this.#prefixes.shift()!.tensors)) tensor.dispose();
    }
  }

  #load(options: LoadOptions): Promise<LoadedProgram> {
    const graphOptions = { ...this.#programs.graphOptions, statesAfter: this.#statesAfter };
    const build = () => gemmaProgram(this.#config, new Parameters(this.#model.tensors), graphOptions);
    return this.#programs.get(this.#key, build, options);
  }

  async #prefixOf(program: LoadedProgram, ids: readonly number[]): Promise<Prefix> {
    const known = this.#prefixes.find(
      prefix => prefix.ids.length === ids.length && prefix.ids.every((id, index) => id === ids[index]),
    );
    if (known) return known;
    this.#keepPrefixes(PREFIXES - 1);
    const { hidden, states, ...rest } = await this.#run(program, ids, undefined, ids.length);
    states?.dispose();
    const tensors = Object.fromEntries(Object.entries(rest).map(([name, tensor]) => [`past.${name}`, tensor]));
    const prefix = { ids, hidden: await taken(hidden!), tensors };
    this.#prefixes.push(prefix);
    return prefix;
  }

  /** @param length how many tokens are real, those of the prefix included; later ones are padding */
  async #run(
    program: LoadedProgram,
    ids: readonly number[],
    prefix: Prefix | undefined,
    length: number,
    wanted?: readonly string[],
  ): Promise<Record<string, FloatTensor>> {
    const { runtime } = this.#programs;
    const { hidden_size: width, head_dim: head, sliding_window: window } = this.#config;
    const start = prefix?.ids.length ?? 0;
    const rows = ids.length;
    const rotary = rotaryTables(this.#config, start, rows);
    const mask = (reach: number) => {
      const { values, columns } = attentionMask({ rows, start, length, reach });
      return runtime.floats(values, [rows, 1, 1, columns]);
    };
    const embeddings = await this.#embed(ids);
    return program.run(
      {
        embeddings: runtime.floats(embeddings, [1, rows, width]),
        cos: runtime.floats(rotary.cos, [rows, head / 2]),
        sin: runtime.floats(rotary.sin, [rows, head / 2]),
        'mask.full': mask(Number.POSITIVE_INFINITY),
        'mask.sliding': mask(window ?? Number.POSITIVE_INFINITY),
        ...(prefix?.tensors ?? this.#emptyPast()),
      },
      wanted,
    );
  }

  /** One masked token, because tensors without elements are not supported everywhere. */
  #emptyPast(): Record<string, FloatTensor> {
    const { num_hidden_layers: layers, num_key_value_heads: groups, head_dim: head } = this.#config;
    const nothing = this.#programs.runtime.floats(new Float32Array(groups * head), [1, 1, groups, head]);
    const names = Array.from({ length: layers }, (_, index) => [`past.keys.${index}`, `past.values.${index}`]).flat();
    return Object.fromEntries(names.map(name => [name, nothing]));
  }

  /** A token's row of the embedding table: [hidden]. */
  row(id: number): Promise<Float32Array> {
    return this.#model.tensors.readFloat32(EMBEDDING, [id, id + 1]);
  }

  /** Rows of the embedding table times √hidden; only the rows that are needed are read. */
  async #embed(ids: readonly number[]): Promise<Float32Array> {
    const { hidden_size: width } = this.#config;
    const read = async (id: number) => [id, this.#gathered.get(id) ?? (await this.row(id))] as const;
    const rows = new Map(await Promise.all([...new Set(ids)].map(read)));
    const scale = Math.fround(Math.sqrt(width));
    const values = new Float32Array(ids.length * width);
    for (const [index, id] of ids.entries()) {
      for (const [column, value] of rows.get(id)!.entries()) values[index * width + column] = value * scale;
    }
    return values;
  }
}

/** The values of a result, which is let go of. */
async function taken(tensor: FloatTensor): Promise<Float32Array> {
  const values = (await tensor.getData(true)) as Float32Array;
  tensor.dispose();
  return values;
}
