import { SanaError } from '@sana-studio/core';
import type { ModelStore } from '@sana-studio/models';

/** What one of those that share a store is told to do. Models are named by their repository. */
export type Command =
  | { readonly kind: 'add'; readonly model: string; readonly hub: string; readonly offline: boolean }
  | { readonly kind: 'verify' | 'read' | 'remove' | 'move'; readonly model: string }
  | { readonly kind: 'accept'; readonly model: string }
  | { readonly kind: 'describe' };

export type Answer = { readonly value: unknown } | { readonly code: string; readonly message: string };

/** Small enough that a file has many. */
export const PART_BYTES = 16_384;

const FILES = [
  'model_index.json',
  'tokenizer/tokenizer.json',
  'text_encoder/model.safetensors',
  'transformer/diffusion_pytorch_model.safetensors',
  'vae/diffusion_pytorch_model.safetensors',
] as const;

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, byte => byte.toString(16).padStart(2, '0')).join('');
}

/** Reads files whole, as they are in the repository: what is not here is fetched and kept. */
async function readAll(store: ModelStore, model: string): Promise<Record<string, string>> {
  const folder = await store.open(model);
  const hashes: Record<string, string> = {};
  for (const path of FILES) {
    const source = await folder.open(path);
    if (source) hashes[path] = await sha256(new Uint8Array(await source.read(0, source.size)));
    await source?.close?.();
  }
  return hashes;
}

async function obey(store: ModelStore, target: ModelStore | undefined, command: Command): Promise<unknown> {
  switch (command.kind) {
    case 'add': {
      const { model, hub, offline } = command;
      const source = { kind: 'hub', repo: model, revision: 'main', hubUrl: hub } as const;
      return store.add({ id: model, title: model, source, licences: [] }, { needs: { offline } });
    }
    case 'verify':
      return store.verify(command.model);
    case 'read':
      return readAll(store, command.model);
    case 'remove':
      return store.remove(command.model);
    case 'move':
      return target && store.move(command.model, target);
    case 'accept':
      return store.acceptLicences([command.model]);
    case 'describe':
      return { models: await store.list(), licences: await store.acceptedLicences() };
  }
}

/** @param target where models are moved to */
export async function answerTo(store: ModelStore, target: ModelStore | undefined, command: Command): Promise<Answer> {
  try {
    return { value: await obey(store, target, command) };
  } catch (error) {
    const { code, message } = SanaError.from(error);
    return { code, message };
  }
}
