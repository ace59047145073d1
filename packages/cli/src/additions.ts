import { readdir } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { type Addition, httpFolder, type OpenAddition, SanaError } from '@sana-studio/core';
import { diskFolder } from '@sana-studio/core/node';
import { HUGGING_FACE } from '@sana-studio/models';
import { statusOf } from './status-of.ts';

/** `OWNER/NAME` on Hugging Face, and perhaps a file or folder in it. */
const REPOSITORY = /^([\w.-]+\/[\w.-]+)(?:\/(.+))?$/;

const TENSORS = /\.(?:safetensors|pth)$/i;

async function onDisk(path: string): Promise<Addition | undefined> {
  const status = statusOf(path);
  const name = basename(resolve(path));
  if (status?.isFile()) return { folder: diskFolder(dirname(path)), place: name, name };
  if (!status?.isDirectory()) return undefined;
  const [only, ...others] = (await readdir(path)).filter(name => TENSORS.test(name));
  return { folder: diskFolder(path), place: only !== undefined && others.length === 0 ? only : '', name };
}

function onHub(name: string): Addition | undefined {
  if (/^https?:\/\//i.test(name)) {
    if (!URL.canParse(name)) return undefined;
    const { href } = new URL(name);
    const at = href.lastIndexOf('/');
    return { folder: httpFolder(href.slice(0, at)), place: href.slice(at + 1) };
  }
  const [, repository, path = ''] = REPOSITORY.exec(name) ?? [];
  if (repository === undefined || name.startsWith('.')) return undefined;
  const place = path === '' || TENSORS.test(path) ? path : `${path.replace(/\/$/, '')}/`;
  return { folder: httpFolder(`${HUGGING_FACE}/${repository}/resolve/main`), place };
}

/** What options name beside a model: a file, a folder, an address, or a repository on Hugging Face. */
export const openAddition: OpenAddition = async (kind, name) => {
  const found = (await onDisk(name)) ?? onHub(name);
  if (!found && kind === 'lora') throw new SanaError('lora-missing:file', { file: name });
  return found;
};
