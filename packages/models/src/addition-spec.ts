// What is added to a model and comes from a hub: which files of a repository a name stands for.

import { isRepositoryName, SanaError } from '@sana-studio/core';
import { CONTROLNETS } from './controlnets.ts';
import { HUGGING_FACE, type RemoteFile, webAddress, withoutSlashes } from './remote.ts';

export type AdditionKind = 'lora' | 'controlnet';

export interface AdditionSpec {
  readonly kind: AdditionKind;
  /** What requests call it: of a catalogue entry its id, otherwise `owner/name` and perhaps a path in it. */
  readonly id: string;
  readonly title: string;
  /** `owner/name`. */
  readonly repository: string;
  /** A file or folder in it; '': whatever of this kind it has. */
  readonly path: string;
  readonly hubUrl: string;
  /** Links to what has to be accepted once. */
  readonly licences: readonly string[];
}

/** `OWNER/NAME` and what is in it; of addresses of pages, too: `/blob/main/…`. */
const REFERENCE = /^([\w.-]+\/[\w.-]+)(?:\/(?:(?:blob|resolve|tree)\/main(?:\/|$))?(.*))?$/;

const TENSORS = /\.(?:safetensors|pth)$/i;

/** A LoRA in a repository, as diffusers and as peft save it. */
const LORA_NAMES = ['pytorch_lora_weights.safetensors', 'adapter_model.safetensors'];
/** Beside a LoRA, what is not in its header. */
const PEFT_CONFIG = 'adapter_config.json';

/**
 * What a person may type: the id of a ControlNet of the catalogue, `owner/name` or `owner/name/path` of a repository, or the
 * address of its page or of the file there.
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
    return [...(named(path)[0] ? named(path) : missing(repository, path)), ...named(beside)];
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
  return [file, ...(isPeft ? listed.filter(({ path }) => path === folder + PEFT_CONFIG) : [])];
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
