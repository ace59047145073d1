import { SanaError } from '../../errors.ts';
import type { ByteSource } from '../tensors/tensors.ts';
import { parsePythonJson } from './python-json.ts';
import { readAll } from './source.ts';

/** Larger than any tokenizer.json (Gemma's has 34 MB). */
const MAX_JSON_BYTES = 256 * 2 ** 20;

/** @throws SanaError `config-invalid` when the file is not JSON, `file-corrupt` when it is absurdly large */
export async function readJson(source: ByteSource): Promise<unknown> {
  const bytes = await readAll(source, MAX_JSON_BYTES);
  try {
    return parsePythonJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new SanaError('config-invalid:json', { file: source.label }, cause);
  }
}
