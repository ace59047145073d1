import { readFile, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import {
  BUDGETS,
  overBudget,
  parseJson,
  policyOf,
  readPolicy,
  readProbeFile,
  SAFETY_NAMES,
  type SafetyName,
  type SafetyPolicy,
  SanaError,
} from '@sana-studio/core';

const isName = (said: string): said is SafetyName => (SAFETY_NAMES as readonly string[]).includes(said);

/**
 * The policy that `--policy` names, or that lies in the file; what that names in turn is read as well.
 * @throws SanaError `policy-unreadable`, `probe-unreadable`, `over-budget`
 */
export async function readPolicyArgument(said: string): Promise<SafetyPolicy> {
  if (isName(said)) return policyOf(said);
  return readPolicy(await withFiles(parsed(await readText(said, 'policyFile', '--policy'), said), said), said);
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A policy may name the file of its probe, and the folder of a model to be asked, beside its own file. */
async function withFiles(policy: unknown, path: string): Promise<unknown> {
  if (!isObject(policy)) return policy;
  const beside = (name: string) => resolve(dirname(path), name);
  const { probe, question } = policy;
  const changed: Record<string, unknown> = {};
  if (typeof probe === 'string') {
    const file = beside(probe);
    changed.probe = readProbeFile(parsed(await readText(file, 'probeFile', 'probe'), file), file);
  }
  if (isObject(question) && typeof question.model === 'string') {
    changed.question = { ...question, model: beside(question.model) };
  }
  return { ...policy, ...changed };
}

async function readText(path: string, budget: 'policyFile' | 'probeFile', field: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > BUDGETS[budget].most) throw overBudget(budget, path);
    // some editors put a byte order mark before it
    return (await readFile(path, 'utf8')).replace(/^\ufeff/, '');
  } catch (error) {
    if (error instanceof SanaError) throw error;
    const others = budget === 'policyFile' ? `, and no policy of this name; there are: ${SAFETY_NAMES.join(', ')}` : '';
    throw new SanaError('policy-unreadable', { what: path, field, detail: `there is no such file${others}` }, error);
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
