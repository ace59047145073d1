import { readForeign, readJson, SanaError } from '@sana-studio/core';
import * as z from 'zod/mini';
import { type Computer, join, thisComputer } from './computer.ts';

/** What a reference to one of Ollama's models begins with. */
export const OLLAMA = 'ollama:';

const REGISTRY = 'registry.ollama.ai';
const LIBRARY = 'library';
const LATEST = 'latest';

/** The layer with the weights, which is a whole GGUF. */
const WEIGHTS = 'application/vnd.ollama.image.model';

const digest = z.string().check(z.regex(/^sha256:[0-9a-f]{64}$/));
const layer = z.object({ mediaType: z.string(), digest });
const manifestSchema = z.object({ config: z.optional(z.object({ digest })), layers: z.array(layer) });

/** What Ollama notes of a model; only newer versions write all of it. */
const configSchema = z.object({
  model_family: z.optional(z.string()),
  model_type: z.optional(z.string()),
  file_type: z.optional(z.string()),
});

export interface OllamaModel {
  /** e.g. `ollama:gemma2:2b`. */
  readonly reference: string;
  /** Of the blob, a whole GGUF. */
  readonly path: string;
  /** Bytes; undefined where the blob is gone. */
  readonly bytes: number | undefined;
  /** As Ollama calls it, e.g. gemma2. */
  readonly family?: string | undefined;
  /** Parameters as it tells them, e.g. 2.6B. */
  readonly parameters?: string | undefined;
  /** e.g. Q4_0. */
  readonly quantisation?: string | undefined;
}

/**
 * Where Ollama keeps models: what OLLAMA_MODELS says, the folder of the service on Linux, the person's own.
 * https://github.com/ollama/ollama/blob/main/docs/faq.mdx
 */
export function ollamaRoots(computer: Computer): readonly string[] {
  const { env, home, platform } = computer;
  const own = join(computer, home, '.ollama', 'models');
  const service = platform === 'linux' ? ['/usr/share/ollama/.ollama/models'] : [];
  return [...new Set([...(env.OLLAMA_MODELS ? [env.OLLAMA_MODELS] : []), own, ...service])];
}

/** Registry, namespace, model and tag. */
type Name = readonly [registry: string, namespace: string, model: string, tag: string];

/** Ollama's own rule, less what would lead out of a folder or mean something to Windows. */
const isPart = (part: string) => /^\w[\w.-]*$/.test(part) && !part.endsWith('.');
/** A registry may have a port. */
const isRegistry = (part: string) => isPart(part.replace(/:\d{1,5}$/, ''));

/** `[[registry/]namespace/]model[:tag]`. */
function parseName(text: string): Name | undefined {
  const slash = text.lastIndexOf('/');
  const colon = text.indexOf(':', slash + 1);
  const [path, tag] = colon < 0 ? [text, LATEST] : [text.slice(0, colon), text.slice(colon + 1)];
  const names = path.split('/');
  const [model = '', namespace = LIBRARY, registry = REGISTRY, more] = names.toReversed();
  if (more !== undefined || !isRegistry(registry) || ![namespace, model, tag].every(isPart)) return undefined;
  return [registry, namespace, model, tag];
}

/** As a person writes it. */
function referenceOf([registry, namespace, model, tag]: Name): string {
  const short = `${model}:${tag}`;
  if (registry !== REGISTRY) return `${OLLAMA}${registry}/${namespace}/${short}`;
  return namespace === LIBRARY ? `${OLLAMA}${short}` : `${OLLAMA}${namespace}/${short}`;
}

async function readNote(computer: Computer, path: string): Promise<unknown> {
  const source = await computer.disk.open(path);
  try {
    return await readJson(source);
  } finally {
    await source.close?.();
  }
}

const blobPath = (computer: Computer, root: string, digest: string) =>
  join(computer, root, 'blobs', digest.replace(':', '-'));

/** @returns undefined where there is no such model in this folder, or none with weights */
async function readModel(computer: Computer, root: string, name: Name): Promise<OllamaModel | undefined> {
  const path = join(computer, root, 'manifests', ...name);
  if ((await computer.disk.size(path)) === undefined) return undefined;
  const read = readForeign(manifestSchema, await readNote(computer, path));
  const weights = read.fits ? read.value.layers.find(({ mediaType }) => mediaType === WEIGHTS) : undefined;
  if (!read.fits || !weights) return undefined;
  const blob = blobPath(computer, root, weights.digest);
  const bytes = await computer.disk.size(blob);
  return { reference: referenceOf(name), path: blob, bytes, ...(await readConfig(computer, root, read.value.config)) };
}

/** Without it the weights are as good; only less can be told of them. */
async function readConfig(
  computer: Computer,
  root: string,
  config: { readonly digest: string } | undefined,
): Promise<Pick<OllamaModel, 'family' | 'parameters' | 'quantisation'>> {
  if (!config) return {};
  const noted = await readNote(computer, blobPath(computer, root, config.digest)).catch(() => undefined);
  const read = readForeign(configSchema, noted);
  if (!read.fits) return {};
  const { model_family: family, model_type: parameters, file_type: quantisation } = read.value;
  return { family, parameters, quantisation };
}

/** Every model of Ollama's. A note that cannot be read is left out. @throws SanaError `access-denied` */
export async function ollamaModels(computer: Computer, root: string): Promise<readonly OllamaModel[]> {
  const models: OllamaModel[] = [];
  const folders = async (...names: readonly string[]) =>
    (await computer.disk.list(join(computer, root, 'manifests', ...names))) ?? [];
  for (const registry of await folders()) {
    for (const namespace of await folders(registry.name)) {
      for (const model of await folders(registry.name, namespace.name)) {
        for (const tag of await folders(registry.name, namespace.name, model.name)) {
          const name = [registry.name, namespace.name, model.name, tag.name] as const;
          const found = tag.isFolder ? undefined : await readModel(computer, root, name).catch(() => undefined);
          if (found) models.push(found);
        }
      }
    }
  }
  return models;
}

/**
 * The file with the weights of a model that Ollama has, to be read where it lies.
 * @param reference e.g. `ollama:gemma2:2b`, with the names that `ollama list` prints
 * @returns its path
 * @throws SanaError `model-not-found` naming where was looked and what there is, `file-missing` when Ollama's note of it is
 *   there and its weights are gone, `access-denied`
 */
export async function resolveOllama(reference: string, computer: Computer = thisComputer()): Promise<string> {
  const roots = ollamaRoots(computer);
  const name = reference.startsWith(OLLAMA) ? parseName(reference.slice(OLLAMA.length)) : undefined;
  if (!name) throw new SanaError('request-invalid:ollama', { reference });
  for (const root of roots) {
    const model = await readModel(computer, root, name);
    if (model?.bytes !== undefined) return model.path;
    if (model) throw new SanaError('file-missing:ollama', { reference, file: model.path, model: nameOf(model) });
  }
  const known: string[] = [];
  for (const root of roots) known.push(...(await ollamaModels(computer, root)).map(model => model.reference));
  throw new SanaError('model-not-found:ollama', {
    reference,
    model: reference.slice(OLLAMA.length),
    folders: [...roots],
    known,
  });
}

const nameOf = ({ reference }: OllamaModel) => reference.slice(OLLAMA.length);
