import type { BudgetName } from '../../budgets.ts';
import { SanaError } from '../../errors.ts';
import { assertJsonSize } from '../../json.ts';
import type { ByteSource } from '../tensors/tensors.ts';
import { parsePythonJson } from './python-json.ts';
import { readAll } from './source.ts';

/** What a file of JSON is, with the budget for the number of its values. */
const ENTRIES = {
  config: 'configEntries',
  tokenizer: 'tokenizerEntries',
  shardIndex: 'shardIndexEntries',
  knownThings: 'knownThingsEntries',
} as const satisfies Readonly<Partial<Record<BudgetName, BudgetName>>>;

/**
 * @param kind what the file is, which decides how much of it is read; default: a configuration
 * @throws SanaError `config-invalid` when the file is not JSON, `over-budget` when it is larger than such files are
 */
export async function readJson(source: ByteSource, kind: keyof typeof ENTRIES = 'config'): Promise<unknown> {
  const bytes = await readAll(source, kind);
  assertJsonSize(bytes, source.label, ENTRIES[kind]);
  try {
    return parsePythonJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new SanaError('config-invalid:json', { file: source.label }, cause);
  }
}
