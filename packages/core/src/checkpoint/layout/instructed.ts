import { type Remark, SanaError } from '../../errors.ts';
import type { GgufFile } from '../formats/gguf.ts';

/** Sana reads prompts with gemma-2-2b-it. The base model has the same shapes, and draws something else. */
const INSTRUCTED = /^(it|instruct|instructed|chat)$/i;
const BASE = /^(pt|base|pretrained|pretraining)$/i;
/** Names of files go on with the type of their blocks. */
const QUANTISATION = /^(q\d|iq\d|f16|f32|bf16|fp16|fp32|gguf)/i;
/** What of a name says no more than that it is a Gemma 2 of that size. */
const PLAIN = /^(google|gemma|gemma2|2|2b|2\.6b|model)$/i;

/** Undefined where nothing says so. */
export type Tuning = 'instructed' | 'base' | undefined;

/** What a name says, e.g. `Gemma 2 2b It`, `gemma-2-2b-it-Q4_K_M.gguf`, `gemma-2-2b`. */
function tuningOf(name: string): Tuning {
  const words = name.split(/[^A-Za-z0-9.]+|\.(?!\d)/).filter(Boolean);
  if (words.some(word => INSTRUCTED.test(word))) return 'instructed';
  if (words.some(word => BASE.test(word))) return 'base';
  const end = words.findIndex(word => QUANTISATION.test(word));
  const named = end < 0 ? words : words.slice(0, end);
  const isGemma = named.some(word => /^gemma2?$/i.test(word)) && named.some(word => /^2(\.6)?b$/i.test(word));
  return isGemma && named.every(word => PLAIN.test(word)) ? 'base' : undefined;
}

/** What a text encoder was trained for, as its metadata say, or else the name of its file. */
export function tuningIn(metadata: GgufFile['metadata'], file: string): Tuning {
  const told = ['general.finetune', 'general.name', 'general.basename'].map(key => metadata.get(key));
  const names = [...told.filter(value => typeof value === 'string'), file.split(/[\\/]/).at(-1)!];
  return names.map(tuningOf).find(found => found !== undefined);
}

/**
 * Whether a text encoder follows instructions, as its metadata say, or else the name of its file.
 * @returns a remark where neither says so
 * @throws SanaError `model-unsupported` for a base model
 */
export function assertInstructed(metadata: GgufFile['metadata'], file: string): readonly Remark[] {
  const tuning = tuningIn(metadata, file);
  if (tuning === 'base') throw new SanaError('model-unsupported:base-text-encoder', { file });
  return tuning === 'instructed' ? [] : [{ remark: 'tuning-unknown', data: { file } }];
}
