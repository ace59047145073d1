import { readFile, stat } from 'node:fs/promises';
import {
  BUDGETS,
  overBudget,
  parseJson,
  policyOf,
  readPolicy,
  SAFETY_NAMES,
  type SafetyName,
  type SafetyPolicy,
  SanaError,
} from '@sana-studio/core';
import { Option } from 'commander';

/** `--policy`, for every command that looks at prompts. */
export const policyOption = (): Option => fixedPolicyOption().default('designer' satisfies SafetyName);

/** The same without a default: who says nothing leaves it to the person. */
export const fixedPolicyOption = (): Option =>
  new Option(
    '--policy <policy>',
    `what becomes of inappropriate words: ${SAFETY_NAMES.join(', ')}, or a JSON file`,
  ).default('designer' satisfies SafetyName);

const isName = (said: string): said is SafetyName => (SAFETY_NAMES as readonly string[]).includes(said);

/**
 * The policy that `--policy` names, or that lies in the file.
 * @throws SanaError `policy-unreadable`, `over-budget`
 */
export async function readPolicyArgument(said: string): Promise<SafetyPolicy> {
  if (isName(said)) return policyOf(said);
  return readPolicy(parsed(await readText(said), said), said);
}

async function readText(path: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > BUDGETS.policyFile.most) throw overBudget('policyFile', path);
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof SanaError) throw error;
    const detail = `there is no such file, and no policy of this name; there are: ${SAFETY_NAMES.join(', ')}`;
    throw new SanaError('policy-unreadable', { what: path, field: '--policy', detail }, error);
  }
}

function parsed(text: string, what: string): unknown {
  try {
    return parseJson(text, what);
  } catch (error) {
    if (error instanceof SanaError) throw error;
    throw new SanaError('policy-unreadable', { what, field: 'JSON', detail: 'it does not parse' }, error);
  }
}
