import {
  BUDGETS,
  overBudget,
  parseJson,
  policyOf,
  readPolicy,
  SAFETY_ACTIONS,
  SAFETY_NAMES,
  type SafetyPolicy,
  SanaError,
} from '@sana-studio/core';
import type { SafetyNow } from '@sana-studio/shared';
import { ConfigurationTarget, commands, Uri, workspace } from 'vscode';

const SECTION = 'sanaStudio';

/** Those of the policy, with what they are where nobody has set them. */
const DEFAULTS = {
  safety: 'default',
  safetyAction: 'default',
  safetyCategories: {},
  safetyWords: {},
  safetyFile: '',
} as const satisfies Readonly<Record<string, unknown>>;

type Key = keyof typeof DEFAULTS;
const KEYS = Object.keys(DEFAULTS) as Key[];

/** Names of the settings, for whoever wants to know of their changes. */
export const SAFETY_SETTINGS: readonly string[] = KEYS.map(key => `${SECTION}.${key}`);

/**
 * The policy about inappropriate words, and whether an organisation has fixed it: then nothing else that is set counts.
 * @throws SanaError `policy-unreadable`, `over-budget` of the file or a setting that is none
 */
export async function currentSafety(): Promise<SafetyNow> {
  const values = workspace.getConfiguration(SECTION);
  const organisation = organisationValues(values);
  const read = (key: Key): unknown => (organisation ? organisation[key] : values.get(key)) ?? DEFAULTS[key];
  const file = read('safetyFile');
  const isShared = typeof file === 'string' && file.trim() !== '';
  // what a team shares goes before what one person sets; words are joined
  const base = isShared ? await readShared(file.trim()) : ownPolicy(read);
  const { allow, deny } = wordLists(read('safetyWords'));
  const words = { allow: joined(base.allow, allow), deny: joined(base.deny, deny) };
  const policy = readPolicy(withoutAbsent({ ...base, ...words }), `${SECTION}.safety…`);
  return organisation ? { policy, fixedBy: 'organisation' } : { policy };
}

function ownPolicy(read: (key: Key) => unknown): SafetyPolicy {
  const name = SAFETY_NAMES.find(known => known === read('safety'));
  const action = SAFETY_ACTIONS.find(known => known === read('safetyAction'));
  // what does not fit is told when all of it is read
  const categories = read('safetyCategories') as SafetyPolicy['categories'];
  return { ...(name && policyOf(name)), ...(action && { action }), categories };
}

/** Keeps a word from now on: where words are kept in this workspace if there are any, else everywhere. */
export async function keepWord(word: string): Promise<void> {
  const values = workspace.getConfiguration(SECTION);
  const { workspaceValue, globalValue } = values.inspect<unknown>('safetyWords') ?? {};
  const [set, target] =
    workspaceValue === undefined
      ? [globalValue, ConfigurationTarget.Global]
      : [workspaceValue, ConfigurationTarget.Workspace];
  const { allow, ...others } = (isObject(set) ? set : {}) as { readonly allow?: unknown };
  await values.update('safetyWords', { ...others, allow: joined(wordLists({ allow }).allow, [word]) }, target);
}

/** Shows the settings of the policy. */
export async function openSafetySettings(): Promise<void> {
  await commands.executeCommand('workbench.action.openSettings', `${SECTION}.safety`);
}

/**
 * What VS Code's policies set. It gives an extension their values as defaults that nobody can change: one that is not the
 * default of package.json is an organisation's.
 * @returns undefined where there is none
 */
function organisationValues(
  values: ReturnType<typeof workspace.getConfiguration>,
): Readonly<Partial<Record<Key, unknown>>> | undefined {
  const set = KEYS.flatMap(key => {
    const value: unknown = values.inspect<unknown>(key)?.defaultValue ?? DEFAULTS[key];
    return JSON.stringify(value) === JSON.stringify(DEFAULTS[key]) ? [] : [[key, value] as const];
  });
  return set.length === 0 ? undefined : Object.fromEntries(set);
}

/** @param path of a folder of the workspace, or an absolute one */
async function readShared(path: string): Promise<SafetyPolicy> {
  const isAbsolute = /^([/\\]|[a-z]:)/i.test(path);
  const folders = workspace.workspaceFolders ?? [];
  const places = isAbsolute ? [Uri.file(path)] : folders.map(({ uri }) => Uri.joinPath(uri, path));
  let failure: unknown;
  for (const place of places) {
    try {
      const bytes = await workspace.fs.readFile(place);
      if (bytes.length > BUDGETS.policyFile.most) throw overBudget('policyFile', path);
      return readPolicy(parsed(new TextDecoder().decode(bytes), path), path);
    } catch (error) {
      if (error instanceof SanaError) throw error;
      failure = error;
    }
  }
  throw new SanaError('policy-unreadable:missing', { what: path, setting: `${SECTION}.safetyFile` }, failure);
}

function parsed(json: string, what: string): unknown {
  try {
    return parseJson(json, what);
  } catch (error) {
    if (error instanceof SanaError) throw error;
    throw new SanaError('policy-unreadable', { what, field: 'JSON', detail: String(error) }, error);
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function wordLists(value: unknown): { readonly allow: readonly string[]; readonly deny: readonly string[] } {
  const words = (key: string): readonly string[] => {
    const list = isObject(value) ? value[key] : undefined;
    return Array.isArray(list) ? list.filter(word => typeof word === 'string') : [];
  };
  return { allow: words('allow'), deny: words('deny') };
}

const joined = (some: readonly string[] = [], others: readonly string[] = []): readonly string[] => [
  ...new Set([...some, ...others]),
];

/** Without what says nothing. */
const withoutAbsent = (policy: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(policy).filter(([, value]) =>
      isObject(value) ? Object.keys(value).length > 0 : !Array.isArray(value) || value.length > 0,
    ),
  );
