// What is added to a model and comes from a hub: which files of a repository a name stands for.

import { isModelPath, isRepositoryName, SanaError } from '@sana-studio/core';
import { CONTROLNETS } from './controlnets.ts';
import { HUGGING_FACE, type RemoteFile, webAddress, withoutSlashes } from './remote.ts';

export type AdditionKind = 'lora' | 'controlnet';

export interface AdditionSpec {
  readonly kind: AdditionKind;
  /** What requests call it: of a catalogue entry its id, otherwise `owner/name` and perhaps a path in it. */
  readonly id: string;
  readonly title: string;
  /** `owner/name`, or the address of the folder that the file is in. */
  readonly repository: string;
  /** A file or folder in it; '': whatever of this kind it has. */
  readonly path: string;
  readonly hubUrl: string;
  /** Of the file, where whoever offers it states it. */
  readonly sha256?: string | undefined;
  /** Links to what has to be accepted once. */
  readonly licences: readonly string[];
}

/** `OWNER/NAME` and what is in it; of addresses of pages, too: `/blob/main/…`. */
const REFERENCE = /^([\w.-]+\/[\w.-]+)(?:\/(?:(?:blob|resolve|tree)\/main(?:\/|$))?(.*))?$/;

const TENSORS = /\.(?:safetensors|pth)$/i;

/** A LoRA in a repository, as diffusers and as peft save it. */
const LORA_NAMES = ['pytorch_lora_weights.safetensors', 'adapter_model.safetensors'];
export const CARD = 'README.md';
/** Bytes. */
const LARGEST_CARD = 256 * 2 ** 10;
const LARGEST_PICTURE = 4 * 2 ** 20;
export const PICTURE = /^[^/]+\.(?:png|jpe?g|webp)$/i;

/** Beside a LoRA, what is not in its header. */
const PEFT_CONFIG = 'adapter_config.json';

/**
 * What a person may type: the id of a ControlNet of the catalogue, `owner/name` or `owner/name/path` of a repository, the
 * address of its page or of a file there, or the address of a file anywhere.
 * @param hubUrl base URL of the hub or of a mirror of it
 * @returns undefined for what is none of these
 */
export function additionSpec(kind: AdditionKind, reference: string, hubUrl = HUGGING_FACE): AdditionSpec | undefined {
  const base = webAddress(hubUrl) ?? hubUrl;
  const known = kind === 'controlnet' ? CONTROLNETS.find(({ id }) => id === reference) : undefined;
  if (known) {
    const { id, title, repo, path } = known;
    return { kind, id, title, repository: repo, path, hubUrl: base, licences: [`${HUGGING_FACE}/${repo}`] };
  }
  const hub = [base, HUGGING_FACE].find(address => reference.startsWith(`${address}/`));
  if (!hub && TENSORS.test(reference) && webAddress(reference)) return atAddress(kind, reference, base);
  const [, repository, rest = ''] = REFERENCE.exec(hub ? reference.slice(hub.length + 1) : reference) ?? [];
  if (!isRepositoryName(repository) || reference.startsWith('.')) return undefined;
  const path = withoutSlashes(rest);
  const id = path === '' ? repository : `${repository}/${path}`;
  const official = CONTROLNETS.some(({ repo }) => repo === repository);
  return {
    ...{ kind, id, title: id, repository, path, hubUrl: base },
    licences: official ? [`${HUGGING_FACE}/${repository}`] : [],
  };
}

function atAddress(kind: AdditionKind, reference: string, hubUrl: string): AdditionSpec | undefined {
  const { href } = new URL(reference);
  const at = href.lastIndexOf('/');
  const path = decoded(href.slice(at + 1));
  return isModelPath(path)
    ? { kind, id: href, title: path, repository: href.slice(0, at), path, hubUrl, licences: [] }
    : undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

/**
 * The files that a specification means.
 * @throws SanaError `file-missing` where there is none, or where there are several and nobody has said which
 */
export function chosenFiles(
  { kind, repository, path }: AdditionSpec,
  listed: readonly RemoteFile[],
): readonly RemoteFile[] {
  const named = (name: string) => listed.filter(file => file.path === name);
  if (TENSORS.test(path)) {
    const beside = path.slice(0, path.lastIndexOf('/') + 1) + (kind === 'lora' ? PEFT_CONFIG : 'config.json');
    const [file = missing(repository, path)] = named(path);
    return [file, ...named(beside), ...(kind === 'lora' ? aboutOf(file, listed) : [])];
  }
  const folder = path === '' ? '' : `${path}/`;
  return kind === 'lora' ? loraIn(folder, repository, listed) : controlNetIn(folder, repository, listed);
}

function loraIn(folder: string, repository: string, listed: readonly RemoteFile[]): readonly RemoteFile[] {
  const usual = LORA_NAMES.map(name => listed.find(({ path }) => path === folder + name)).find(Boolean);
  const inside = listed.filter(
    ({ path }) => path.startsWith(folder) && /^[^/]+\.safetensors$/i.test(path.slice(folder.length)),
  );
  const file = usual ?? onlyOne(inside, repository, `${folder}*.safetensors`);
  const isPeft = file.path === folder + LORA_NAMES[1]!;
  const config = isPeft ? listed.filter(({ path }) => path === folder + PEFT_CONFIG) : [];
  return [file, ...config, ...aboutOf(file, listed)];
}

/** What shows and tells people what a LoRA does: the repository's card, and a picture beside the file. */
function aboutOf(file: RemoteFile, listed: readonly RemoteFile[]): readonly RemoteFile[] {
  const folder = file.path.slice(0, file.path.lastIndexOf('/') + 1);
  const card = listed.filter(({ path, size }) => path === CARD && size <= LARGEST_CARD);
  const pictures = listed.filter(({ path, size }) => {
    return path.startsWith(folder) && PICTURE.test(path.slice(folder.length)) && size <= LARGEST_PICTURE;
  });
  const stem = file.path.replace(TENSORS, '');
  const own = pictures.find(({ path }) => path.startsWith(`${stem}.`)) ?? pictures[0];
  return own ? [...card, own] : card;
}

function controlNetIn(folder: string, repository: string, listed: readonly RemoteFile[]): readonly RemoteFile[] {
  const place = [`${folder}controlnet/`, folder].find(each => listed.some(({ path }) => path === `${each}config.json`));
  const stem = `${place}diffusion_pytorch_model`;
  const weights = listed.filter(
    ({ path }) => path.startsWith(stem) && /\.(?:safetensors|safetensors\.index\.json)$/.test(path),
  );
  if (place !== undefined && weights.length > 0) {
    // the same once more in another format is not needed
    const plain = weights.filter(({ path }) => !/\.(?:fp16|bf16)[.-]/.test(path));
    return [...listed.filter(({ path }) => path === `${place}config.json`), ...(plain.length > 0 ? plain : weights)];
  }
  const files = listed.filter(({ path }) => path.startsWith(folder) && TENSORS.test(path));
  return [onlyOne(files, repository, `${folder}*.pth`)];
}

function onlyOne(files: readonly RemoteFile[], repository: string, wanted: string): RemoteFile {
  const [only, ...others] = files;
  if (!only) return missing(repository, wanted);
  if (others.length === 0) return only;
  const paths = files.map(({ path }) => path);
  throw new SanaError('file-missing:several', {
    source: repository,
    files: paths,
    example: `${repository}/${only.path}`,
  });
}

function missing(repository: string, file: string): never {
  throw new SanaError('file-missing:elsewhere', { source: repository, file });
}
