import { readdir } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import type { Addition, OpenAddition } from '@sana-studio/core';
import { diskFolder } from '@sana-studio/core/node';
import type { LoraChoice } from '@sana-studio/core/request';
import { fetchedAddition } from './models/addition.ts';
import type { RequestFlags } from './request-options.ts';
import { statusOf } from './status-of.ts';

const TENSORS = /\.(?:safetensors|pth)$/i;

async function onDisk(path: string): Promise<Addition | undefined> {
  const status = statusOf(path);
  const name = basename(resolve(path));
  if (status?.isFile()) return { folder: diskFolder(dirname(path)), place: name, name };
  if (!status?.isDirectory()) return undefined;
  const [only, ...others] = (await readdir(path)).filter(name => TENSORS.test(name));
  return { folder: diskFolder(path), place: only !== undefined && others.length === 0 ? only : '', name };
}

/**
 * Opens what options name beside a model: a file, a folder, an address, or a repository on Hugging Face. Requests come from
 * documents and pictures as well, whose authors must not have anything else opened: a name that was not said stands for a
 * file of that name that was, or for nothing.
 * @param said names that the person gave
 */
export function additionsOf(said: readonly string[]): OpenAddition {
  return async (kind, name) => {
    const meant = said.includes(name) ? name : said.find(path => basename(path) === name);
    if (meant === undefined) return undefined;
    return (await onDisk(meant)) ?? (await fetchedAddition(kind, meant));
  };
}

/** What `--lora` and `--controlnet` name. */
export function namedAdditions({ lora, controlnet }: RequestFlags): readonly string[] {
  const loras = Array.isArray(lora) ? (lora as readonly LoraChoice[]).map(({ name }) => name) : [];
  return typeof controlnet === 'string' ? [...loras, controlnet] : loras;
}
