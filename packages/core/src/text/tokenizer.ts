import { Tokenizer } from '@huggingface/tokenizers';
import * as z from 'zod/mini';
import { SanaError } from '../errors.ts';
import { readForeign } from '../foreign.ts';
import { readTokenizerFile } from './tokenizer-file.ts';

/** Text to token ids, the way Gemma's tokenizer is called by the Sana pipelines. */
export interface PromptTokenizer {
  /**
   * Token ids beginning with BOS, no padding. What the model's own template puts behind every text stays behind it when
   * the text is cut on the right to `maxLength` ids in all (default: not cut).
   */
  encode(text: string, maxLength?: number): number[];
  /** As `encode`, together with the ids that did not fit. */
  split(text: string, maxLength?: number): SplitText;
  /** How many UTF-16 units at the end of a text these ids, the last ones of its encoding, stand for. */
  unitsOf(ids: readonly number[]): number;
  /** How many ids the model's template puts behind every text. */
  readonly suffixLength: number;
  /** What every text begins with. */
  readonly bos: readonly number[];
  /**
   * Ids of a text alone. What is spelled in it like an added token of the tokenizer, or like one of `others`, stays text.
   */
  encodeAsText(text: string, others?: readonly string[]): number[];
  idOf(token: string): number | undefined;
}

/** Where a tokenizer comes from; loading one with a vocabulary of 256,000 takes two seconds. */
export interface TokenizerSource {
  /** @throws SanaError `config-invalid`, `over-budget` */
  load(): PromptTokenizer;
}

export interface SplitText {
  readonly ids: number[];
  /** Ids of the end of the text, which is not read; none if all of it is. */
  readonly unread: number[];
}

/** Stands for one byte of a character that the vocabulary does not have. */
const BYTE_TOKEN = /^<0x([0-9A-F]{2})>$/;

const tokenName = z.union([
  z.string(),
  z.pipe(
    z.object({ content: z.string() }),
    z.transform(({ content }) => content),
  ),
]);
const configSchema = z.object({ bos_token: z._default(tokenName, '<bos>') });

function read<Schema extends z.ZodMiniType>(schema: Schema, json: unknown): z.output<Schema> {
  const found = readForeign(schema, json);
  if (found.fits) return found.value;
  throw new Error(`${found.field || 'the file'}: ${found.problem}`);
}

/**
 * @param json content of tokenizer/tokenizer.json
 * @param config content of tokenizer/tokenizer_config.json; names the BOS token
 * @throws SanaError `config-invalid` when either is not what it should be, `over-budget` when it is larger
 */
export function loadTokenizer(json: unknown, config: unknown): PromptTokenizer {
  try {
    const { bos_token: bos } = read(configSchema, config);
    // The reference (Rust) takes nothing but the token names from tokenizer_config.json, hence the empty one here.
    const file = readTokenizerFile(json);
    const tokenizer = new Tokenizer(file, {});
    // those of spaces and line breaks are text
    const added = file.added_tokens.map(({ content }) => content).filter(content => /[^\s▁]/.test(content));
    const bosId = tokenizer.token_to_id(bos);
    if (bosId === undefined) throw new Error(`the vocabulary has no ${bos}`);
    // Some published files leave BOS to the template, others to the calling code: always put it there ourselves.
    const template = tokenizer.encode('').ids;
    const suffix = template[0] === bosId ? template.slice(1) : template;
    const split = (text: string, maxLength = Number.POSITIVE_INFINITY): SplitText => {
      const { ids } = tokenizer.encode(text, { add_special_tokens: false });
      const room = Math.max(0, maxLength - 1 - suffix.length);
      return { ids: [bosId, ...ids.slice(0, room), ...suffix], unread: ids.slice(room) };
    };
    return {
      encode: (text, maxLength) => split(text, maxLength).ids,
      split,
      unitsOf: ids => ids.reduce((units, id) => units + unitsOfToken(tokenizer.id_to_token(id) ?? ''), 0),
      suffixLength: suffix.length,
      bos: [bosId],
      encodeAsText: (text, others = []) =>
        cutInside(text, [...added, ...others]).flatMap(
          piece => tokenizer.encode(piece, { add_special_tokens: false }).ids,
        ),
      idOf: token => tokenizer.token_to_id(token),
    };
  } catch (error) {
    if (error instanceof SanaError) throw error;
    const detail = error instanceof Error ? error.message : String(error);
    throw new SanaError('config-invalid:tokenizer', { file: 'tokenizer/tokenizer.json', detail }, error);
  }
}

/** The pieces of a text that is cut behind the first character of every place where one of the words begins. */
function cutInside(text: string, words: readonly string[]): readonly string[] {
  const begun = new Set(words.map(word => word.charAt(0)));
  const pieces: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    if (!begun.has(text.charAt(at)) || !words.some(word => text.startsWith(word, at))) continue;
    pieces.push(text.slice(from, at + 1));
    from = at + 1;
  }
  return [...pieces, text.slice(from)].filter(piece => piece !== '');
}

/** A character that is spelled in bytes counts where its first byte stands. Every space is one ▁. */
function unitsOfToken(token: string): number {
  const byte = BYTE_TOKEN.exec(token)?.[1];
  if (byte === undefined) return token.length;
  const value = Number.parseInt(byte, 16);
  const continues = value >= 0x80 && value < 0xc0;
  if (continues) return 0;
  return value >= 0xf0 ? 2 : 1;
}
