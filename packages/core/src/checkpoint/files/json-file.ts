import { SanaError } from '../../errors.ts';
import type { ByteSource } from '../tensors/tensors.ts';
import { readAll } from './source.ts';

/** Larger than any tokenizer.json (Gemma's has 34 MB). */
const MAX_JSON_BYTES = 256 * 2 ** 20;

/** Strings whole, so that the words inside them stay as they are, or one of the literals only Python writes. */
const STRING_OR_PYTHON_LITERAL = /"(?:[^"\\]|\\.)*"|-?\bInfinity\b|\bNaN\b/g;

/**
 * Parses JSON as Python's json module writes it, i.e. also `Infinity` and `-Infinity` (which the scheduler
 * configurations contain); `NaN` becomes null.
 * @throws SyntaxError for anything else
 */
export function parsePythonJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return JSON.parse(
      text.replace(STRING_OR_PYTHON_LITERAL, token => {
        if (token.startsWith('"')) return token;
        if (token === 'NaN') return 'null';
        // The shortest standard JSON number that overflows to an infinity.
        return token.startsWith('-') ? '-1e999' : '1e999';
      }),
    );
  }
}

/** @throws SanaError `config-invalid` when the file is not JSON, `file-corrupt` when it is absurdly large */
export async function readJson(source: ByteSource): Promise<unknown> {
  const bytes = await readAll(source, MAX_JSON_BYTES);
  try {
    return parsePythonJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new SanaError('config-invalid:json', { file: source.label }, cause);
  }
}
