import {
  BUDGETS,
  type BudgetName,
  isModelPath,
  type ModelPath,
  overBudget,
  SanaError,
  WEIGHT_FILES,
} from '@sana-studio/core';

import { isOfReplaced, isReplaced, type KeptParts } from './model-parts.ts';

export type Variant = 'fp16' | 'bf16';

/** Files without which no model opens. */
const REQUIRED = [
  'model_index.json',
  'scheduler/scheduler_config.json',
  'tokenizer/tokenizer.json',
  'tokenizer/tokenizer_config.json',
  'text_encoder/config.json',
  'transformer/config.json',
  'vae/config.json',
] as const;

/** Files that say more about a model, where there are any. */
const OPTIONAL = ['sana.json', 'known-things.json'] as const;

type Component = (typeof COMPONENTS)[number];

const COMPONENTS = Object.values(WEIGHT_FILES);

const VARIANTS: readonly (Variant | undefined)[] = [undefined, 'bf16', 'fp16'];

/** How many shards a component may have when a server cannot list its files and every name has to be tried. */
const MOST_SHARDS = 8;

export interface LayoutFile {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
}

function suffixed(variant: Variant | undefined): string {
  return variant ? `.${variant}` : '';
}

function indexName({ stem }: Component, variant: Variant | undefined): string {
  return `${stem}.safetensors.index${suffixed(variant)}.json`;
}

/**
 * How many shards there are, by the name of one: `model.fp16-00001-of-00002.safetensors` or, as diffusers also writes it,
 * `model-00001-of-00002.fp16.safetensors`.
 */
function shardCount(name: string, { stem }: Component, variant: Variant | undefined): number | undefined {
  const end = '.safetensors';
  if (!name.startsWith(stem) || !name.endsWith(end)) return undefined;
  const between = withoutSuffix(name.slice(stem.length, -end.length), suffixed(variant));
  const [, count] = /^-\d{5}-of-(\d{5})$/.exec(between ?? '') ?? [];
  return count === undefined ? undefined : Number(count);
}

/** Wherever it stands. */
function withoutSuffix(text: string, suffix: string): string | undefined {
  if (text.startsWith(suffix)) return text.slice(suffix.length);
  return text.endsWith(suffix) ? text.slice(0, text.length - suffix.length) : undefined;
}

/** The files of one variant of one component; undefined unless it is complete. */
function variantFiles<File extends LayoutFile>(
  files: readonly File[],
  component: Component,
  variant: Variant | undefined,
): readonly File[] | undefined {
  const prefix = `${component.directory}/`;
  const inside = files.filter(({ path }) => path.startsWith(prefix));
  const named = (name: string) => inside.find(({ path }) => path === prefix + name);
  const index = named(indexName(component, variant));
  const countOf = ({ path }: File) => shardCount(path.slice(prefix.length), component, variant);
  const shards = inside.filter(file => countOf(file) !== undefined);
  const count = shards[0] && countOf(shards[0]);
  if (index && shards.length === count) return [index, ...shards];
  const single = named(`${component.stem}${suffixed(variant)}.safetensors`);
  return single && [single];
}

function bytes(files: readonly LayoutFile[]): number {
  return files.reduce((sum, { size }) => sum + size, 0);
}

export interface LayoutChoice {
  /** The variant to take where several have the same size. */
  readonly preferred?: Variant | undefined;
  /** What takes the place of parts: their weights need not be there. */
  readonly parts?: KeptParts | undefined;
}

/**
 * The files of an official diffusers folder that are needed: of each network the smallest complete set of weights, never
 * the duplicates that the repositories carry under other suffixes.
 * @throws SanaError `model-unsupported` when it is no such folder, `file-missing` naming what is not there, `over-budget`
 *   for a configuration that is too large to be read
 */
export function neededFiles<File extends LayoutFile>(
  label: string,
  files: readonly File[],
  { preferred, parts }: LayoutChoice = {},
): readonly File[] {
  const byPath = new Map(files.map(file => [file.path, file]));
  if (!byPath.has('model_index.json')) {
    throw new SanaError('model-unsupported:no-index', { source: label });
  }
  const order = preferred
    ? [undefined, preferred, ...VARIANTS.filter(other => other && other !== preferred)]
    : VARIANTS;
  const needed: File[] = [];
  for (const path of REQUIRED) {
    if (isReplaced(path, parts)) continue;
    const file = byPath.get(path);
    if (file) needed.push(file);
    else if (!isOfReplaced(path, parts)) missing(label, path);
  }
  for (const path of OPTIONAL) {
    const file = byPath.get(path);
    if (file) needed.push(file);
  }
  for (const component of COMPONENTS) {
    if (isOfReplaced(`${component.directory}/`, parts)) continue;
    const sets = order.flatMap(variant => {
      const set = variantFiles(files, component, variant);
      return set ? [set] : [];
    });
    const smallest = sets.toSorted((a, b) => bytes(a) - bytes(b))[0];
    needed.push(...(smallest ?? missing(label, `${component.directory}/${component.stem}.safetensors`)));
  }
  for (const { path, size } of needed) {
    const budget = budgetOf(path);
    if (budget && size > BUDGETS[budget].most) throw overBudget(budget, path);
  }
  return needed;
}

/** What bounds a file that is read whole: what is larger need not be fetched. */
function budgetOf(path: string): BudgetName | undefined {
  if (!path.endsWith('.json')) return undefined;
  if (path === 'tokenizer/tokenizer.json') return 'tokenizer';
  if (path === 'known-things.json') return 'knownThings';
  return path.includes('.index.') ? 'shardIndex' : 'config';
}

function missing(label: string, path: string): never {
  throw new SanaError('file-missing:official', { source: label, file: path });
}

/**
 * Every file that a diffusers folder may have, for places that cannot be listed. `openPath` tells whether one is there.
 * Shards are looked for only where there is an index.
 */
export async function probeLayout<File extends LayoutFile>(
  openPath: (path: ModelPath) => Promise<File | undefined>,
): Promise<readonly File[]> {
  const open = async (path: string) => (isModelPath(path) ? openPath(path) : undefined);
  const probe = async (paths: readonly string[]) => {
    const found: (File | undefined)[] = [];
    for (const path of paths) found.push(await open(path));
    return found.filter(file => file !== undefined);
  };
  const files = await probe([...REQUIRED, ...OPTIONAL]);
  for (const component of COMPONENTS) {
    for (const variant of VARIANTS) {
      const { directory, stem } = component;
      const index = await open(`${directory}/${indexName(component, variant)}`);
      if (index) files.push(index, ...(await probeShards(`${directory}/${stem}`, variant, open)));
      else files.push(...(await probe([`${directory}/${stem}${suffixed(variant)}.safetensors`])));
    }
  }
  return files;
}

async function probeShards<File>(
  stem: string,
  variant: Variant | undefined,
  open: (path: string) => Promise<File | undefined>,
): Promise<readonly File[]> {
  const number = (n: number) => String(n).padStart(5, '0');
  const suffix = suffixed(variant);
  const names = (shard: number, count: number) => {
    const part = `-${number(shard)}-of-${number(count)}`;
    return variant
      ? [`${stem}${suffix}${part}.safetensors`, `${stem}${part}${suffix}.safetensors`]
      : [`${stem}${part}.safetensors`];
  };
  for (let count = 1; count <= MOST_SHARDS; count++) {
    for (const style of names(1, count).keys()) {
      const files: File[] = [];
      for (let shard = 1; shard <= count; shard++) {
        const file = await open(names(shard, count)[style]!);
        if (!file) break;
        files.push(file);
      }
      if (files.length === count) return files;
    }
  }
  return [];
}
