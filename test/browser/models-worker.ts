// Keeps models in the browser's storage, for tests: does what it is told, one message at a time.

import { SanaError } from '@sana-studio/core';
import type { AddOptions, ModelSpec } from '@sana-studio/models';
import { openBrowserModelStore } from '@sana-studio/models/web';

/** Small enough that the tiny model has a hundred of them. */
const PART_BYTES = 16_384;

export type ModelsCommand =
  | ({ readonly kind: 'add'; readonly spec: ModelSpec } & Pick<AddOptions, 'needs' | 'weights'>)
  | { readonly kind: 'describe' }
  | { readonly kind: 'hash'; readonly id: string; readonly paths: readonly string[] }
  | { readonly kind: 'remove'; readonly id: string };

const store = openBrowserModelStore({ partBytes: PART_BYTES });

/** Carries out a command: in a worker by message, in a frame without one directly. */
export async function obey(command: ModelsCommand): Promise<unknown> {
  const models = await store;
  switch (command.kind) {
    case 'add':
      return models.add(command.spec, command);
    case 'describe':
      return { persistent: models.persistent, models: await models.list() };
    case 'hash': {
      const folder = await models.open(command.id);
      const hashes: Record<string, string> = {};
      for (const path of command.paths) {
        const source = await folder.open(path);
        const bytes = new Uint8Array((await source?.read(0, source.size)) ?? []);
        const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
        hashes[path] = Array.from(digest, byte => byte.toString(16).padStart(2, '0')).join('');
      }
      return hashes;
    }
    case 'remove':
      return models.remove(command.id);
  }
}

export type ModelsAnswer = { readonly value: unknown } | { readonly code: string; readonly message: string };

export async function answerTo(command: ModelsCommand): Promise<ModelsAnswer> {
  try {
    return { value: await obey(command) };
  } catch (error) {
    const { code, message } = SanaError.from(error);
    return { code, message };
  }
}

// A frame imports this as well, and has no messages of this kind.
if (typeof document === 'undefined') {
  self.addEventListener('message', ({ data }: MessageEvent<ModelsCommand>) => {
    void answerTo(data).then(answer => self.postMessage(answer));
  });
}
